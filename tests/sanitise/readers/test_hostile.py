"""Files made to do harm, or damaged on the way: every reader ends in what it could read and a plain sentence."""

import contextlib
import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spoc_desk.errors import UserError
from spoc_desk.sanitise.readers import csv_table, html, old_office, pdf, plain_text, rtf, xml_file
from spoc_desk.sanitise.readers.limits import Limits
from spoc_desk.sanitise.readers.odf import odf_file
from spoc_desk.sanitise.readers.ooxml import office_file
from spoc_desk.sanitise.readers.scope import Reader
from spoc_desk.sanitise.readers.unit import Found, Remark, Unit, Unscannable
from tests.sanitise.readers.make_compound import compound
from tests.sanitise.readers.make_docx import document, docx, full_docx, paragraph, run
from tests.sanitise.readers.make_odf import SHEETS, SLIDES, flat, full_odt, odf, part
from tests.sanitise.readers.make_package import channels_of, found, scope, units, unscannable
from tests.sanitise.readers.make_pptx import full_pptx
from tests.sanitise.readers.make_xlsx import full_xlsx, row, text, xlsx

SAMPLES: dict[str, tuple[Reader, Callable[[], bytes]]] = {
    "docx": (office_file.read, full_docx),
    "docx small": (office_file.read, lambda: docx(paragraph(run("Words here")))),
    "xlsx": (office_file.read, full_xlsx),
    "pptx": (office_file.read, full_pptx),
    "odt": (odf_file.read, full_odt),
    "ods": (odf_file.read, lambda: odf(SHEETS)),
    "odp": (odf_file.read, lambda: odf(SLIDES)),
    "fodt": (xml_file.read, flat),
    "html": (
        html.read,
        lambda: b"<html><style>.a{display:none}</style><table><tr><td>a<td>b</table><p class=a>c<!-- d -->",
    ),
    "rtf": (
        rtf.read,
        lambda: rb"{\rtf1{\fonttbl{\f0 A;}}{\*\x y}\trowd\intbl a\cell\row\pard \u8217?b{\pict 00ff}\bin3 abc}",
    ),
    "csv": (csv_table.read, lambda: b'a,b\n"c,d",e\n' * 20),
    "text": (plain_text.read, lambda: "Llŷn \\u0041 words\n".encode() * 20),
    "xml": (xml_file.read, lambda: b"<a b='c'><p>d<x/>e</p><!-- f --><![CDATA[g]]></a>"),
    "doc": (old_office.read, lambda: compound({"WordDocument": b"words " * 900, "\x01Ole10Native": b"\0" * 40})),
}
SMALL = Limits(unpacked_bytes=20_000_000, member_bytes=5_000_000, text_characters=20_000_000)


