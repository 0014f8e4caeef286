"""The list of security concerns, and one of them to read (domain 1.9, 3.8; S003:167, 172, 173)."""

from collections.abc import Mapping
from dataclasses import dataclass

from spoc_desk.casework.concern_routes import route_of
from spoc_desk.casework.concerns import concern_answers, next_step, report_until, theirs
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, since_words, stored_now, to_answer
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.concern_turns import answers_for, turns_of
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Block, Filled, Link, Sheet, Standing
from spoc_desk.casework.places import Part, case_place
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.concerns import Concern, ConcernKind, ConcernState
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.terms import YesNo
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.records.concern_list import LISTING, ConcernQuery, concern_page
from spoc_desk.vault.records.partnership_list import how_many
from spoc_desk.vault.records.stores import CASES, CONCERNS, CONTACTS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault

FORM = "concern"
NO_CASE = "no case yet"
_PAUSED = (
    "The exchange is paused. What has been received is kept apart, nothing is asked for, passed on or handed over. "
    "It goes on when UKPPS has advised and two people have resumed it under What now."
)


@dataclass(frozen=True)
class ConcernRow:
    """One concern in the list."""

    id: str
    reference: str
    kind: ConcernKind
    about: str
    state: ConcernState
    raised_words: str
    since_words: str
    danger: bool


def page_of(vault: Vault, asked: Asked) -> Page[ConcernRow]:
    """Return one page of the concerns, the newest first; nothing for who does not see relocations."""
    if not sees(vault, Sight.RELOCATIONS):
        return Page((), 0, asked.offset)
    query = ConcernQuery(
        about=asked.of("about"), kind=asked.of("kind"), state=asked.of("state"), open_only=not asked.also_closed,
        sort=asked.sort, descending=asked.descending,
    )  # fmt: skip
    rows, total = concern_page(vault, query, offset=asked.offset, limit=asked.limit)
    return Page(tuple(_line(vault, row) for row in rows), total, asked.offset)


def count_of(vault: Vault) -> int:
    """Return how many concerns are open."""
    return how_many(vault, LISTING, open_only=True) if sees(vault, Sight.RELOCATIONS) else 0


def sheet_of(vault: Vault, concern_id: str) -> Sheet:
    """Return one concern to read, with what can be done now. Raises UnknownRecord."""
    if not sees(vault, Sight.RELOCATIONS):
        raise UnknownRecord()
    concern = CONCERNS.get(vault, concern_id)
    open_still = concern.closed_on is None
    words, _act = next_step(concern)
    contact = CONTACTS.get(vault, concern.raised_by).name if concern.raised_by else ""
    return Sheet(
        id=concern.id,
        title=concern.kind.label,
        state=concern.state.label,
        standing=_standing(concern.state),
        sentence=words,
        facts=_facts(vault, concern),
        danger=open_still and concern.immediate_danger,
        turns=turns_of(concern),
        links=_links(concern),
        blocks=_blocks(vault, concern),
        paper=f"print/concern/{concern.case_id or '-'}/{concern.id}",
        filled=(
            Filled(
                FORM,
                concern_answers(concern),
                {concern.raised_by: contact} if concern.raised_by else {},
                but=(
                    "kind",
                    "raised_at",
                    "la_spoc_informed_at",
                    "ukpps_contacted_at",
                    "reply_at",
                    "closed_on",
                    "breach_known_at",
                    "dpo_informed_at",
                    "ico_reported_at",
                ),
            ),
        ),
    )


def first_answers(vault: Vault, turn: Turn, concern_id: str) -> Mapping[str, Answer]:
    """Return what the form of a turn is filled with at first."""
    return answers_for(vault, turn, concern_id)


def answers_at_first(vault: Vault) -> Mapping[str, Answer]:
    """Return what the form of a new concern is filled with at first."""
    return {"raised_at": to_answer(stored_now(vault.clock)), "pauses_exchange": "yes"}


def _blocks(vault: Vault, concern: Concern) -> tuple[Block, ...]:
    """The way of its kind while it is open, who knows, and the 72 hours where personal data is concerned."""
    way = route_of(concern.kind)
    open_still = concern.closed_on is None
    found = (
        [
            Block("What to do", tuple(f"{number}. {step}" for number, step in enumerate(way.steps, 1))),
            Block("What to say", (f"“{way.say}”",)),
        ]
        if open_still
        else []
    )
    return (*found, Block("Who knows", _steps(concern)), *_breach(vault, concern))


def _breach(vault: Vault, concern: Concern) -> tuple[Block, ...]:
    until = report_until(concern)
    if not until:
        return ()
    late = not concern.ico_reported_at and until < stored_now(vault.clock)
    lines = (
        f"The council knew: {in_words(concern.breach_known_at)}",
        f"Data protection officer told: {in_words(concern.dpo_informed_at) or 'not yet'}",
        f"Reported to the Information Commissioner: {in_words(concern.ico_reported_at) or 'not yet'}",
        f"The 72 hours ended {in_words(until)}: report it with the reasons for the delay."
        if late
        else f"The 72 hours end {in_words(until)}.",
    )
    return (Block("Breach of personal data", lines, warns=not concern.ico_reported_at),)


def _facts(vault: Vault, concern: Concern) -> tuple[str, ...]:
    reference = CASES.get(vault, concern.case_id).case_ref if concern.case_id else NO_CASE
    reference = f"{concern.concern_ref}. About {reference}" if concern.concern_ref else reference
    raised = f"Raised {in_words(concern.raised_at)}"
    if concern.closed_on is not None:
        return (f"{reference}.", raised)
    paused = (_PAUSED,) if concern.case_id and concern.pauses_exchange else ()
    return (f"{reference}.", f"{raised}, {since_words(concern.raised_at, vault.clock)} ago", *paused)


def _links(concern: Concern) -> tuple[Link, ...]:
    case = (Link("Open the relocation", case_place(concern.case_id, Part.WHAT_NOW)),) if concern.case_id else ()
    sheet = Link("Sheet for the data protection officer", f"print/breach-sheet/{concern.case_id or '-'}/{concern.id}")
    script = Link("Caller script", "print-blank/caller_script")
    return (
        *case,
        *((sheet,) if concern.data_breach is YesNo.YES else ()),
        *((script,) if concern.kind is ConcernKind.SUSPICIOUS else ()),
    )


def _steps(concern: Concern) -> tuple[str, ...]:
    steps = (
        ("LA SPOC told", in_words(concern.la_spoc_informed_at)),
        (f"{theirs(concern)} told", in_words(concern.ukpps_contacted_at)),
        ("UKPPS advised", in_words(concern.reply_at)),
    )
    closed = (f"Closed: {short_date(concern.closed_on)}",) if concern.closed_on else ()
    return (*(f"{words}: {when or 'not yet'}" for words, when in steps), *closed)


def _standing(state: ConcernState) -> Standing:
    if state is ConcernState.RAISED:
        return Standing.LATE
    if state is ConcernState.CLOSED:
        return Standing.DONE
    return Standing.WAITS if state is ConcernState.WITH_LA_SPOC else Standing.OPEN


def _line(vault: Vault, row: Row) -> ConcernRow:
    raised = str(row["raised_at"])
    return ConcernRow(
        id=str(row["id"]),
        reference=str(row["concern_ref"]),
        kind=ConcernKind(row["kind"]),
        about=str(row["reference"]) or NO_CASE.capitalize(),
        state=ConcernState(row["state"]),
        raised_words=in_words(raised),
        since_words="" if row["closed_on"] else since_words(raised, vault.clock),
        danger=bool(row["immediate_danger"]) and not row["closed_on"],
    )
