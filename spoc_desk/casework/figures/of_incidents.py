"""Serious incidents and what the Case Review Group did about them, in figures; each in the period it happened."""

from collections.abc import Mapping
from typing import Final

from spoc_desk.casework.figures.source import Source, Span
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.figures import Measure
from spoc_desk.vault.records.figure_rows import incident_counts
from spoc_desk.vault.vault import Vault


def _count(vault: Vault, span: Span) -> Mapping[str, int]:
    return incident_counts(vault, (span.start, span.end), (span.first, span.last), samples=span.samples)


MEASURES: Final = (
    Measure("aware", "Serious incidents the council became aware of"),
    Measure("notified", "Notified to the Panel"),
    Measure("in_time", "Notified within five working days", "notified", share=True),
    Measure("rapid", "Rapid reviews held"),
    Measure("decided", "Decided by the safeguarding partners"),
    Measure("local_review", "Local child safeguarding practice review", "decided", share=True),
    Measure("other_review", "Another review", "decided", share=True),
    Measure("other_action", "Another action", "decided", share=True),
    Measure("no_review", "No review", "decided", share=True),
    Measure("finished", "Actions after reviews finished"),
    Measure("learned", "Learning points recorded"),
)
INCIDENTS: Final = Source("incidents", "Serious incidents", Sight.INCIDENTS, MEASURES, _count)
