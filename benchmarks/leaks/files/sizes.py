"""Long files: how fast pages are read and made into pictures, and whether the memory stays flat."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.leaks.engine import ROOT
from benchmarks.leaks.speed import as_pages
from benchmarks.leaks.texts import Partition
from spoc_desk.sanitise.pages.opening import pages_of
from spoc_desk.sanitise.redact.orders import CoveredPage, Raster
from spoc_desk.sanitise.redact.raster import raster

_LINE = 95  # characters

# Runs a command and tells the largest memory that it or any process below it had: it has no other children.
_WATCHED = (
    "import json, resource, subprocess, sys, time\n"
    "started = time.perf_counter()\n"
    "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "print(json.dumps([code, time.perf_counter() - started, used.ru_maxrss * 1024]))\n"
)


def long_pdf(texts: Sequence[str], pages: int) -> bytes:
    """Return a PDF of that many pages of prose, about five hundred words each."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in range(pages):
        canvas.setFont("Helvetica", 10)
        lines = canvas.beginText(50, 800)
        words = f"Page {number + 1}. {texts[number % len(texts)]}".split()
        line = ""
        for word in words:
            if len(line) + len(word) > _LINE:
                lines.textLine(line)
                line = ""
            line += word + " "
        lines.textLine(line)
        canvas.drawText(lines)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def raster_speed(partition: Partition, pages: int = 12) -> float:
    """Return the pages a second and core that are drawn at 200 dpi, covered and packed."""
    data = long_pdf(as_pages(partition.neutral), pages)
    source = pages_of(data)
    orders = Raster(tuple(CoveredPage(page, ((60.0, 60.0, 200.0, 74.0),)) for page in range(1, pages + 1)), 200)
    raster(Raster(orders.pages[:1], 200), source, lambda done, of: None)
    started = time.process_time()
    raster(orders, source, lambda done, of: None)
    return pages / (time.process_time() - started)


def memory(partition: Partition, sizes: Sequence[int]) -> dict[int, dict[str, float]]:
    """Return for `check` over PDFs of these many pages the largest memory of its processes, and the pages a second."""
    texts = as_pages(partition.neutral + partition.leaking)
    return {pages: _watched(long_pdf(texts, pages), pages) for pages in sizes}


def _watched(data: bytes, pages: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "long.pdf"
        source.write_bytes(data)
        check = [sys.executable, "-m", "spoc_desk", "check", str(source), "--mode", "local", "--profile", "luton"]
        done = subprocess.run(
            [sys.executable, "-c", _WATCHED, *check, "--json"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=dict(os.environ),
        )
    code, seconds, peak = json.loads(done.stdout)
    return {
        "code": code,
        "seconds": round(seconds, 1),
        "pages_a_second": round(pages / seconds, 1),
        "peak_mb": round(peak / 1e6),
    }
