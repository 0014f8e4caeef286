"""The list of complaints, and one of them to read with what can be done now (S001:364; domain 1.18)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.casework.council import profile
from spoc_desk.casework.disputes import complaints, reading
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.names import search_key
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Block, Filled, Link, Sheet, Standing
from spoc_desk.casework.places import Part, case_place
from spoc_desk.casework.restricted.releases import may_release
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.complaints import Complaint, ComplaintState, ComplaintStatus
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.records.escalation_list import COMPLAINT_LIST, DisputeQuery, complaint_page
from spoc_desk.vault.records.partnership_list import how_many
from spoc_desk.vault.records.stores import CASES, COMPLAINTS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault

_STANDING: Final = {
    ComplaintState.RECEIVED: Standing.OPEN,
    ComplaintState.FORWARDED: Standing.WAITS,
    ComplaintState.CONFERENCE: Standing.STOPPED,
    ComplaintState.ENDED: Standing.DONE,
}
_NEXT: Final = {
    ComplaintState.RECEIVED: "Forward it to the agency, with a copy to its complaints team.",
    ComplaintState.FORWARDED: "Ask how it stands, and record what becomes of it.",
    ComplaintState.CONFERENCE: "It follows the procedure for complaints that arise from conferences.",
    ComplaintState.ENDED: "",
}
_FORWARD: Final = Turn(
    "forward", "Record that it was forwarded…", "forwarded a complaint",
    lambda vault, key, answers: complaints.forward(vault, complaint_id=key, answers=answers),
    complaints.FORWARD_FORM, "Forwarded.", main=True,
)  # fmt: skip
_STATUS: Final = Turn(
    "status", "Record how it stands…", "asked how a complaint stands",
    lambda vault, key, answers: complaints.ask_status(vault, complaint_id=key, answers=answers),
    complaints.STATUS_FORM, "Recorded.", main=True,
)  # fmt: skip
_END: Final = Turn(
    "end", "Record the end…", "ended a complaint",
    lambda vault, key, answers: complaints.end_complaint(vault, complaint_id=key, answers=answers),
    complaints.END_FORM, "Ended.",
)  # fmt: skip
_RELEASE: Final = Turn(
    "release", "Let it go on…", "released a complaint",
    lambda vault, key, answers: complaints.release_complaint(
        vault, complaint_id=key, words=str(answers.get("words", ""))
    ),
    "office_word", "It may go on.", main=True,
)  # fmt: skip
_CHANGE: Final = Turn(
    "change", "Change…", "changed a complaint",
    lambda vault, key, answers: complaints.change_complaint(
        vault, complaint_id=key, answers=answers, version=COMPLAINTS.get(vault, key).version
    ),
    complaints.FORM, "Changed.",
)  # fmt: skip
_TURNS: Final[Mapping[ComplaintState, tuple[Turn, ...]]] = {
    ComplaintState.RECEIVED: (_FORWARD, _CHANGE),
    ComplaintState.FORWARDED: (_STATUS, _END),
    ComplaintState.CONFERENCE: (_END, _CHANGE),
    ComplaintState.ENDED: (),
}


@dataclass(frozen=True)
class ComplaintLine:
    """One complaint in the list."""

    id: str
    reference: str
    who: str
    agency: str
    received_words: str
    state: ComplaintState
    next_words: str
    late: bool
    sample: bool


def page_of(vault: Vault, asked: Asked) -> Page[ComplaintLine]:
    """Return one page of the complaints, the newest first; those of relocations for who sees relocations."""
    if not sees(vault, Sight.COMPLAINTS):
        return Page((), 0, asked.offset)
    query = DisputeQuery(
        reference=asked.of("reference"), name_key=search_key(asked.of("who")), agency=asked.of("agency"),
        state=asked.of("state"), open_only=not asked.also_closed, with_cases=sees(vault, Sight.RELOCATIONS),
        sort=asked.sort, descending=asked.descending,
    )  # fmt: skip
    rows, total = complaint_page(vault, query, offset=asked.offset, limit=asked.limit)
    words, today = reading.agency_words(vault), vault.clock.today()
    return Page(tuple(_line(row, words, today) for row in rows), total, asked.offset)


def count_of(vault: Vault) -> int:
    """Return how many complaints have not ended."""
    if not sees(vault, Sight.COMPLAINTS):
        return 0
    return how_many(vault, COMPLAINT_LIST, open_only=True, with_cases=sees(vault, Sight.RELOCATIONS))


def sheet_of(vault: Vault, complaint_id: str) -> Sheet:
    """Return one complaint to read. Raises UnknownRecord."""
    one = reading.complaint(vault, complaint_id)
    labels = reading.agency_words(vault)
    stopped = one.state is ComplaintState.RECEIVED and complaints.is_stopped(vault, one)
    forwarded = reading.complaint_answers(one, complaints.FORWARD_FORM)
    end = reading.complaint_answers(one, complaints.END_FORM)
    asked = complaints.statuses(vault, one.id)
    release = (_RELEASE,) if stopped and may_release(vault) else ()
    turns = tuple(turn for turn in _TURNS[one.state] if not (stopped and turn is _FORWARD))
    return Sheet(
        id=one.id,
        title=_title(one, labels),
        state=one.state.label,
        standing=Standing.STOPPED if stopped else _STANDING[one.state],
        sentence="" if stopped else _NEXT[one.state],
        facts=_facts(vault, one),
        turns=(*release, *turns),
        links=_links(one),
        blocks=(
            *((Block(RESTRICTED_WORDS, (), warns=True),) if stopped else ()),
            *_elsewhere(vault, one),
            *((Block("Asked how it stands", tuple(_asked(each) for each in reversed(asked))),) if asked else ()),
        ),
        filled=(
            *((Filled(complaints.END_FORM, end),) if end else ()),
            *((Filled(complaints.FORWARD_FORM, forwarded),) if forwarded else ()),
            Filled(complaints.FORM, reading.complaint_answers(one), labels),
        ),
        paper=f"print/complaint/-/{one.id}",
    )


def first_answers(vault: Vault, turn: Turn, complaint_id: str) -> Mapping[str, Answer]:
    """Return what the form of a turn is filled with at first."""
    one, today = reading.complaint(vault, complaint_id), vault.clock.today().isoformat()
    if turn is _CHANGE:
        return reading.complaint_answers(one)
    return {"forwarded_on": today, "copied_on": today, "asked_on": today, "ended_on": today,
            "asked_whom": one.forwarded_to, "asked_to_tell": "yes"}  # fmt: skip


def answers_at_first(vault: Vault, case_id: str = "") -> Mapping[str, Answer]:
    """Return what a new complaint is filled with."""
    return {"received_on": vault.clock.today().isoformat(), "of_conference": "no"}


def _title(one: Complaint, labels: Mapping[str, str]) -> str:
    agency = labels.get(one.agency, "")
    return f"Complaint about: {agency}" if agency else "Complaint"


def _facts(vault: Vault, one: Complaint) -> tuple[str, ...]:
    about = (f"Relocation {CASES.get(vault, one.case_id).case_ref}",) if one.case_id is not None else ()
    ended = (f"Ended {short_date(one.ended_on)}",) if one.ended_on else ()
    return (one.complaint_ref, *about, f"Received {short_date(one.received_on)}", *ended)


def _links(one: Complaint) -> tuple[Link, ...]:
    return (Link("Open the relocation", case_place(one.case_id, Part.WHAT_NOW)),) if one.case_id else ()


def _elsewhere(vault: Vault, one: Complaint) -> tuple[Block, ...]:
    where = profile(vault).disputes.conference_complaints
    if one.state is not ComplaintState.CONFERENCE or not where:
        return ()
    return (Block("Where the other procedure is found", (where,)),)


def _asked(status: ComplaintStatus) -> str:
    said = f": {status.answer}" if status.answer else ": no answer"
    return f"{short_date(status.asked_on)}, {status.asked_whom}{said}"


def _line(row: Row, agencies: Mapping[str, str], today: date) -> ComplaintLine:
    state = ComplaintState(row["state"])
    name = " ".join(str(row[part]) for part in ("from_given_names", "from_family_name") if row[part])
    due = date.fromisoformat(str(row["due_on"])) if row["due_on"] else None
    words = {ComplaintState.RECEIVED: "Forward it", ComplaintState.CONFERENCE: "Other procedure"}.get(state, "")
    if state is ComplaintState.FORWARDED and due is not None:
        words = f"Ask again {short_date(due)}"
    return ComplaintLine(
        id=str(row["id"]),
        reference=str(row["reference"]),
        who=name or str(row["from_relation"]) or "Not named",
        agency=agencies.get(str(row["agency"]), ""),
        received_words=short_date(date.fromisoformat(str(row["received_on"]))),
        state=state,
        next_words=words,
        late=due is not None and due < today,
        sample=bool(row["sample"]),
    )
