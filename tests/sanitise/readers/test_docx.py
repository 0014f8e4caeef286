"""Reading Word documents: every place where text can stand, and what a person sees of it."""

import pytest

from spoc_desk.sanitise.readers.any_file import read_file
from spoc_desk.sanitise.readers.limits import Budget
from spoc_desk.sanitise.readers.ooxml import docx as reader
from spoc_desk.sanitise.readers.unit import Shape
from tests.sanitise.readers.make_docx import CANARIES, document, docx, full_docx, paragraph, run, story
from tests.sanitise.readers.make_package import channels_of, found, units
from tests.sanitise.readers.make_xlsx import row, text, xlsx


@pytest.fixture(scope="module")
def everything() -> list:
    return found(reader.read, full_docx())


@pytest.mark.parametrize(("canary", "expected"), CANARIES.items())
def test_every_place_is_read_under_its_channel(everything: list, canary: str, expected: tuple[str, bool]) -> None:
    assert channels_of(canary, everything) == {expected}


def test_an_embedded_file_is_read_and_is_nothing_a_person_sees() -> None:
    book = xlsx(row(1, text("A1", "Cellcanary")))
    data = docx(
        paragraph(run("Body")),
        parts={"word/embeddings/book.xlsx": book},
        threads=(("package", "embeddings/book.xlsx"),),
    )

    assert channels_of("Cellcanary", list(read_file(data, "", Budget()))) == {("xlsx-cell", False)}


def test_a_page_that_is_part_of_the_document_is_seen() -> None:
    page = b"<html><body><p>Pagecanary</p></body></html>"
    data = docx(paragraph(run("Body")), parts={"word/page.html": page}, threads=(("aFChunk", "page.html"),))

    assert channels_of("Pagecanary", list(read_file(data, "", Budget()))) == {("html-text", True)}


def test_even_pages_have_a_header_of_their_own_only_where_the_settings_say_so() -> None:
    parts = {
        "word/header1.xml": story("hdr", paragraph(run("Evencanary"))),
        "word/document.xml": document(
            "<w:p><w:pPr><w:sectPr><w:headerReference w:type='even' r:id='rId1'/></w:sectPr></w:pPr></w:p>"
        ),
    }
    settings = {"word/settings.xml": story("settings", "<w:evenAndOddHeaders/>")}
    threads = (("header", "header1.xml"), ("settings", "settings.xml"))

    assert channels_of("Evencanary", found(reader.read, docx(parts=parts, threads=threads))) == {
        ("docx-unused-header", False)
    }
    assert channels_of("Evencanary", found(reader.read, docx(parts=parts | settings, threads=threads))) == {
        ("docx-header", True)
    }


def test_white_heads_of_a_coloured_table_are_seen() -> None:
    cell = "<w:tc><w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr>{}</w:tc>"
    white = paragraph(run("Headcanary", '<w:color w:val="FFFFFF"/>'))
    data = docx(f"<w:tbl><w:tr>{cell.format(white)}</w:tr></w:tbl>")

    assert channels_of("Headcanary", found(reader.read, data)) == {("docx-table", True)}


def test_former_looks_of_a_text_do_not_hide_it() -> None:
    former = "<w:rPrChange w:author='A'><w:rPr><w:vanish/></w:rPr></w:rPrChange>"

    assert channels_of("Nowcanary", found(reader.read, docx(paragraph(run("Nowcanary", former))))) == {
        ("docx-body", True)
    }


def test_a_long_table_comes_with_its_heads_on_each_part() -> None:
    lines = "".join(
        f"<w:tr><w:tc>{paragraph(run(name))}</w:tc><w:tc>{paragraph(run(place))}</w:tc></w:tr>"
        for name, place in [("Name", "Town"), *((f"Child {number}", "x") for number in range(450))]
    )
    tables = [unit for unit in units(found(reader.read, docx(f"<w:tbl>{lines}</w:tbl>"))) if unit.shape is Shape.TABLE]

    assert len(tables) == 3
    assert all(table.text.startswith("Name\tTown\n") for table in tables)
    assert sum(table.text.count("Child") for table in tables) == 450
