"""Pages and drawings that no page shows any more, drawn once into a file of their own to read their words."""

import warnings
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from spoc_desk.sanitise.pages.pdf.characters import words_on
from spoc_desk.sanitise.pages.pdf.opening import Broken, PdfFile
from spoc_desk.sanitise.readers.pdf.shown_words import ShownWords
from spoc_desk.sanitise.readers.pdf.streams import TROUBLE


def words_of_lost(lost: list[pikepdf.Object], shown: ShownWords) -> Iterator[str]:
    """Yield the lines of lost drawings of which no page shows every word."""
    for text in _texts(_drawn(lost)) if lost else ():
        for line in text.splitlines():
            if any(not shown.has(word) for word in line.split()):
                yield line


def _drawn(lost: list[pikepdf.Object]) -> bytes:
    out = BytesIO()
    with warnings.catch_warnings(), pikepdf.new() as pdf:
        warnings.simplefilter("ignore")  # of fields that are no longer listed
        for thing in lost:
            try:
                _append(pdf, thing)
            except TROUBLE:
                continue
        try:
            pdf.save(out)
        except TROUBLE:
            return b""
    return out.getvalue()


def _append(pdf: pikepdf.Pdf, thing: pikepdf.Object) -> None:
    if isinstance(thing, pikepdf.Stream):
        form = pdf.copy_foreign(thing)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([-20_000, -20_000, 20_000, 20_000])
        pdf.add_blank_page()
        pdf.pages[-1].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Lost=form))
        pdf.pages[-1].obj.Contents = pdf.make_stream(b"/Lost Do")
        return
    pdf.pages.append(pikepdf.Page(thing))


def _texts(data: bytes) -> Iterator[str]:
    if not data:
        return
    try:
        file = PdfFile(data)
    except Broken:
        return
    for number in range(1, file.count + 1):
        try:
            with file.page(number) as page:
                yield words_on(page)
        except Broken:
            continue
    file.close()
