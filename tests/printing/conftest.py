"""Judges and readers of finished PDFs: every printed page is read back from the real file."""

import io
from collections.abc import Callable, Iterator
from datetime import date

import page
import pikepdf
import pypdfium2
import pytest

from spoc_desk.printing.blocks import Block, Document
from spoc_desk.printing.render import render

MADE_ON = date(2026, 11, 23)


def printed(document: Document) -> bytes:
    return render(document, made_on=MADE_ON)


def pages_of(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [leaf.get_textpage().get_text_range().replace("\r\n", "\n") for leaf in opened]
    finally:
        opened.close()


def in_one_line(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())


def complaints(pdf: bytes) -> list[str]:
    found = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        found += [f"{profile.name} {failure.rule_id} {failure.message}" for failure in report.failures]
        if not report.is_compliant and not report.failures:
            found.append(f"{profile.name} not compliant")
    return found


def is_grey_only(pdf: bytes) -> bool:
    """Say whether every pixel is a grey: then a black and white copy loses nothing."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        for leaf in opened:
            picture = leaf.render(scale=1).to_pil().convert("RGB")
            red, green, blue = picture.split()
            if red.tobytes() != green.tobytes() or green.tobytes() != blue.tobytes():
                return False
        return True
    finally:
        opened.close()


def elements(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield role and alternative text of the structure tree, in reading order."""

    def walk(element: pikepdf.Object) -> Iterator[tuple[str, str]]:
        yield str(element.S).lstrip("/"), str(element.get("/Alt", ""))
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield from list(walk(opened.Root.StructTreeRoot.K[0]))


@pytest.fixture
def print_blocks() -> Callable[..., bytes]:
    def make(*blocks: Block, **particulars: object) -> bytes:
        return printed(Document(title="Meeting record", blocks=blocks, **particulars))  # type: ignore[arg-type]

    return make


@pytest.fixture
def judge() -> Callable[[bytes], None]:
    """Fails with the complaints of both standards, or on any colour."""

    def check(pdf: bytes) -> None:
        assert complaints(pdf) == []
        assert is_grey_only(pdf)

    return check


@pytest.fixture
def pages() -> Callable[[bytes], list[str]]:
    return pages_of


@pytest.fixture
def text_of() -> Callable[[bytes], str]:
    return in_one_line


@pytest.fixture
def structure() -> Callable[[bytes], list[tuple[str, str]]]:
    return lambda pdf: list(elements(pdf))


@pytest.fixture
def make() -> Callable[[Document], bytes]:
    return printed
