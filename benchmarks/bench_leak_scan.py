"""How fast the leak scan reads, and how many times one plain `re` search for a postcode that costs.

python benchmarks/bench_leak_scan.py
"""

import re
import statistics
import time
from collections.abc import Callable
from functools import partial

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.scan import scan

AREA = OwnArea(names=("Luton",), outcodes=("LU1", "LU2"), dialling_codes=("01582",), domains=("luton.gov.uk",))
NOTE = (
    "Child A settled well in class and is reading at the expected level. Her mother told the health visitor that bath "
    "time and bedtime are calmer since March. The school agreed to send the plan to the LA SPOC by Friday; the family "
    "asked for an interpreter. Adult 1 rang 01582 547653 and was asked to speak to the duty worker. No injuries seen.\n"
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
ROUNDS = 7
# Texts made to cost much: with eight times the text, the time should grow eightfold and not sixty-four-fold.
HOSTILE = (
    "a.", "a@", "A ", "st. ", "1 ", "(0", "Of the ", "http://", "°5", "crime ref ", "moved   ", ".", "'-",
    "01", "O1", "abc.",
    "QUJD", "x-\ny", "1\n", "=41", "&#65;", "a_b/", "LS1 4AP ",
    "Elm, LS1 4AP\n", "Address:\n", "12 Elm ", "UPRN no is ref ",
    "1234 (UPRN) ", "53.1234, -1.1 ", "A B C ", "99/", "\\\\a\\",
)  # fmt: skip


def median_seconds(work: Callable[[], object]) -> float:
    """Return the median of several runs."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Print speed and ratio for a note, a long text, and a text full of names."""
    started = time.perf_counter()
    scan("x", AREA, Mode.LOCAL)
    print(f"first scan, lists read and compiled: {(time.perf_counter() - started) * 1000:.0f} ms")
    texts = {
        "note of 2,000 characters": (NOTE * 10)[:2000],
        "text of 200,000 characters": (NOTE * 1000)[:200_000],
        "2,000 characters of place names": ("Leeds, Bath, Preston and Reading. " * 100)[:2000],
    }
    for label, text in texts.items():
        scanned = median_seconds(partial(scan, text, AREA, Mode.LOCAL))
        plain = median_seconds(partial(POSTCODE.findall, text))
        speed = len(text) / scanned
        print(f"{label}: {scanned * 1000:.2f} ms, {speed:,.0f} characters/s, {scanned / plain:.1f} x one plain pattern")
    growth = {piece: growth_of(piece) for piece in HOSTILE}
    worst = max(growth, key=lambda piece: growth[piece])
    print(f"eight times a hostile text: {growth[worst]:.1f} x the time at worst ({worst!r} repeated)")


def growth_of(piece: str) -> float:
    """Return how the time grows from 2,000 repeats to 16,000."""
    short, long = piece * 2_000, piece * 16_000
    return median_seconds(lambda: scan(long, AREA, Mode.LOCAL)) / median_seconds(lambda: scan(short, AREA, Mode.LOCAL))


if __name__ == "__main__":
    main()
