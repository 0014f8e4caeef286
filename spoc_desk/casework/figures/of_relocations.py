"""Relocations in figures: whole years only, no table across two things, and never without a signature (domain 2.7).

Where the source gives no number (S003:66) none is set here: how soon a meeting was held is shown for one week, to read.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from spoc_desk.casework.council import calendar
from spoc_desk.casework.figures.source import Source, Span
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.figures import Measure
from spoc_desk.vault.records.figure_rows import case_clocks, cases_notified, turns
from spoc_desk.vault.vault import Vault

_MEETING, _SPOC = "D-01", "D-02"
_WEEK: Final = 7  # calendar days
_TURNAROUND: Final = 20  # working days; to read, no pass mark


def _count(vault: Vault, span: Span) -> Mapping[str, int]:
    days = calendar(vault)
    met = case_clocks(vault, _MEETING, span.first, span.last, samples=span.samples)
    named = case_clocks(vault, _SPOC, span.first, span.last, samples=span.samples)
    records = turns(vault, samples=span.samples)
    passed = [(asked, on) for asked, on in records if _within(on, span)]
    return {
        "notified": cases_notified(vault, span.first, span.last, samples=span.samples),
        "meetings": len(met),
        "in_a_week": sum((on - start).days <= _WEEK for start, _, on in met),
        "named": len(named),
        "in_time": sum(due is not None and on <= due for _, due, on in named),
        "asked": sum(_within(asked, span) for asked, _ in records),
        "passed": len(passed),
        "soon": sum(
            asked is not None and on is not None and days.working_days_between(asked, on) <= _TURNAROUND
            for asked, on in passed
        ),
    }


def _within(day: date | None, span: Span) -> bool:
    return day is not None and span.first <= day <= span.last


MEASURES: Final = (
    Measure("notified", "Relocations UKPPS told us of"),
    Measure("meetings", "First meetings with UKPPS held"),
    Measure("in_a_week", "Held within 7 days of being told", "meetings", share=True),
    Measure("named", "LA SPOCs named, for each side"),
    Measure("in_time", "Named within one week of the meeting", "named", share=True),
    Measure("asked", "Records asked for"),
    Measure("passed", "Records passed on"),
    Measure("soon", f"Passed on within {_TURNAROUND} working days", "passed", share=True),
)
RELOCATIONS: Final = Source("relocations", "Relocations", Sight.RELOCATIONS, MEASURES, _count, yearly=True)
