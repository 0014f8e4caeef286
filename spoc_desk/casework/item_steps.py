"""Next steps with records: what lies with us first, then whom to ask and whom to chase."""

from collections.abc import Callable, Iterable, Sequence

from spoc_desk.casework.chase_note import chase_words
from spoc_desk.casework.next_step import LA_SPOC, CaseView, NextStep
from spoc_desk.casework.people import aliases, member_words
from spoc_desk.casework.places import Part, case_place
from spoc_desk.deadlines.wording import State, count_days
from spoc_desk.domain.exchanges import Applicable, ExchangeItem, ItemState
from spoc_desk.domain.item_states import EXCHANGE_OPEN
from spoc_desk.errors import LeakFound
from spoc_desk.printing.wording import fill
from spoc_desk.vault.records.stores import ITEMS

S = ItemState
_PRESSING = (State.OVERDUE, State.DUE_TODAY)

ASK_SERVICE = (
    "For a family that is leaving I need these records from your service:\n{records}\n"
    "Please hand them to me and to nobody else, and do not send anything by the usual route."
)
ASK_UKPPS = (
    "Our services need sanitised copies of these records:\n{records}\n"
    "Please make sure that nothing in them shows a place. When may we expect them?"
)
RETURN_COPY = (
    "The copy we received shows something it should not. We have set it apart and nobody else has seen it. "
    "How shall we return it, and when may we expect a new copy?"
)
PASS_TO_UKPPS = (
    "I have a record ready for you, checked for other people's information. "
    "Please sanitise it before it goes on, and confirm that you have received it."
)


def item_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the steps with records while the exchange is open."""
    if view.case.state not in EXCHANGE_OPEN:
        return
    items = ITEMS.find(view.vault, "case_id = ? AND is_open = 1", (view.case.id,), tail="ORDER BY item_no LIMIT 500")
    names = aliases(view.vault, view.case.id)
    for state, one_step in _ONE_BY_ONE.items():
        for item in items:
            if item.state is state:
                yield one_step(view, item, f"{item.title}, {member_words(item.members, names)}")
    yield from _chases(view, items)
    yield from _asks(view, items, lambda item: f"{item.title} ({member_words(item.members, names)})")


def checklist_steps(view: CaseView) -> Iterable[NextStep]:
    """Return the step to answer the checklist (D-05)."""
    if view.case.state in EXCHANGE_OPEN and view.facts.items_unanswered:
        yield view.step(
            f"Answer {count_days(view.facts.items_unanswered, 'row')} of the checklist: is the record needed?",
            acts=LA_SPOC,
            action="Answer the checklist…",
            place=case_place(view.case.id, Part.EXCHANGE, "", "applicable"),
            clock=view.clock("D-05"),
        )


def _quarantined(view: CaseView, item: ExchangeItem, words: str) -> NextStep:
    return _item(view, item, f"Return the quarantined copy: {words}", "Return it…", RETURN_COPY, "D-06")


def _checked(view: CaseView, item: ExchangeItem, words: str) -> NextStep:
    say = fill(view.profile.templates.t4_pass_on, la_spoc=view.spoc or LA_SPOC)
    return _item(view, item, f"Pass on: {words}. It is checked and clean", "Pass it on…", say, "D-07")


def _ready(view: CaseView, item: ExchangeItem, words: str) -> NextStep:
    return _item(view, item, f"Pass to the UKPPS SPOC: {words}", "Pass it…", PASS_TO_UKPPS, "D-07")


def _unchecked(view: CaseView, item: ExchangeItem, words: str) -> NextStep:
    return _item(view, item, f"Check: {words}", "Record the check…", "", "D-06")


_ONE_BY_ONE: dict[ItemState, Callable[[CaseView, ExchangeItem, str], NextStep]] = {
    S.QUARANTINED: _quarantined,
    S.CHECKED: _checked,
    S.READY: _ready,
    S.RECEIVED: _unchecked,
    S.GATHERED: _unchecked,
}


def _item(view: CaseView, item: ExchangeItem, what: str, action: str, say: str, rule: str) -> NextStep:
    place = case_place(view.case.id, Part.EXCHANGE, item.id, "happened_on")
    return view.step(what, acts=LA_SPOC, action=action, place=place, say=say, clock=view.clock(rule, item.id))


def _chases(view: CaseView, items: Sequence[ExchangeItem]) -> Iterable[NextStep]:
    waits = S.REQUESTED if view.is_arrival else S.ASKED
    late = [one for one in items if one.state is waits and view.clock("D-06", one.id).state in _PRESSING]
    if late:
        who = "the UKPPS SPOC" if view.is_arrival else "our service"
        yield view.step(
            f"Ask {who} again: {count_days(len(late), 'record')} without an answer",
            acts=LA_SPOC,
            action="Chase…",
            place=case_place(view.case.id, Part.EXCHANGE, ",".join(one.id for one in late), "chase"),
            say=_chase_say(view, late),
            clock=view.clock("D-06", late[0].id),
        )


def _chase_say(view: CaseView, late: Sequence[ExchangeItem]) -> str:
    """A note that would show an area is not offered; the register says which title to change."""
    try:
        return chase_words(view.vault, view.case.id, late)
    except LeakFound:
        return ""


def _asks(view: CaseView, items: Sequence[ExchangeItem], words: Callable[[ExchangeItem], str]) -> Iterable[NextStep]:
    wanted = [one for one in items if one.state is S.IDENTIFIED and one.applicable is Applicable.YES]
    if not wanted:
        return
    records = "\n".join(f"- {words(item)}" for item in wanted)
    if view.is_arrival:
        ids = ",".join(item.id for item in wanted)
        yield view.step(
            f"Ask the UKPPS SPOC for {count_days(len(wanted), 'record')} that services need",
            acts=LA_SPOC,
            action="Print request schedule…",
            place=f"print/request-schedule/{view.case.id}/{ids}",
            say=ASK_UKPPS.format(records=records),
        )
        return
    yield view.step(
        f"Ask our services for {count_days(len(wanted), 'record')}",
        acts=LA_SPOC,
        action="Record a hand…",
        place=case_place(view.case.id, Part.EXCHANGE, wanted[0].id, "happened_on"),
        say=ASK_SERVICE.format(records=records),
    )
