"""Escalations and complaints in figures. Those of a relocation are not counted: they would tell that there is one."""

from collections.abc import Mapping
from typing import Final

from spoc_desk.casework.figures.source import Source, Span
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.figures import Measure
from spoc_desk.vault.records.figure_rows import complaint_counts, escalation_counts
from spoc_desk.vault.vault import Vault


def _escalations(vault: Vault, span: Span) -> Mapping[str, int]:
    return escalation_counts(vault, (span.start, span.end), (span.first, span.last), samples=span.samples)


def _complaints(vault: Vault, span: Span) -> Mapping[str, int]:
    return complaint_counts(vault, span.first, span.last, samples=span.samples)


ESCALATIONS: Final = Source(
    "escalations",
    "Escalations",
    Sight.DISPUTES,
    (
        Measure("raised", "Disagreements raised"),
        Measure("at_risk", "With a child at immediate risk", "raised", share=True),
        Measure("senior", "Taken to senior managers (stage 3)"),
        Measure("partners", "Taken to the safeguarding partners (stage 4)"),
        Measure("ended", "Ended"),
        Measure("resolved", "Resolved", "ended", share=True),
        Measure("unresolved", "Not resolved, and recorded", "ended", share=True),
    ),
    _escalations,
)
COMPLAINTS: Final = Source(
    "complaints",
    "Complaints",
    Sight.COMPLAINTS,
    (
        Measure("received", "Complaints received"),
        Measure("forwarded", "Forwarded to the agency they are about"),
        Measure("ended", "Ended"),
    ),
    _complaints,
)
