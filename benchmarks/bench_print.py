"""What tags and archiving cost: a form of ten pages against the same words set by the bare layout engine, in one run.

python benchmarks/bench_print.py
"""

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from spoc_desk.machine.process import peak_memory_bytes
from spoc_desk.printing.blocks import Block, Document, Fields, Heading, NewPage, Para, Tick, Ticks
from spoc_desk.printing.blocks import Table as Rows
from spoc_desk.printing.protect import protect
from spoc_desk.printing.render import render
from spoc_desk.printing.style import sheet

ROUNDS = 7
DAY = date(2026, 11, 23)
WORDS = "Care goes on as before, with the same hours and the same people, and is looked at again in six weeks. " * 5
FIELDS = tuple((f"Label {number}", f"Answer number {number} of this form") for number in range(12))
ROWS = tuple((f"Record {number}", "Child A", "Mon 2 Nov 2026") for number in range(8))
TICKS = tuple(f"Choice {number}" for number in range(6))


def tagged(pages: int) -> bytes:
    """Print the form as the program does: structure, both standards, furniture."""
    blocks: list[Block] = []
    for number in range(pages):
        blocks += [NewPage()] if number else []
        blocks += [Heading(1, f"Section {number}"), Fields(FIELDS), Para(WORDS)]
        blocks += [Rows(("Record", "For", "Needed by"), ROWS, (3, 1, 2)), Ticks(tuple(Tick(one) for one in TICKS), 3)]
    return render(Document(title="Meeting record", blocks=tuple(blocks), copy_no=1), made_on=DAY)


def plain(pages: int) -> bytes:
    """Set the same words with the layout engine alone."""
    measures = sheet()
    story: list[object] = []
    for number in range(pages):
        story += [PageBreak()] if number else []
        story.append(Paragraph(f"Section {number}", measures.heading(1)))
        story.append(Table([[Paragraph(part, measures.text()) for part in row] for row in FIELDS]))
        story.append(Paragraph(WORDS, measures.text()))
        story.append(Table([[Paragraph(part, measures.cell()) for part in row] for row in ROWS]))
        story += [Paragraph(one, measures.text()) for one in TICKS]
    written = io.BytesIO()
    SimpleDocTemplate(written).build(story)
    return written.getvalue()


def median_seconds(*works: Callable[[], object]) -> list[float]:
    """Return the median of several runs of each work, taken in turns so that both meet the same machine."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for taken, work in zip(times, works, strict=True):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    return [statistics.median(taken) for taken in times]


def first_print_seconds() -> float:
    """Return how long a fresh process takes from start to the first finished page."""
    code = (
        "from datetime import date; from spoc_desk.printing.render import render; "
        "from spoc_desk.printing.blocks import Document, Para; "
        "render(Document(title='Pass-on slip', blocks=(Para('x'),)), made_on=date(2026, 11, 23))"
    )
    return median_seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True))[0]


def main() -> None:
    """Print times and ratios."""
    for pages in (2, 10, 50):
        ours, bare = median_seconds(lambda pages=pages: tagged(pages), lambda pages=pages: plain(pages))
        size, bare_size = len(tagged(pages)), len(plain(pages))
        print(
            f"{pages} pages: {ours * 1000:.0f} ms, {ours / bare:.1f} x the bare engine, "
            f"{size / 1024:.0f} KB, {size / bare_size:.1f} x its size"
        )
    made = tagged(10)
    print(
        f"protected copy of 10 pages: {median_seconds(lambda: protect(made, 'five plain words'))[0] * 1000:.0f} ms more"
    )
    print(f"from process start to the first printed page: {first_print_seconds():.2f} s")
    print(f"peak memory: {peak_memory_bytes() / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
