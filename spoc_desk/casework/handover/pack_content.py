"""What stands in a deputy pack: of each case what the next days need, and nothing more. Aliases, never a name."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, TypeVar
from uuid import UUID, uuid5

from spoc_desk.casework.agenda_line import YOU
from spoc_desk.casework.clocks import clock_words, clocks
from spoc_desk.casework.concerns import concerns
from spoc_desk.casework.council import calendar
from spoc_desk.casework.handover.pack_lines import PackLine
from spoc_desk.casework.la_spoc import la_spoc_words
from spoc_desk.casework.people import present_members
from spoc_desk.casework.queries import queries
from spoc_desk.casework.register import register
from spoc_desk.casework.spocs import current_ukpps_spoc
from spoc_desk.casework.what_now import next_steps
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.domain.cases import Case, CaseState
from spoc_desk.vault.vault import Vault

USUAL_WORKING_DAYS: Final = 5
MOST_WORKING_DAYS: Final = 20
MOST_ROWS: Final = 12  # of one kind, of one case: the rest is said in one line
CASE, PEOPLE, REACH, CONCERN, NEXT, DUE, WAITING, QUESTION = (
    "The case", "Who they are", "Whom to reach", "Security concern", "What to do next", "Due", "Waiting for",
    "Open question",
)  # fmt: skip
HEADINGS: Final = (CASE, PEOPLE, REACH, CONCERN, NEXT, DUE, WAITING, QUESTION)
_NAMESPACE: Final = UUID("6f1b9a52-6a0e-4b3e-9d56-0d2f3d1c7a10")


def last_day(days: Calendar, today: date, working_days: int) -> date:
    """Return the last day a pack for so many working days can be read."""
    return days.add_working_days(today, working_days)


def pack_lines(vault: Vault, cases: Iterable[Case], until: date) -> tuple[PackLine, ...]:
    """Return the lines of the pack for these cases, until a day."""
    found = list(dict.fromkeys(line for case in cases for line in _of_case(vault, case, until)))
    return tuple(
        PackLine(
            id=str(uuid5(_NAMESPACE, f"{number} {case_ref}")), case_ref=case_ref, heading=head, words=words, day=day
        )
        for number, (case_ref, head, words, day) in enumerate(found)
    )


_Line = tuple[str, str, str, date | None]


def _of_case(vault: Vault, case: Case, until: date) -> Iterator[_Line]:
    ref = case.case_ref
    hold = f" On hold: {case.hold_reason}" if case.state is CaseState.ON_HOLD else ""
    yield ref, CASE, f"{case.direction.label}, {case.state.label}.{hold}", None
    people = ", ".join(member.alias for member in present_members(vault, case.id))
    yield ref, PEOPLE, people or "Nobody is entered yet.", None
    yield from ((ref, REACH, words, None) for words in _reach(vault, case))
    for line in concerns(vault, case_id=case.id, open_only=True)[:MOST_ROWS]:
        yield ref, CONCERN, f"{line.kind_words}, raised {line.raised_words}. {line.next_words}", None
    for step in next_steps(vault, case.id):
        who = "" if step.who == YOU else f" ({step.who})"  # what is hers falls to whoever covers
        yield ref, NEXT, f"{step.what}{who} {step.clock}".strip(), None
    yield from ((ref, DUE, words, day) for words, day in _due(vault, case, until))
    yield from ((ref, WAITING, words, None) for words in _waiting(vault, case))
    for query in queries(vault, case_id=case.id, open_only=True)[:MOST_ROWS]:
        yield ref, QUESTION, f"{query.query.question} ({query.asked_by_words}, {query.state_words})", None


def _reach(vault: Vault, case: Case) -> Iterator[str]:
    spoc = la_spoc_words(vault, case.id)
    yield f"LA SPOC {spoc}" if spoc else "No LA SPOC is named yet. Call the office of the DCS or DASS."
    contact = current_ukpps_spoc(vault, case.id)
    if contact is None:
        yield "No UKPPS SPOC is entered yet."
    else:
        reach = contact.phone or contact.email
        yield f"{contact.display_name}, {reach}. Identity: {contact.identity_verified.label.lower()}."


def _due(vault: Vault, case: Case, until: date) -> list[tuple[str, date | None]]:
    days, today, rules = calendar(vault), vault.clock.today(), load_rules()
    running = [
        clock for clock in clocks(vault, case.id)
        if clock.running and clock.listed and clock.due_on is not None and clock.due_on <= until
    ]  # fmt: skip
    running.sort(key=lambda clock: clock.due_on or until)
    words = [(f"{rules[one.rule].short}: {clock_words(one, today, days).words}", one.due_on) for one in running]
    return _first(words, ("More is due: see the register of the LA SPOC.", until))


def _waiting(vault: Vault, case: Case) -> list[str]:
    rows = register(vault, case_id=case.id, limit=MOST_ROWS + 1).rows
    words = [f"{row.title}, {row.members_words}: {row.now_words}" for row in rows if row.item.last_hand is not None]
    return _first(words, "More records are under way.")


_T = TypeVar("_T")


def _first(found: list[_T], more: _T) -> list[_T]:
    return found if len(found) <= MOST_ROWS else [*found[:MOST_ROWS], more]
