"""What services a family needs here, and telling the leads of those services (domain 1.6; R-003-12, -18, -42, -47)."""

from dataclasses import dataclass, replace

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.casework.la_spoc import la_spoc_words
from spoc_desk.domain.cases import Case, Direction
from spoc_desk.domain.contacts import Contact
from spoc_desk.domain.needs import Need, PriorOrCurrent, ServiceNotice
from spoc_desk.domain.record import new_id
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.case_counts import needs_not_informed
from spoc_desk.vault.records.stores import CASES, CONTACTS, MEMBERS, NEEDS, SERVICE_NOTICES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

SUPPORT_BANNER = (
    "Relocation must not affect decisions about support. Assess as for any family, on current risks and strengths."
)
SAFEGUARDING_BANNER = "UKPPS involvement does not replace safeguarding support."
"""Fixed above every list of needs (S003:36,168,174; R-003-13, R-003-68)."""

_OFFERED = {
    Direction.ARRIVAL: frozenset({PriorOrCurrent.BEFORE, PriorOrCurrent.NEW}),
    Direction.DEPARTURE: frozenset({PriorOrCurrent.NOW, PriorOrCurrent.ENDING}),
}


@dataclass(frozen=True)
class NeedView:
    """A need, the own service that meets it, and whether its lead was told."""

    need: Need
    provider: Contact | None
    informed: bool


@dataclass(frozen=True)
class NoticeView:
    """A notice and the service it went to."""

    notice: ServiceNotice
    service: Contact


def add_need(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Record a service the household, or some of it, needs (form "need")."""
    case = _case(vault, case_id)
    accepted = accept(vault, "need", answers, vault.clock.today(), direction=case.direction)
    new = accepted.new(Need, id=new_id(), case_id=case.id)
    _check(vault, case, new)
    with vault.transaction("added a need") as tx:
        stored = NEEDS.insert(tx, new)
    return Done(Change(What.NEED, case.id, (stored.id,)), accepted.leaks, stored)


def edit_need(vault: Vault, *, need_id: str, answers: Answers, version: int) -> Done:
    """Change a need, for example that it is in place now. Raises StaleRecord."""
    before = replace(NEEDS.get(vault, need_id), version=version)
    case = _case(vault, before.case_id)
    accepted = accept_change(vault, "need", before, answers, vault.clock.today(), direction=case.direction)
    after = accepted.changed(before)
    _check(vault, case, after)
    with vault.transaction("changed a need") as tx:
        stored = NEEDS.update(tx, before, after)
    return Done(Change(What.NEED, case.id, (stored.id,)), accepted.leaks, stored)


def needs(vault: Reader, case_id: str) -> tuple[NeedView, ...]:
    """Return the needs of a case in the order they were recorded."""
    found = NEEDS.find(vault, "case_id = ?", (case_id,), tail="ORDER BY created_at, rowid")
    waiting = frozenset(needs_not_informed(vault, case_id))
    return tuple(
        NeedView(
            need=need,
            provider=CONTACTS.get(vault, need.local_provider) if need.local_provider else None,
            informed=need.id not in waiting,
        )
        for need in found
    )


def services_to_inform(vault: Reader, case_id: str) -> tuple[Need, ...]:
    """Return the needs whose service was not told yet (D-04). What UKPPS itself provides is not among them."""
    waiting = needs_not_informed(vault, case_id)
    return tuple(NEEDS.get(vault, need_id) for need_id in waiting)


def inform_service(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Record that the lead of a service was told (form "service_notice"), without what or why (T2)."""
    today = vault.clock.today()
    case = _case(vault, case_id)
    accepted = accept(vault, "service_notice", answers, today, direction=case.direction)
    new = accepted.new(ServiceNotice, id=new_id(), case_id=case.id)
    CONTACTS.get(vault, new.service)
    if not la_spoc_words(vault, case.id):
        raise NotYet("Name the LA SPOC first: the notice says whom to ask.", "S003:76,98,135,158")
    if not case.ukpps_notified_on <= new.informed_on <= today:
        raise BadAnswer("The day must lie between the day UKPPS told us and today.", "informed_on")
    with vault.transaction("informed a service") as tx:
        stored = SERVICE_NOTICES.insert(tx, new)
    return Done(Change(What.NEED, case.id, (stored.id,)), accepted.leaks, stored)


def notices(vault: Reader, case_id: str) -> tuple[NoticeView, ...]:
    """Return who was told, the latest first."""
    order = "ORDER BY informed_on DESC, created_at DESC, rowid DESC"
    found = SERVICE_NOTICES.find(vault, "case_id = ?", (case_id,), tail=order)
    return tuple(NoticeView(notice, CONTACTS.get(vault, notice.service)) for notice in found)


def _case(reader: Reader, case_id: str) -> Case:
    case = CASES.get(reader, case_id)
    refuse_closed(case)
    refuse_without_role(case)
    return case


def _check(reader: Reader, case: Case, need: Need) -> None:
    if need.prior_or_current not in _OFFERED[case.direction]:
        raise BadAnswer("Choose one of the answers offered.", "prior_or_current", "domain 1.6")
    for member_id in need.members:
        if MEMBERS.get(reader, member_id).case_id != case.id:
            raise BadAnswer("Choose people of this case.", "members")
