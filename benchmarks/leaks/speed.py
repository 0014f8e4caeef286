"""How fast texts are scanned, and that both public faces find the same in ten thousand of them."""

import time
from collections.abc import Sequence

from benchmarks.leaks.engine import own_area, seen_by_command
from benchmarks.leaks.marked import Document
from benchmarks.leaks.scoring import WORDS_A_PAGE
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan


def scan_speed(documents: Sequence[Document], seconds: float) -> float:
    """Return the pages of five hundred words scanned in a second of one core, after a first scan."""
    area = own_area()
    pages = as_pages(documents)
    scan(pages[0], area, Mode.LOCAL)
    started = time.process_time()
    words = 0
    while time.process_time() - started < seconds:
        for page in pages:
            scan(page, area, Mode.LOCAL)
        words += sum(len(page.split()) for page in pages)
    return words / WORDS_A_PAGE / (time.process_time() - started)


def as_pages(documents: Sequence[Document]) -> list[str]:
    """Return prose as pages of about five hundred words."""
    pages, page = [], ""
    for document in documents:
        page += document.text + "\n\n"
        if len(page.split()) >= WORDS_A_PAGE:
            pages.append(page)
            page = ""
    return pages or [page]


def command_speed(documents: Sequence[Document]) -> tuple[float, list[list[object]]]:
    """Return texts a second through `check --jsonl`, start included, and what it found."""
    started = time.perf_counter()
    found = seen_by_command(documents, Mode.LOCAL)
    return len(documents) / (time.perf_counter() - started), [list(one) for one in found]
