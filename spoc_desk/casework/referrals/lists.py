"""The list of referrals, page by page, and how many stand where."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spoc_desk.casework.council import calendar
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.names import search_key
from spoc_desk.casework.paging import Page
from spoc_desk.casework.referrals.visibility import sees_relocations
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import State, in_words
from spoc_desk.domain.referral_states import ANSWERED, ASSESSED, BEFORE_SENDING, ENDED_EARLY, WITH_MASH
from spoc_desk.domain.referrals import LevelSought, ReferralKind, ReferralState
from spoc_desk.vault.records.referral_list import ReferralQuery, referral_page, state_counts
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault


class Group(StrEnum):
    """The views of the list; the words are those of the tabs."""

    TO_DO = "To write and send"
    WITH_MASH = "With the MASH"
    ANSWERED = "Answered"
    RUNNING = "Assessment and enquiry"
    ENDED = "Ended without a form"
    CLOSED = "Closed"


STATES: dict[Group, frozenset[ReferralState]] = {
    Group.TO_DO: BEFORE_SENDING,
    Group.WITH_MASH: WITH_MASH,
    Group.ANSWERED: ANSWERED,
    Group.RUNNING: ASSESSED,
    Group.ENDED: ENDED_EARLY,
    Group.CLOSED: frozenset({ReferralState.CLOSED}),
}


_ENDED = (Group.ENDED, Group.CLOSED)
_ENDED_STATES = STATES[Group.ENDED] | STATES[Group.CLOSED]


@dataclass(frozen=True)
class ReferralFilter:
    """What to show. Empty parts leave a filter out. Without *open_only* ended, closed and put away ones come too."""

    group: Group | None = None
    state: str = ""
    level: str = ""
    open_only: bool = True
    escalated: bool = False
    archived: bool = False
    sort: str = "started"
    descending: bool = True


@dataclass(frozen=True)
class ReferralLine:
    """One line of the list."""

    id: str
    referral_ref: str
    state: ReferralState
    state_words: str
    level_sought: LevelSought | None
    level_words: str
    kind: ReferralKind
    children: int
    child_names: tuple[str, ...]
    children_words: str
    referrer: str
    started_on: date
    sent_at: str
    form_version: int
    due_on: date | None
    due_rule: str
    due_what: str
    due_words: str
    due_state: State | None
    escalated: bool
    sample: bool


@dataclass(frozen=True)
class ReferralCounts:
    """How many there are of each, put away ones left out."""

    by_group: dict[Group, int]
    total: int


def list_referrals(
    vault: Vault, *, filter: ReferralFilter | None = None, text: str = "", offset: int = 0, limit: int = 50
) -> Page[ReferralLine]:
    """Return one page, the newest first. *text*: a part of the reference, or the beginning of a name."""
    if not sees(vault, Sight.REFERRALS):
        return Page((), 0, offset)
    wanted, typed = filter or ReferralFilter(), " ".join(text.split())
    query = ReferralQuery(
        text=typed,
        name_key=search_key(typed),
        states=tuple(sorted(state.value for state in _states(wanted))),
        level=wanted.level,
        open_only=wanted.open_only and wanted.group not in _ENDED and wanted.state not in _ENDED_STATES,
        archived=wanted.archived,
        escalated=wanted.escalated,
        with_cases=sees_relocations(vault),
        sort=wanted.sort,
        descending=wanted.descending,
    )
    rows, total = referral_page(vault, query, offset=offset, limit=limit)
    today, days = vault.clock.today(), calendar(vault)
    return Page(tuple(_line(row, today, days) for row in rows), total, offset)


def counts(vault: Vault) -> ReferralCounts:
    """Return how many referrals stand in each view of the list."""
    found = state_counts(vault, with_cases=sees_relocations(vault)) if sees(vault, Sight.REFERRALS) else {}
    by_group = {group: sum(found.get(state.value, 0) for state in states) for group, states in STATES.items()}
    return ReferralCounts(by_group, sum(found.values()))


def _states(wanted: ReferralFilter) -> frozenset[ReferralState]:
    if wanted.state:
        return frozenset({ReferralState(wanted.state)})
    return STATES[wanted.group] if wanted.group is not None else frozenset()


def _line(row: Row, today: date, days: Calendar) -> ReferralLine:
    state = ReferralState(row["state"])
    level = LevelSought(row["level_sought"]) if row["level_sought"] else None
    children = tuple(_name(json.loads(answers)) for answers in json.loads(row["children"]))
    rule = load_rules()[row["next_rule"]] if row["next_rule"] else None
    due = date.fromisoformat(row["next_due"]) if row["next_due"] else None
    started = date.fromisoformat(row["next_started"]) if row["next_started"] else None
    stands = in_words(due, today, days, started_on=started, since=rule.trigger) if rule else None
    return ReferralLine(
        id=row["id"],
        referral_ref=row["referral_ref"],
        state=state,
        state_words=f"{state.label}, escalated" if row["escalated_on"] else state.label,
        level_sought=level,
        level_words=level.label if level else "",
        kind=ReferralKind(row["referral_kind"]),
        children=len(children),
        child_names=tuple(name for name in children if name),
        children_words=_children_words(children),
        referrer=row["referrer"],
        started_on=date.fromisoformat(row["started_on"]),
        sent_at=row["sent_at"],
        form_version=row["form_version"],
        due_on=due,
        due_rule=rule.id if rule else "",
        due_what=rule.short if rule else "",
        due_words=stands.words if stands else "",
        due_state=stands.state if stands else None,
        escalated=bool(row["escalated_on"]),
        sample=bool(row["sample"]),
    )


def _name(answers: dict[str, object]) -> str:
    return " ".join(str(answers[part]) for part in ("given_names", "family_name") if answers.get(part))


def _children_words(children: tuple[str, ...]) -> str:
    """Return "Amina Khan and 2 more", "1 child" where no name is written yet."""
    named = [name for name in children if name]
    if not named:
        return "" if not children else "1 child" if len(children) == 1 else f"{len(children)} children"
    return named[0] if len(children) == 1 else f"{named[0]} and {len(children) - 1} more"
