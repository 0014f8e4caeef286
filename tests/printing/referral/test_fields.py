"""The form for the screen: a named field for every room and square, readable in order, and never called archivable."""

import io
from dataclasses import replace
from typing import NamedTuple

import page
import pikepdf
import pypdfium2
import pytest

from spoc_desk.printing.documents.referral.blank import blank_referral
from tests.printing.conftest import in_one_line, printed
from tests.printing.referral.conftest import BLANK, EMPTY


@pytest.fixture(scope="module")
def form() -> bytes:
    return printed(blank_referral(EMPTY, paper=replace(BLANK, fillable=True)))


class Field(NamedTuple):
    id: str
    name: str
    is_square: bool


def fields_of(pdf: bytes) -> list[Field]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [Field(str(one.T), str(one.TU), one.FT == "/Btn") for one in opened.Root.AcroForm.Fields]


def test_it_keeps_the_standard_for_accessible_forms(form):
    report = page.validate_pdf_bytes(form, profile=page.ValidationProfile.PDF_UA_1)
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_it_does_not_claim_to_be_archivable(form):
    with pikepdf.open(io.BytesIO(form)) as pdf:
        told = pdf.Root.Metadata.read_bytes()
    assert b"pdfaid:part" not in told
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told


def test_every_indicator_is_a_square_of_its_own_with_its_words(form):
    names = [field.name for field in fields_of(form)]
    squares = [field.name for field in fields_of(form) if field.is_square]
    assert (
        len(
            [
                name
                for name in squares
                if name.startswith(("Universal, ", "Additional, ", "Intensive, ", "Specialist, "))
            ]
        )
        == 227
    )
    assert all(name.strip() for name in names)
    assert "Universal, Health: Physically well" in squares


def test_fields_have_ids_of_their_own_without_a_word(form):
    ids = [field.id for field in fields_of(form)]
    assert len(set(ids)) == len(ids)
    assert all(name[0] == "f" and name[1:].isdigit() for name in ids)


def test_a_signature_is_not_typed(form):
    assert not [field for field in fields_of(form) if field.name == "Signature"]


def test_what_is_typed_and_ticked_shows(form):
    with pikepdf.open(io.BytesIO(form)) as pdf:
        notes = next(one for one in pdf.Root.AcroForm.Fields if str(one.TU).startswith("What happened"))
        assert int(notes.Ff) & (1 << 12)
        square = next(one for one in pdf.Root.AcroForm.Fields if one.FT == "/Btn")
        square.V = square.AS = pikepdf.Name.Yes
        out = io.BytesIO()
        pdf.save(out)
    assert _dark(out.getvalue()) > _dark(form)


def test_the_program_and_scripts_are_not_in_it(form):
    with pikepdf.open(io.BytesIO(form)) as pdf:  # not the bytes: what is packed may hold three letters by chance
        told = b" ".join(
            (each.stream_dict if isinstance(each, pikepdf.Stream) else each).unparse(resolved=True)
            for each in pdf.objects
        )
    assert b"/AcroForm" in told
    assert b"/JavaScript" not in told
    assert b"/JS" not in told
    assert b"/Launch" not in told


def test_it_asks_the_same_as_the_paper(form, blank):
    assert in_one_line(form).split("Page 1 of")[0][:2000] == in_one_line(blank).split("Page 1 of")[0][:2000]


def _dark(pdf: bytes) -> int:
    opened = pypdfium2.PdfDocument(pdf)
    opened.init_forms()
    grey = opened[0].render(scale=2, may_draw_forms=True).to_pil().convert("L")
    return sum(grey.histogram()[:100])
