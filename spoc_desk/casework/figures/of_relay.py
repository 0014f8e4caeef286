"""RELAY in figures: by when the notification was received, as on its own page (R-000-19)."""

from collections.abc import Mapping
from typing import Final

from spoc_desk.casework.figures.source import Breakdown, Source, Span
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.figures import Measure
from spoc_desk.vault.records.figure_rows import relay_children, relay_counts
from spoc_desk.vault.records.stores import SCHOOL_PARTNERSHIPS, SCHOOLS
from spoc_desk.vault.vault import Vault

_NO_PARTNERSHIP: Final = "No partnership"


def _count(vault: Vault, span: Span) -> Mapping[str, int]:
    received, not_shared, referred = relay_counts(vault, span.start, span.end, samples=span.samples)
    by_school = relay_children(vault, span.start, span.end, samples=span.samples)
    return {
        "received": received,
        "not_shared": not_shared,
        "referred": referred,
        "children": sum(children for _, children, _ in by_school),
        "sent": sum(sent for _, _, sent in by_school),
    }


def _breakdowns(vault: Vault, span: Span) -> tuple[Breakdown, ...]:
    found = relay_children(vault, span.start, span.end, samples=span.samples)
    sent = {school: number for school, _, number in found if number}
    schools = {str(each.id): each for each in SCHOOLS.find(vault, tail="ORDER BY name, id")}
    names = {str(each.id): each.name for each in SCHOOL_PARTNERSHIPS.find(vault)}
    by_partnership = dict.fromkeys((*sorted(names.values()), _NO_PARTNERSHIP), 0)
    by_name: dict[str, int] = {}
    for school_id, number in sent.items():
        school = schools.get(school_id)
        by_partnership[names.get(school.partnership, _NO_PARTNERSHIP) if school else _NO_PARTNERSHIP] += number
        name = school.name if school else "A school that is gone"
        by_name[name] = by_name.get(name, 0) + number
    return (
        Breakdown("RELAY messages by partnership", "Partnership", "sent", by_partnership),
        Breakdown("RELAY messages by school", "School", "sent", dict(sorted(by_name.items())), only_large=True),
    )


MEASURES: Final = (
    Measure("received", "Notifications received"),
    Measure("not_shared", "Not shared", "received", share=True),
    Measure("referred", "Referred to the MASH", "received", share=True),
    Measure("children", "Children named in them"),
    Measure("sent", "Messages sent to schools"),
)
RELAY: Final = Source(
    "relay", "RELAY", Sight.RELAY, MEASURES, _count, by_month=True, breakdowns=_breakdowns, is_sampled=True
)
