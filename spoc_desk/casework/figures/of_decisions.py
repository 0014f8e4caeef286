"""Decisions to share in figures (R-001-19). Those of a relocation are not counted: they would tell of one."""

from collections.abc import Mapping
from typing import Final

from spoc_desk.casework.figures.source import Source, Span
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.decisions import Outcome
from spoc_desk.domain.figures import Measure
from spoc_desk.vault.records.figure_rows import decision_counts
from spoc_desk.vault.vault import Vault

_COUNTED: Final = (Outcome.SHARE, Outcome.SHARE_PART, Outcome.DO_NOT_SHARE)
"""The rest was put off."""


def _count(vault: Vault, span: Span) -> Mapping[str, int]:
    found = decision_counts(vault, span.first, span.last, samples=span.samples)
    return {"decided": sum(found.values())} | {each.value: found.get(each.value, 0) for each in _COUNTED}


MEASURES: Final = (
    Measure("decided", "Decisions whether to share information"),
    *(Measure(each.value, each.label, "decided", share=True) for each in _COUNTED),
)
DECISIONS: Final = Source("decisions", "Decisions to share", Sight.RELOCATIONS, MEASURES, _count)