def check(seen: list[Found]) -> None:
    """Fail if anything is not what a reader may hand on."""
    for item in seen:
        assert isinstance(item, Unit | Unscannable | Remark)
        if isinstance(item, Unit):
            assert item.text.encode("utf-8") and item.channel


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_changed_bytes_end_in_findings_or_a_plain_sentence(name: str, data: st.DataObject) -> None:
    read, make = SAMPLES[name]
    whole = bytearray(make())
    for _ in range(data.draw(st.integers(0, 12))):
        place = data.draw(st.integers(0, len(whole) - 1))
        if data.draw(st.booleans()):
            whole[place] = data.draw(st.integers(0, 255))
        else:
            length = data.draw(st.integers(1, 40))
            whole[place : place + length] = whole[:length] if data.draw(st.booleans()) else b""
        whole = whole or bytearray(b"x")
    with contextlib.suppress(UserError):
        check(found(read, bytes(whole), SMALL))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_anywhere_ends_in_findings_or_a_plain_sentence(name: str) -> None:
    read, make = SAMPLES[name]
    whole = make()
    for cut in range(0, len(whole), max(1, len(whole) // 60)):
        with contextlib.suppress(UserError):
            check(found(read, whole[:cut], SMALL))


def test_a_cut_document_is_never_clean_and_keeps_what_is_there() -> None:
    seen = found(office_file.read, full_docx()[:-600])

    assert unscannable(seen)
    assert channels_of("Bodycanary", seen) == {("docx-body", True)}


def broken(blocks: str) -> list[Found]:
    return found(office_file.read, docx(blocks), Limits(ratio=5_000))


def test_broken_xml_is_never_clean_and_all_of_its_text_is_read() -> None:
    seen = broken("<w:p><w:r><w:t>Onecanary</w:t></w:p></w:r><w:p w:x=Twocanary><w:t>Three&canary;</w:t>")

    assert unscannable(seen)
    raw = " ".join(unit.text for unit in units(seen) if unit.channel == "office-damaged-part")
    assert all(canary in raw for canary in ("Onecanary", "Twocanary", "Three"))


def test_entities_are_refused_and_their_text_is_read() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "Entitycanary"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = document(paragraph(run("&b;")), paragraph(run("Bodycanary")))
    data = docx(parts={"word/document.xml": body.replace("?>", "?>" + bomb, 1)})
    seen = found(office_file.read, data)

    assert any("entities" in item.sentence for item in unscannable(seen))
    assert "Entitycanary" in " ".join(unit.text for unit in units(seen))
    assert "Bodycanary" in " ".join(unit.text for unit in units(seen))


@pytest.mark.parametrize("levels", [300, 1_000_000])
def test_elements_nested_without_end_are_never_clean(levels: int) -> None:
    seen = broken("<w:p>" * levels + "<w:r><w:t>Deepcanary</w:t></w:r>")

    assert unscannable(seen)
    assert "Deepcanary" in " ".join(unit.text for unit in units(seen))


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (lambda: docx("<w:p>" + "<w:r/>" * 1_050_000 + "<w:r><w:t>Lastcanary</w:t></w:r></w:p>"), office_file.read),
        (lambda: xlsx("<row>" + "<c/>" * 1_050_000 + text("A1", "Lastcanary") + "</row>"), office_file.read),
        (
            lambda: odf("<office:text><text:p>" + "<text:s/>" * 1_050_000 + "Lastcanary</text:p></office:text>"),
            odf_file.read,
        ),
    ],
    ids=["document", "workbook", "text"],
)
def test_a_million_elements_in_one_block_are_not_held(data: Callable[[], bytes], read: Reader) -> None:
    seen = found(read, data(), Limits(ratio=2_000))

    assert unscannable(seen)
    assert "Lastcanary" in " ".join(unit.text for unit in units(seen))


def test_a_part_that_is_a_bomb_does_not_keep_the_rest_from_being_read() -> None:
    data = docx(paragraph(run("Bodycanary")), parts={"word/media/bomb.png": bytes(50_000_000)})
    seen = found(office_file.read, data)

    assert any("far more than it seems" in item.sentence for item in unscannable(seen))
    assert channels_of("Bodycanary", seen) == {("docx-body", True)}


def test_text_at_any_place_of_a_body_is_read() -> None:
    inside = (
        "<w:tbl>T1canary<w:tblPr>T2canary</w:tblPr><w:tr>T3canary<w:tc>T4canary<w:p><w:pPr>T5canary</w:pPr>T6canary"
    )
    inside += "<w:r>T7canary<w:rPr><w:b>T8canary</w:b></w:rPr></w:r></w:p></w:tc></w:tr></w:tbl><w:odd>T9canary</w:odd>"
    seen = " ".join(unit.text for unit in units(broken(inside)))

    assert [number for number in range(1, 10) if f"T{number}canary" not in seen] == []


def test_text_at_any_place_of_a_sheet_is_read() -> None:
    inside = (
        "T1canary<row>T2canary<c>T3canary<v>T4canary</v>T5canary<is>T6canary<r>T7canary<t>T8canary</t></r></is></c>"
    )
    seen = " ".join(unit.text for unit in units(found(office_file.read, xlsx(inside + "</row><odd>T9canary</odd>"))))

    assert [number for number in range(1, 10) if f"T{number}canary" not in seen] == []


def test_text_at_any_place_of_an_opendocument_text_is_read() -> None:
    inside = "<office:text>T1canary<table:table>T2canary<table:table-row>T3canary<table:table-cell>T4canary"
    inside += "<office:annotation>T5canary<text:list>T6canary</text:list></office:annotation></table:table-cell>"
    inside += "</table:table-row></table:table><text:p>x<draw:frame>T7canary<draw:odd>T8canary</draw:odd></draw:frame>"
    inside += "<text:note>T9canary</text:note></text:p></office:text>"
    seen = " ".join(unit.text for unit in units(found(odf_file.read, odf(inside))))

    assert [number for number in range(1, 10) if f"T{number}canary" not in seen] == []


