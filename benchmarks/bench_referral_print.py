"""What it costs to print a filled referral: against the bare layout engine setting the same words on the same pages.

python benchmarks/bench_referral_print.py

The bare half sets the same blocks with ReportLab alone: paragraphs, tables and lines, no tags, no archive, no checks.
Where LibreOffice is installed, the same words as a page of HTML are converted to PDF by it, headless.
"""

import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import pypdfium2
from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from spoc_desk.printing.blocks import (
    Block,
    Box,
    Document,
    Fields,
    Heading,
    Keep,
    Notice,
    Para,
    Signatures,
    Table,
    Ticks,
)
from spoc_desk.printing.documents.referral.blank import blank_referral
from spoc_desk.printing.documents.referral.filled import referral_form
from spoc_desk.printing.render import render
from spoc_desk.printing.style import Sheet, sheet
from spoc_desk.printing.tables import cell_text
from tests.printing.referral.conftest import BLANK, EMPTY
from tests.printing.referral.samples import ANSWERS, CONSENTS, PAPER, ROWS, TICKS, content

ROUNDS = 9
DAY = date(2026, 11, 23)
_LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_PAIRS = (0.235, 0.265, 0.235, 0.265)


def of_one_child() -> Document:
    """Return a filled form of one child, eight or nine pages long."""
    one = {form: ROWS[form][:1] for form in ("referral_child", "referral_parent", "referral_agency")}
    rows = {**ROWS, **one, "referral_household": (), "referral_attachment": ()}
    consents = {kind: asked[:1] for kind, asked in CONSENTS.items() if kind != "young_person"}
    left_out = {"private_fostering": "no", "young_carer": "no", "consulted_mash": "no", "history": "", "severity": ""}
    answers = {**ANSWERS, **left_out, "what_happened": ANSWERS["what_happened"][:300]}
    return referral_form(content(answers=answers, rows=rows, consents=consents, ticks=TICKS[:1]), paper=PAPER)


def plain(document: Document) -> bytes:
    """Set the words of *document* with the layout engine alone."""
    measures = sheet(has_edition=True)
    story: list[Flowable] = [Paragraph(escape(document.title), measures.heading(0))]
    for block in document.blocks:
        story += _bare(block, measures)
    written = io.BytesIO()
    frame = Frame(measures.side, measures.bottom, measures.width, measures.height, 0, 0, 0, 0)
    page = PageTemplate(frames=[frame], pagesize=measures.page, onPage=_furniture(document, measures))
    BaseDocTemplate(written, pagesize=measures.page, pageTemplates=[page]).build(story)
    return written.getvalue()


def _furniture(document: Document, measures: Sheet) -> Callable[..., None]:
    def draw(canvas, _template) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("SpocDesk-Bold", 12)
        canvas.drawCentredString(measures.page[0] / 2, measures.page[1] - 14 * mm, document.marking)
        canvas.drawCentredString(measures.page[0] / 2, 15 * mm, document.marking)
        canvas.drawString(measures.side, 9 * mm, f"{document.reference} {document.edition} {canvas.getPageNumber()}")

    return draw


def _bare(block: Block, measures: Sheet) -> list[Flowable]:
    match block:
        case Heading(level, text):
            return [Paragraph(escape(text), measures.heading(level))]
        case Para(text, voice):
            return [Paragraph(escape(line), measures.para(voice)) for line in text.split("\n")]
        case Notice(text, title):
            return [Paragraph(escape(line), measures.text(after=1)) for line in (title, *text.split("\n")) if line]
        case Ticks(items):
            return [Paragraph(f"[x] {escape(one.label)} {escape(one.note)}", measures.text(after=0.7)) for one in items]
        case Fields():
            return [*_bare_fields(block, measures), Spacer(0, 9)]
        case Table(columns, rows):
            cells = [columns, *([cell_text(cell) for cell in row] for row in rows)]
            return [_grid([[_words(cell, measures) for cell in row] for row in cells], block.widths, measures)]
        case Signatures(rows):
            cells = [["Role", "Signature", "Printed name", "Date"], *([r.role, "", r.name, r.date] for r in rows)]
            made = _grid([[_words(cell, measures) for cell in row] for row in cells], (36, 27, 22, 15), measures)
            return [KeepTogether([made, Spacer(0, 30)])]
        case Keep(blocks):
            return [KeepTogether([part for one in blocks for part in _bare(one, measures)])]
        case Box(label, height):
            return [Paragraph(escape(label), measures.text(bold=True)), Spacer(0, height * mm)]
        case _:
            return [Spacer(0, 120)]


