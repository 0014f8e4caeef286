"""The list of escalations, and one of them to read with what can be done now (domain 1.18, 3.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.casework.council import profile
from spoc_desk.casework.disputes import escalations, reading
from spoc_desk.casework.disputes.stage_words import due_words, is_late, outcome_lines
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, london_day, since_words, stored_now, to_answer
from spoc_desk.casework.names import search_key
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.escalation_turns import turns_of
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Block, Filled, Link, Sheet, Standing
from spoc_desk.casework.places import Part, case_place, referral_place
from spoc_desk.casework.restricted.releases import may_release
from spoc_desk.casework.turns import Turn
from spoc_desk.clock import Clock
from spoc_desk.domain.escalation_stages import reachable
from spoc_desk.domain.escalations import Escalation, EscalationStage, EscalationState, Matter, StageOutcome
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.escalation_list import ESCALATION_LIST, DisputeQuery, escalation_page
from spoc_desk.vault.records.partnership_list import how_many
from spoc_desk.vault.records.stores import CASES, REFERRALS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault

_STANDING: Final = {EscalationState.RESOLVED: Standing.DONE, EscalationState.UNRESOLVED: Standing.STOPPED}
_DANGER: Final = "A child is at risk of harm while this is not settled."


@dataclass(frozen=True)
class EscalationLine:
    """One escalation in the list."""

    id: str
    reference: str
    about: str
    matter: Matter
    agency: str
    raised_words: str
    state: EscalationState
    due_words: str
    late: bool
    at_risk: bool
    sample: bool


def page_of(vault: Vault, asked: Asked) -> Page[EscalationLine]:
    """Return one page of the escalations, the newest first; those of relocations for who sees relocations."""
    if not sees(vault, Sight.DISPUTES):
        return Page((), 0, asked.offset)
    query = DisputeQuery(
        reference=asked.of("reference"), name_key=search_key(asked.of("name")), matter=asked.of("matter"),
        agency=asked.of("agency"), state=asked.of("state"), risk=asked.of("risk"), open_only=not asked.also_closed,
        with_cases=sees(vault, Sight.RELOCATIONS), sort=asked.sort, descending=asked.descending,
    )  # fmt: skip
    rows, total = escalation_page(vault, query, offset=asked.offset, limit=asked.limit)
    words = reading.agency_words(vault)
    return Page(tuple(_line(row, words, vault.clock) for row in rows), total, asked.offset)


def count_of(vault: Vault) -> int:
    """Return how many escalations are open."""
    if not sees(vault, Sight.DISPUTES):
        return 0
    return how_many(vault, ESCALATION_LIST, open_only=True, with_cases=sees(vault, Sight.RELOCATIONS))


def sheet_of(vault: Vault, escalation_id: str) -> Sheet:
    """Return one escalation to read. Raises UnknownRecord."""
    one = reading.escalation(vault, escalation_id)
    stages, labels = escalations.stages(vault, one.id), reading.agency_words(vault)
    last = stages[-1] if stages else None
    stopped = not one.state.is_over and escalations.is_stopped(vault, one)
    end = reading.end_answers(one)
    late = last is not None and last.outcome is None and is_late(last, stored_now(vault.clock))
    return Sheet(
        id=one.id,
        title=one.about or one.matter.label,
        state=one.state.label,
        standing=Standing.STOPPED if stopped else _STANDING.get(one.state, Standing.LATE if late else Standing.OPEN),
        sentence=_next(one, last),
        facts=_facts(vault, one),
        turns=turns_of(one, last, stopped=stopped, may_release=stopped and may_release(vault)),
        links=_links(vault, one),
        blocks=(
            *((Block(RESTRICTED_WORDS, (), warns=True),) if stopped else ()),
            *((Block(_DANGER, (_hours(last),), warns=True),) if one.child_at_risk and not one.state.is_over else ()),
            *(_stage(each) for each in reversed(stages)),
        ),
        filled=(
            *((Filled(escalations.END_FORM, end),) if end else ()),
            Filled(escalations.FORM, reading.escalation_answers(vault, one), labels, but=("with_whom", "raised_at")),
        ),
        paper=f"print/escalation/-/{one.id}",
    )


def first_answers(vault: Vault, turn: Turn, escalation_id: str) -> Mapping[str, Answer]:
    """Return what the form of a turn is filled with at first."""
    one = reading.escalation(vault, escalation_id)
    now = to_answer(stored_now(vault.clock))
    if turn.name == "change":
        return reading.escalation_answers(vault, one)
    if turn.name == "told":
        return reading.end_answers(one)
    if turn.name == "next":
        following = reachable(one.state, child_at_risk=False)
        return {"opened_at": now, "stage": str(following[0]) if following else ""}
    last = escalations.stages(vault, one.id)[-1]
    resolved = last.outcome is StageOutcome.AGREED
    return {"outcome_at": now, "state": "resolved" if resolved else "unresolved"}


def answers_at_first(vault: Vault, case_id: str = "", referral_id: str = "") -> Mapping[str, Answer]:
    """Return what a new escalation is filled with: of a referral, that the MASH did not answer it."""
    first: dict[str, Answer] = {"raised_at": to_answer(stored_now(vault.clock)), "raised_by": vault.actor.name}
    if referral_id:
        first |= {"matter": "communication", "about": "No answer to a referral", "agency": "social_care"}
        first["with_whom"] = "The worker who decided at the MASH"
    elif case_id:
        first |= {"matter": "exchange", "about": "The exchange of records"}
        first["with_whom"] = "The UKPPS SPOC"
    return first


def _next(one: Escalation, last: EscalationStage | None) -> str:
    if one.state.is_over or last is None:
        return ""
    if last.outcome is None:
        return f"Settle stage {last.stage}. It is with: {last.with_whom}."
    if last.outcome is StageOutcome.AGREED:
        return "Record that it is resolved."
    if reachable(one.state, child_at_risk=False):
        return f"Take it to stage {last.stage + 1}."
    return "Record that it is unresolved. The partners have it."


def _facts(vault: Vault, one: Escalation) -> tuple[str, ...]:
    ended = (f"Ended {short_date(one.ended_on)}",) if one.ended_on else ()
    about: tuple[str, ...] = ()
    if one.referral_id is not None:
        about = (f"Referral {REFERRALS.get(vault, one.referral_id).referral_ref}",)
    elif one.case_id is not None:
        about = (f"Relocation {CASES.get(vault, one.case_id).case_ref}",)
    council = profile(vault).disputes
    process = (f"Process: {council.procedure}. Stage 4: {council.board}.",) if council.procedure else ()
    return (one.escalation_ref, *about, *process, f"Raised {in_words(one.raised_at)} by {one.raised_by}", *ended)


def _links(vault: Vault, one: Escalation) -> tuple[Link, ...]:
    links = []
    if one.referral_id is not None and sees(vault, Sight.REFERRALS):
        links.append(Link("Open the referral", referral_place(one.referral_id, "tracking")))
    elif one.case_id is not None:
        links.append(Link("Open the relocation", case_place(one.case_id, Part.EXCHANGE)))
    return tuple(links)


def _hours(last: EscalationStage | None) -> str:
    if last is not None and last.outcome is None and last.due_at:
        return f"The time of this stage ends {due_words(last)}. Stages may be left out, with the reason."
    return "Stages may be left out, with the reason."


def _stage(stage: EscalationStage) -> Block:
    number, _, who = load_form(escalations.STAGE_FORM).question("stage").choices[stage.stage - 1].label.partition(" ")
    opened = (f"With: {stage.with_whom}", f"Since {in_words(stage.opened_at)}. To be settled by: {due_words(stage)}")
    return Block(f"Stage {number}: {who}", (*opened, *outcome_lines(stage)))


def _line(row: Row, agencies: Mapping[str, str], clock: Clock) -> EscalationLine:
    state = EscalationState(row["state"])
    due, late = _due(row, clock) if not state.is_over else ("", False)
    return EscalationLine(
        id=str(row["id"]),
        reference=str(row["reference"]),
        about=str(row["about"]),
        matter=Matter(row["matter"]),
        agency=agencies.get(str(row["agency"]), ""),
        raised_words=short_date(london_day(str(row["raised_at"]))),
        state=state,
        due_words=due,
        late=late,
        at_risk=bool(row["child_at_risk"]) and not state.is_over,
        sample=bool(row["sample"]),
    )


def _due(row: Row, clock: Clock) -> tuple[str, bool]:
    """Return until when the open stage is to be settled, or what is to be done after it."""
    now = stored_now(clock)
    if row["outcome"]:
        return ("Record the end" if row["outcome"] == "agreed" else "Take it further"), False
    if row["due_at"]:
        return in_words(str(row["due_at"])), now > str(row["due_at"])
    if row["due_on"]:
        last = date.fromisoformat(str(row["due_on"]))
        return short_date(last), london_day(now) > last
    return f"{since_words(str(row['opened_at']), clock)} so far", False
