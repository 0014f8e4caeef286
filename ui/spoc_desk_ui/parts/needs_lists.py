"""The services a family needs, and the leads that were told, as the worker reads them and the lists show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.needs import Continuity, Tier
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..widgets.paged_model import Cell, Column, Rows, Wanted
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.needs import NeedView, NoticeView
    from spoc_desk.vault.vault import Vault

NEED_COLUMNS = (
    Column("service", "Service", 170, sortable=False, filterable=False, grows=True),
    Column("members", "For", 130, sortable=False, filterable=False),
    Column("stands", "How it stands", 142, sortable=False, filterable=False),
    Column("told", "Lead", 108, sortable=False, filterable=False),
)
NOTICE_COLUMNS = (
    Column("service", "Service", 170, sortable=False, filterable=False, grows=True),
    Column("lead", "Who was told", 150, sortable=False, filterable=False),
    Column("on", "Told on", 138, sortable=False, filterable=False),
)
_STANDS = {
    Continuity.TO_ARRANGE: State("To arrange", Tone.NOT_YET),
    Continuity.REFERRED: State("Referred", Tone.UNDER_WAY),
    Continuity.IN_PLACE: State("In place", Tone.DONE),
    Continuity.NOT_NEEDED: State("Not needed", Tone.PLAIN),
    Continuity.UKPPS_ASKED: State("UKPPS asked", Tone.UNDER_WAY),
}


@dataclass(frozen=True)
class NeedRow:
    """One need in words, with the names its answers refer to."""

    view: "NeedView"
    answers: Answers
    service: str
    members: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class NoticeRow:
    """One notice to a service lead."""

    view: "NoticeView"
    answers: Answers


def read_needs(vault: "Vault", case_id: str, _wanted: Wanted) -> "Rows[NeedRow]":
    """Return the needs of a case in the order they were recorded (worker thread)."""
    work, people = load("spoc_desk.casework.needs"), load("spoc_desk.casework.people")
    answers_of = load("spoc_desk.casework.answers").answers_of
    profile = load("spoc_desk.casework.council").profile(vault)
    aliases = people.aliases(vault, case_id)
    held = load("spoc_desk.casework.meetings").meetings(vault, case_id)
    services = {each.id: each.label for each in profile.services}
    labels = {**aliases, **services, **{each.meeting.id: f"Meeting {each.meeting.meeting_no}" for each in held}}
    form = load_form("need")
    rows = []
    for view in work.needs(vault, case_id):
        need = view.need
        service = need.service_other or services.get(need.service, need.service)
        mine = {**labels, view.provider.id: view.provider.name} if view.provider else labels
        said = people.member_words(need.members, aliases)
        rows.append(NeedRow(view, answers_of(need, form), service, said, mine))
    return Rows(rows, len(rows))


def read_notices(vault: "Vault", case_id: str, _wanted: Wanted) -> "Rows[NoticeRow]":
    """Return who was told, the latest first (worker thread)."""
    answers_of, form = load("spoc_desk.casework.answers").answers_of, load_form("service_notice")
    found = load("spoc_desk.casework.needs").notices(vault, case_id)
    return Rows([NoticeRow(view, answers_of(view.notice, form)) for view in found], len(found))


def need_id(row: NeedRow) -> str:
    """Return the id of the need."""
    return row.view.need.id


def notice_id(row: NoticeRow) -> str:
    """Return the id of the notice."""
    return row.view.notice.id


def need_cell(row: NeedRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "stands":
        return Cell(state=_STANDS[row.view.need.continuity])
    if column_id == "told":
        return _told(row)
    return row.service if column_id == "service" else row.members


def notice_cell(row: NoticeRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    notice = row.view.notice
    return {
        "service": row.view.service.name,
        "lead": notice.lead_name,
        "on": short_date(notice.informed_on),
    }[column_id]


def stands(row: NeedRow) -> State:
    """Return how a need stands."""
    return _STANDS[row.view.need.continuity]


def is_to_tell(row: NeedRow) -> bool:
    """Say whether the lead of the service is still to be told; what UKPPS provides has no lead here."""
    return not row.view.informed and row.view.need.tier is not Tier.UKPPS


def _told(row: NeedRow) -> Cell | str:
    if row.view.need.tier is Tier.UKPPS:
        return Cell("UKPPS", look="muted")
    return Cell(state=State("To tell", Tone.WARN)) if is_to_tell(row) else Cell(state=State("Told", Tone.DONE))
