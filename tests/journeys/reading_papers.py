"""What the papers of a story say, read back from the files."""

import io
import re

import page
import pikepdf
import pypdfium2


def words_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [leaf.get_textpage().get_text_range() for leaf in opened]
    finally:
        opened.close()


def complaints(pdf: bytes) -> list[str]:
    """Return everything that a reader for blind people or an archive could complain about."""
    found = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        found += [f"{profile.name} {failure.rule_id} {failure.message}" for failure in report.failures]
        if not report.is_compliant and not report.failures:
            found.append(f"{profile.name} not compliant")
    return found


def copy_number(pdf: bytes) -> int | None:
    """Return the number of the copy, as it stands on its first page."""
    found = re.search(r"[Cc]opy\s+(\d+)", words_of(pdf)[0])
    return int(found[1]) if found else None


def said_about_itself(pdf: bytes) -> str:
    """Return what the file's properties say."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        metadata = opened.Root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in opened.Root else ""
        return metadata + " ".join(str(value) for value in (opened.docinfo or {}).values())
