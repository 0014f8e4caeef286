"""The list of requests to see or to disclose records, and one of them with what can be done (domain 6 no. 15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.casework import access_requests as requests
from spoc_desk.casework import clocks
from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words as moment_words
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.partnership.sheet import Block, Filled, Link, Sheet, Standing
from spoc_desk.casework.places import Part, case_place
from spoc_desk.casework.turns import Turn
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import State, in_words
from spoc_desk.domain.access_requests import AccessRequest, AnswerGiven, RequestKind
from spoc_desk.domain.house_dates import short_date
from spoc_desk.errors import UnknownRecord
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.access_list import LISTING, AccessQuery, access_page
from spoc_desk.vault.records.partnership_list import how_many
from spoc_desk.vault.records.stores import ACCESS_REQUESTS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault

FORM: Final = requests.FORM
_ANSWER = ("answer", "answered_on", "method", "rationale")
_TIME = ("extended_on", "extended_reason")
_ADVICE = ("advice_of", "advice_on", "advice_summary", "exemptions", "exemption_note")
_HEAD = ("kind", "received_on", "asked_by", "wanted", "ordered_by", "identity_checked_on", "identity_how")
LATER = frozenset({*_ANSWER, *_TIME, *_ADVICE})
_WORDS_FIRST = (
    "Whoever asks is told nothing meanwhile: not that somebody is known here, not that nobody is. The data protection "
    "officer or the legal adviser is asked, and UKPPS where a protected person may be meant. Nothing goes "
    "out by itself."
)


@dataclass(frozen=True)
class AccessLine:
    """One request in the list."""

    id: str
    reference: str
    received_words: str
    kind: RequestKind
    asked_by: str
    answer: AnswerGiven | None
    due_words: str
    late: bool


def page_of(vault: Vault, asked: Asked) -> Page[AccessLine]:
    """Return one page of the requests, the newest first; nothing for who does not see relocations."""
    if not sees(vault, Sight.RELOCATIONS):
        return Page((), 0, asked.offset)
    query = AccessQuery(
        reference=asked.of("reference"), kind=asked.of("kind"), open_only=not asked.also_closed, sort=asked.sort,
        descending=asked.descending,
    )  # fmt: skip
    rows, total = access_page(vault, query, offset=asked.offset, limit=asked.limit)
    return Page(tuple(_line(vault, row) for row in rows), total, asked.offset)


def count_of(vault: Vault) -> int:
    """Return how many requests are not answered."""
    return how_many(vault, LISTING, open_only=True) if sees(vault, Sight.RELOCATIONS) else 0


def sheet_of(vault: Vault, request_id: str) -> Sheet:
    """Return one request with what can be done now. Raises UnknownRecord."""
    if not sees(vault, Sight.RELOCATIONS):
        raise UnknownRecord()
    request = ACCESS_REQUESTS.get(vault, request_id)
    open_still = request.answered_on is None
    due, late = _due(vault, request)
    answers = answers_of(request, load_form(FORM))
    return Sheet(
        id=request.id,
        title=request.kind.label,
        state="Open" if open_still else f"Answered: {request.answer.label}" if request.answer else "Answered",
        standing=Standing.LATE if late else Standing.WAITS if open_still else Standing.DONE,
        sentence=due if open_still else "",
        facts=(f"{request.request_ref}. Received {short_date(request.received_on)}.",),
        turns=_turns(request),
        links=_links(request),
        blocks=_blocks(vault, request),
        filled=(
            Filled(FORM, answers, but=("kind", "received_on", *(each for each in LATER if not answers.get(each)))),
        ),
        paper=f"print/access-request/{request.case_id or '-'}/{request.id}",
    )


def first_answers(vault: Vault, turn: Turn, request_id: str) -> Mapping[str, Answer]:
    """Return what the form of a turn is filled with at first."""
    stored = answers_of(ACCESS_REQUESTS.get(vault, request_id), load_form(FORM))
    today = vault.clock.today().isoformat()
    proposed = {"answered_on": today, "extended_on": today}
    return {**stored, **{name: stored.get(name) or day for name, day in proposed.items() if name in turn.asks}}


def due_words(vault: Vault, request: AccessRequest) -> str:
    """Return how much time is left, in words; for the paper and the command line."""
    return _due(vault, request)[0]


def _due(vault: Vault, request: AccessRequest) -> tuple[str, bool]:
    rule = load_rules()[requests.RULES[request.kind]]
    clock = clocks.clock_of(vault, rule.id, request.id)
    if clock is None:
        return "", False
    stands = clocks.clock_words(clock, vault.clock.today(), calendar(vault))
    return f"{rule.short}: {stands.words}", stands.state is State.OVERDUE


def _turns(request: AccessRequest) -> tuple[Turn, ...]:
    if request.answered_on is not None:
        return ()
    more = (_EXTEND,) if request.kind is RequestKind.SUBJECT_ACCESS and request.extended_on is None else ()
    return (_ANSWER_TURN, _ADVICE_TURN, _PREVIEW, *more, _EDIT)


def _links(request: AccessRequest) -> tuple[Link, ...]:
    case = (Link("Open the relocation", case_place(request.case_id, Part.WHAT_NOW)),) if request.case_id else ()
    if request.answered_on is not None:
        return case
    reply = Link("Reply: neither confirm nor deny", f"print/access-reply/{request.case_id or '-'}/{request.id}")
    decide = Link("Decide to share…", f"new_decision/////{request.id}")
    return (*case, reply, decide, Link("Check a file", "check"))


def _blocks(vault: Vault, request: AccessRequest) -> tuple[Block, ...]:
    reply = Block("Neither confirm nor deny", (f"“{profile(vault).templates.t9_neither}”",))
    first = Block("First", (_WORDS_FIRST,))
    if request.answered_on is not None:
        return ()
    return (first, reply, *_preview(request))


def _preview(request: AccessRequest) -> tuple[Block, ...]:
    if not request.preview_at:
        return ()
    found = request.preview_findings
    many = "1 place may show an area" if found == 1 else f"{found} places may show an area"
    words = many if found else "nothing stops it"
    line = f"Looked through {moment_words(request.preview_at)}: {words}."
    return (Block("What would be disclosed", (line,), warns=bool(found)),)


def _text(answers: Answers, name: str) -> str:
    value = answers.get(name, "")
    return value if isinstance(value, str) else ""


_ANSWER_TURN: Final = Turn(
    "answer", "Record the answer…", "answered a request for records",
    lambda vault, key, answers: requests.answer_request(vault, request_id=key, answers=answers),
    FORM, "Recorded. A person sends it.", main=True, asks=_ANSWER,
)  # fmt: skip
_ADVICE_TURN: Final = Turn(
    "advice", "Advice and what is held back…", "recorded advice on a request",
    lambda vault, key, answers: requests.record_advice(vault, request_id=key, answers=answers),
    FORM, "Recorded.", asks=_ADVICE,
)  # fmt: skip
_PREVIEW: Final = Turn(
    "preview", "Look through what would go out…", "looked through what would be disclosed",
    lambda vault, key, answers: requests.look_through(vault, request_id=key, text=_text(answers, "text")),
    "access_preview", "Looked through. The text is not kept.",
)  # fmt: skip
_EXTEND: Final = Turn(
    "extend", "More time…", "gave themselves more time for a request",
    lambda vault, key, answers: requests.extend(vault, request_id=key, answers=answers),
    FORM, "Recorded.", asks=_TIME,
)  # fmt: skip
_EDIT: Final = Turn(
    "edit", "Change…", "changed a request for records",
    lambda vault, key, answers: requests.edit_request(
        vault, request_id=key, answers=answers, version=ACCESS_REQUESTS.get(vault, key).version
    ),
    FORM, "Changed.", asks=_HEAD,
)  # fmt: skip


def _line(vault: Vault, row: Row) -> AccessLine:
    due = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    words, late = "", False
    if row["rule"]:
        started = date.fromisoformat(row["started_on"])
        stands = in_words(
            due, vault.clock.today(), calendar(vault), started_on=started, since=load_rules()[row["rule"]].trigger
        )
        words, late = stands.words, stands.state is State.OVERDUE
    return AccessLine(
        id=str(row["id"]),
        reference=f"{row['request_ref']} (sample)" if row["sample"] else str(row["request_ref"]),
        received_words=short_date(date.fromisoformat(str(row["received_on"]))),
        kind=RequestKind(row["kind"]),
        asked_by=str(row["asked_by"]),
        answer=AnswerGiven(row["answer"]) if row["answer"] else None,
        due_words=words,
        late=late,
    )
