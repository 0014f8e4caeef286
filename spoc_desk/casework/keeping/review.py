"""The review list: which records are due, which wait for a person, which are on legal hold (D-34, domain 2.6)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.keeping.reckoning import is_copy
from spoc_desk.casework.keeping.settling import settle_missing
from spoc_desk.casework.keeping.who import ASKED, CLASS_SET, HELD, KEPT_LONGER, LIFTED, PROPOSED, WITHDRAWN, kinds_seen
from spoc_desk.casework.keeping.who import seen as _seen
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.paging import Page
from spoc_desk.deadlines.wording import State, count_days
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.retention import HANDED_OVER, NEEDS_PERSON, RecordKind, Retention, RetentionRule, UkppsAnswer
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.disposal import DISPOSED
from spoc_desk.vault.records.retention_list import RetentionQuery, count_due, retention_of, retention_page
from spoc_desk.vault.vault import Vault

SOON_DAYS: Final = 90


class Due(StrEnum):
    """Which part of the list."""

    ALL = "all"
    NOW = "now"
    """Due by today, or without a day."""
    SOON = "soon"
    """Due within 90 days too."""


@dataclass(frozen=True)
class RetentionFilter:
    """What the list shows. Empty texts leave a filter out; *hold* is "", "on" or "off"."""

    text: str = ""
    kind: str = ""
    class_id: str = ""
    hold: str = ""
    due: Due = Due.ALL
    proposed: bool = False


@dataclass(frozen=True)
class RetentionLine:
    """One record of the list."""

    id: str
    kind: RecordKind
    reference: str
    class_words: str
    closed_words: str
    due_words: str
    state: str
    """A word of `wording.State`."""
    standing: str
    """The hold, what UKPPS said, the proposal: what stands in the way, in short."""
    record: Retention


@dataclass(frozen=True)
class RetentionView:
    """One record with everything that can be decided about it."""

    line: RetentionLine
    reckoned_words: str
    hold_words: str
    ukpps_words: str
    proposal_words: str
    classes: tuple[tuple[str, str], ...]
    """The classes that fit this kind of record: id and words."""
    acts: frozenset[str]
    """Which of the acts of `who` are possible now, for whoever sits here."""


def list_retention(
    vault: Vault, *, wanted: RetentionFilter | None = None, offset: int = 0, limit: int = 50
) -> Page[RetentionLine]:
    """Return one page: what needs a person first, then by the day. Nothing for who does not see it."""
    asked, kinds = wanted or RetentionFilter(), kinds_seen(vault)
    if asked.kind:
        kinds = tuple(kind for kind in kinds if kind.value == asked.kind)
    if not kinds:
        return Page((), 0, offset)
    query = RetentionQuery(
        kinds=[kind.value for kind in kinds],
        class_id=asked.class_id,
        text=asked.text.strip(),
        held={"on": True, "off": False}.get(asked.hold),
        due_by=_due_by(vault, asked.due),
        proposed=asked.proposed,
    )
    rows, total = retention_page(vault, query, offset=offset, limit=limit)
    council, today = profile(vault), vault.clock.today()
    return Page(tuple(_line(vault, council, one, today) for one in rows), total, offset)


def open_list(vault: Vault) -> int:
    """Add to the list what is missing there, before it is shown; return how many were added."""
    return settle_missing(vault) if kinds_seen(vault) else 0


def view(vault: Vault, retention_id: str) -> RetentionView:
    """Return one record. Raises NotAtThisDesk, UnknownRecord."""
    one = _seen(vault, retention_id)
    council, copy = profile(vault), is_copy(vault, one.kind, one.record_id)
    classes = tuple(
        (each.id, f"{each.label}: {each.words}")
        for each in council.retention
        if each.rule is not RetentionRule.WITH_NEWEST
        and (each.rule is not RetentionRule.LONGEST or (one.kind is RecordKind.RELOCATION and not copy))
        and (each.id != HANDED_OVER or copy)
    )
    return RetentionView(
        line=_line(vault, council, one, vault.clock.today()),
        reckoned_words=_reckoned(one),
        hold_words=_hold(one),
        ukpps_words="" if copy else _ukpps(one),
        proposal_words=_proposal(one),
        classes=classes,
        acts=frozenset(act for act in _possible(one, copy=copy) if vault.may(act)),
    )


def kept_words(vault: Vault, case_id: str) -> str:
    """Return how long a closed case is kept: "Look at it again: Thu 1 Jun 2045. Legal hold."; else nothing."""
    one = retention_of(vault, RecordKind.RELOCATION, case_id) if kinds_seen(vault) else None
    if one is None or one.closed_on is None:
        return ""
    _state, words = _due(vault, one, vault.clock.today())
    parts = (words if one.review_on is None else f"Look at it again: {words}", _standing(one))
    return f"{'. '.join(part for part in parts if part)}."


def due_words(vault: Vault) -> str:
    """Return the line of Today: "Decide on 3 records …"; nothing when none is due."""
    kinds = kinds_seen(vault)
    if not kinds:
        return ""
    due, undated = count_due(vault, [kind.value for kind in kinds], vault.clock.today())
    parts = []
    if due:
        parts.append(f"{due} whose time is over")
    if undated:
        parts.append(f"{undated} without a day")
    total = due + undated
    return f"Decide how long to keep {_records(total)}: {', '.join(parts)}" if parts else ""


def _records(count: int) -> str:
    return f"{count} {'record' if count == 1 else 'records'}"


def _due_by(vault: Vault, due: Due) -> date | None:
    today = vault.clock.today()
    return {Due.ALL: None, Due.NOW: today, Due.SOON: today + timedelta(days=SOON_DAYS)}[due]


def _possible(one: Retention, *, copy: bool) -> frozenset[str]:
    """Return what is the next thing to decide: what a rule would refuse is not offered."""
    if one.closed_on is None:
        return frozenset()
    of_ukpps = one.kind is RecordKind.RELOCATION and not copy
    may_go = not of_ukpps or one.ukpps_answer is UkppsAnswer.MAY_GO
    found = {CLASS_SET, KEPT_LONGER} | ({ASKED} if of_ukpps else set())
    if one.is_proposed:
        found |= {WITHDRAWN, DISPOSED}
    elif may_go and not one.is_held:
        found.add(PROPOSED)
    if not one.is_held:
        found.add(HELD)
    elif may_go:
        found.add(LIFTED)
    return frozenset(found)


def _line(vault: Vault, council: Profile, one: Retention, today: date) -> RetentionLine:
    kept = council.retention_class(one.class_id)
    state, words = _due(vault, one, today)
    return RetentionLine(
        id=one.id,
        kind=one.kind,
        reference=one.reference,
        class_words=kept.label if kept else "Not chosen",
        closed_words=short_date(one.closed_on) if one.closed_on else "Open again",
        due_words=words,
        state=state.value,
        standing=_standing(one),
        record=one,
    )


def _due(vault: Vault, one: Retention, today: date) -> tuple[State, str]:
    if one.review_on is None:
        return State.DUE_TODAY, NEEDS_PERSON
    day = short_date(one.review_on)
    if one.review_on <= today:
        return State.OVERDUE, f"{day}: due"
    if (one.review_on - today).days > SOON_DAYS:
        return State.NO_LIMIT, day
    left = calendar(vault).working_days_between(today, one.review_on)
    return State.DUE_SOON, f"{day}, in {count_days(left, 'working day')}"


def _standing(one: Retention) -> str:
    if one.is_proposed:
        return "Disposal proposed"
    if one.is_held:
        return "Legal hold"
    return "UKPPS: may go" if one.ukpps_answer is UkppsAnswer.MAY_GO else ""


def _reckoned(one: Retention) -> str:
    if one.kept_reason and one.review_on and one.review_on != one.reckoned_on:
        by_class = f" By its class: {short_date(one.reckoned_on)}." if one.reckoned_on else ""
        return f"Kept until {short_date(one.review_on)}: {one.kept_reason}.{by_class}"
    return one.reckoned_words


def _hold(one: Retention) -> str:
    if one.hold_on is None:
        return "None"
    return f"Since {short_date(one.hold_on)}, {one.hold_by}: {one.hold_reason}"


def _ukpps(one: Retention) -> str:
    if one.kind is not RecordKind.RELOCATION:
        return ""
    if one.ukpps_asked_on is None:
        return "Not asked yet"
    asked = f"Asked on {short_date(one.ukpps_asked_on)}"
    if one.ukpps_answer is None or one.ukpps_answered_on is None:
        return f"{asked}, no answer yet"
    return f"{asked}, answered on {short_date(one.ukpps_answered_on)}: {one.ukpps_answer.label}"


def _proposal(one: Retention) -> str:
    if not one.is_proposed:
        return "None"
    return f"Proposed {in_words(one.proposed_at)} by {one.proposed_name}: {one.proposal_reason}"