def _bare_fields(block: Fields, measures: Sheet) -> Iterator[Flowable]:
    """Yield pairs side by side where both are short, as the program sets them."""
    waiting: list[tuple[str, str]] = []
    for label, value in block.rows:
        text = value if isinstance(value, str) else "  ".join(f"[ ] {one.label}" for one in value)
        if len(text) > 420:
            yield Paragraph(escape(label), measures.text(bold=True))
            yield Paragraph(escape(text), measures.text())
        elif len(text) <= 20 and block.columns == 2:
            waiting.append((label, text))
            if len(waiting) == 2:
                yield _grid([[_words(one, measures) for pair in waiting for one in pair]], _PAIRS, measures)
                waiting.clear()
        else:
            yield _grid([[_words(label, measures), _words(text, measures)]], (0.235, 0.765), measures)
    for label, text in waiting:
        yield _grid([[_words(label, measures), _words(text, measures)]], (0.235, 0.765), measures)


def _words(text: str, measures: Sheet) -> list[Paragraph]:
    return [Paragraph(escape(line), measures.text()) for line in text.split("\n")]


def _grid(cells: list[list[list[Paragraph]]], shares: tuple[float, ...], measures: Sheet) -> Grid:
    widths = [measures.width * share / sum(shares) for share in shares]
    return Grid(cells, colWidths=widths, style=_LINES)


def html(document: Document) -> str:
    """Return the same words as a page of HTML, for another program to convert."""
    parts = [f"<h1>{escape(document.title)}</h1>"]
    for block in document.blocks:
        parts += _tags(block)
    style = "body{font-family:'Noto Sans',sans-serif;font-size:12pt} td{border-bottom:1px solid black;width:50%}"
    return f"<html><head><meta charset='utf-8'><style>{style}</style></head><body>{''.join(parts)}</body></html>"


def _tags(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Para(text) | Notice(text):
            yield f"<p>{escape(text)}</p>"
        case Ticks(items):
            yield from (f"<p>☑ {escape(one.label)} {escape(one.note)}</p>" for one in items)
        case Fields(rows):
            yield _rows([(label, value if isinstance(value, str) else "") for label, value in rows])
        case Table(columns, rows):
            yield _rows([columns, *(tuple(cell_text(cell) for cell in row) for row in rows)])
        case Signatures(rows):
            yield _rows([(one.role, one.name) for one in rows])
        case Keep(blocks):
            yield from (tag for one in blocks for tag in _tags(one))


def _rows(rows: list[tuple[str, ...]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table width='100%'>{''.join(lines)}</table>"


def best_and_median(*works: Callable[[], object]) -> list[tuple[float, float]]:
    """Return the best and the median processor seconds of each work, taken in turns on the same machine."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for taken, work in zip(times, works, strict=True):
            started = time.process_time()
            work()
            taken.append(time.process_time() - started)
    return [(min(taken), statistics.median(taken)) for taken in times]


def pages(pdf: bytes) -> int:
    """Return how many pages a file has."""
    return len(pypdfium2.PdfDocument(pdf))


def converted_seconds(document: Document) -> float | None:
    """Return how long LibreOffice takes for an equal document, or None where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "form.html"
        source.write_text(html(document), encoding="utf-8")
        order = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
                 "--outdir", folder, str(source)]  # fmt: skip
        taken = []
        for _ in range(3):
            started = time.perf_counter()
            subprocess.run(order, check=True, capture_output=True)
            taken.append(time.perf_counter() - started)
        return min(taken)


def main() -> None:
    """Print times and ratios."""
    form = of_one_child()
    made, bare = render(form, made_on=DAY), plain(form)
    (ours, ours_median), (engine, engine_median) = best_and_median(
        lambda: render(form, made_on=DAY), lambda: plain(form)
    )
    print(f"filled form: {pages(made)} pages, bare {pages(bare)} pages")
    print(
        f"printed and finished: {ours * 1000:.0f} ms (median {ours_median * 1000:.0f}), "
        f"bare engine {engine * 1000:.0f} ms: {ours / engine:.2f} x (median {ours_median / engine_median:.2f} x)"
    )
    print(f"size: {len(made) / 1024:.0f} KB, {len(made) / len(bare):.1f} x the bare file")
    large = replace(form, large_print=True)
    blank = blank_referral(EMPTY, paper=BLANK)
    fillable = replace(blank, fillable=True)
    for name, document in (("in large print", large), ("blank", blank), ("blank with fields", fillable)):
        ((best, _),) = best_and_median(lambda document=document: render(document, made_on=DAY))
        print(f"{name}: {pages(render(document, made_on=DAY))} pages in {best * 1000:.0f} ms")
    office = converted_seconds(form)
    started = time.perf_counter()
    render(form, made_on=DAY)
    wall = time.perf_counter() - started
    if office is None:
        print("LibreOffice is not installed here: no ratio")
    else:
        print(f"LibreOffice converts an equal document in {office:.2f} s: {office / wall:.0f} x ours")


if __name__ == "__main__":
    main()