def test_a_namespace_with_a_brace_in_its_name_does_no_harm() -> None:
    body = part(
        "document-content", "<style:style xmlns:z='a}b'><z:x z:y='1'/></style:style><text:p>Bodycanary</text:p>"
    )
    seen = found(odf_file.read, odf("", **{"content.xml": body}))

    assert channels_of("Bodycanary", seen) == {("odf-body", True)}


@pytest.mark.parametrize("declared", ["", '<!DOCTYPE x SYSTEM "https://example.org/x.dtd">'], ids=["bare", "outside"])
def test_a_name_that_nothing_declares_is_read_as_it_is_written(declared: str) -> None:
    text_of_it = "<office:text>&one;<text:p>Be&two;fore</text:p><draw:x>&three;</draw:x></office:text>"
    body = part("document-content", f"<office:body>{text_of_it}</office:body>").replace("?>", "?>" + declared)
    seen = " ".join(unit.text for unit in units(found(odf_file.read, odf("", **{"content.xml": body}))))

    assert "Be&two;fore" in seen and "&one;" in seen and "&three;" in seen


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "iso-8859-1"])
def test_parts_in_other_encodings_are_read(encoding: str) -> None:
    body = document(paragraph(run("Cafécanary"))).replace("UTF-8", encoding).encode(encoding)

    assert channels_of("Cafécanary", found(office_file.read, docx(parts={"word/document.xml": body}))) == {
        ("docx-body", True)
    }


def test_a_strict_document_reads_like_any_other() -> None:
    body = document(paragraph(run("Strictcanary")))
    body = body.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert channels_of("Strictcanary", found(office_file.read, docx(parts={"word/document.xml": body}))) == {
        ("docx-body", True)
    }


def test_a_large_sheet_stays_small_in_memory() -> None:
    line = "".join(text(f"{letter}1", "some words in a cell of a sheet") for letter in "ABCDEFGH")
    data = xlsx("".join(row(number, line) for number in range(1, 6_000)))
    tracemalloc.start()
    for _ in office_file.read(data, scope(Limits(ratio=2_000))):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 40_000_000  # of a part of 5 MB; what the parser holds is bounded by its own count


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 200_000,
        b"<b>" * 100_000 + b"</i>" * 100_000,
        b"<table><tr><td>" * 20_000,
        b"<a " + b"x=1 " * 200_000,
        b"<!--" * 100_000,
        b"<p style='" + b"color:" * 100_000,
        b"<style>" + b"a{" * 200_000,
    ],
    ids=["open", "crossed", "tables", "attributes", "remarks", "style", "sheet"],
)
def test_hostile_pages_end_soon(page: bytes) -> None:
    started = time.process_time()
    check(found(html.read, page))

    assert time.process_time() - started < 10  # measured: well under a second


@pytest.mark.parametrize(
    "inside",
    [
        "<x " * 300_000,
        "<x a='" * 300_000,
        "&" * 600_000,
        "<![CDATA[" * 200_000,
        "<?" * 300_000,
        "<!--" * 200_000,
        "</p>" * 300_000,
        "<x y='1' " + "y" * 300_000 + ">",
    ],
    ids=["tags", "quotes", "entities", "data", "instructions", "remarks", "ends", "name"],
)
@pytest.mark.parametrize("read", [office_file.read, xml_file.read], ids=["document", "xml"])
def test_hostile_xml_ends_soon(read: Reader, inside: str) -> None:
    data = docx(inside) if read is office_file.read else part("x", inside).encode()
    started = time.process_time()
    check(found(read, data, Limits(ratio=5_000)))

    assert time.process_time() - started < 20  # measured: under two seconds


def test_a_page_of_digits_ends_soon() -> None:
    started = time.process_time()
    check(found(pdf.read, b"%PDF-1.7\n" + b"9" * 200_000 + b"\n%%EOF"))

    assert time.process_time() - started < 10  # measured: well under a second; two minutes before
