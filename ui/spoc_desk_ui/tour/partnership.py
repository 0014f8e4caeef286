"""The registers of the partnership: what is decided, feared, disputed, complained of and asked, and its papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from . import moves
from .hands import Given
from .stage import REST, Script, Shot, Stage, Until


@dataclass(frozen=True)
class Entry:
    """One record as it is typed: its tab, the button that begins it, its answers, the button that keeps it."""

    tab: str
    begin: str
    answers: Mapping[str, Given]
    keep: str
    picture: str = ""


DECISION: Final = Entry(
    "Decisions", "New decision",
    {"about": "Training for schools", "decided_on": "today", "started_by": "request", "asked_by": "Training lead",
     "what_information": "How many staff have had the training, by kind of work",
     "purpose": "So that the partnership sees where training is missing", "consent_sought": "not_basis",
     "persons_informed": "Neither", "not_informed_reason": "prejudice", "lawful_basis": "public_task",
     "necessary_and_proportionate": "yes",
     "tests_met": ("Necessary", "Proportionate", "Relevant", "Adequate", "Accurate", "Timely", "Secure"),
     "third_parties_protected": "yes", "outcome": "share",
     "rationale": "Numbers only. No person can be told from them."},
    "Record this decision", "A decision to share by the seven golden rules",
)  # fmt: skip
CONCERN: Final = Entry(
    "Concerns", "Raise a concern",
    {"immediate_danger": "no", "kind": "suspicious",
     "what_happened": "A caller who said he was a solicitor asked for the school of a child.",
     "who_is_at_risk": "Family", "caller_claims": "Pat Sample, solicitor",
     "caller_checks": "Nothing was confirmed, denied or hinted at",
     "pauses_exchange": "no"},
    "Raise this concern",
)  # fmt: skip
INCIDENT: Final = Entry(
    "Serious incidents", "Write down an incident",
    {"aware_at": "today 08:40", "incident_on": "yesterday", "abuse": "suspected", "place": "our_area",
     "what_happened": "A child was taken to hospital with injuries that nobody could explain."},
    "Write it down",
)  # fmt: skip
REVIEW: Final = Entry(
    "Reviews", "Begin a case",
    {"source": "lessons", "agency": "The hospital", "raised_by": "Ward manager", "representative": "The named nurse",
     "discussed_on": "today", "considers_local": "no", "considers_national": "no",
     "criteria_reason": "No criterion is met. There is much to be learned.",
     "lessons": "Three services knew of the bruises, each of one."},
    "Begin this case",
)  # fmt: skip
ESCALATION: Final = Entry(
    "Escalations", "Open an escalation",
    {"about": "A child goes home tonight", "matter": "action", "child_at_risk": "yes",
     "what": "The ward wants to send the child home before anybody has seen the home.",
     "desired_outcome": "The child stays until the home was seen.", "with_whom": "The named doctor"},
    "Open this escalation",
)  # fmt: skip
COMPLAINT: Final = Entry(
    "Complaints", "Write down a complaint",
    {"received_on": "today", "came_by": "letter", "from_given_names": "Ola", "from_family_name": "Sample",
     "from_relation": "aunt", "of_conference": "no", "what": "Nobody rang back after a call at night.",
     "wanted": "An apology."},
    "Record this complaint",
)  # fmt: skip
CONSULTATION: Final = Entry(
    "Consultations", "Record a consultation",
    {"consulted_on": "today", "consulted_with": "Named doctor", "consulted_about": "Bruises explained in two ways",
     "consulted_advice": "Ask for an examination today.", "recorded_because": "concerns", "family_involved": "yes"},
    "Record this consultation",
)  # fmt: skip
REQUEST: Final = Entry(
    "Requests for records", "New request",
    {"kind": "foi", "received_on": "today", "asked_by": "Sam Sample",
     "wanted": "How many families are under protection, for each year"},
    "Record this request",
)  # fmt: skip
STEP: Final = Entry(
    "Roll-out", "Record a step",
    {"audience": "Our services", "step": "disseminated", "owner": "Noor Ashdown", "done_on": "today"},
    "Record this step",
)  # fmt: skip


def write_down(stage: Stage, entry: Entry) -> Script:
    """Write down one record; its page is shown then."""
    hands = stage.hands
    yield from moves.place(stage, "Partnership")
    yield from _register(stage, entry.tab)
    hands.press(entry.begin)
    yield Until(partial(hands.asks, next(iter(entry.answers))), f"“{entry.begin}” did not open")
    hands.answer(**entry.answers)
    if entry.picture:
        yield Shot(entry.picture)
    hands.press(entry.keep)
    yield Until(lambda: not hands.sees(entry.keep), f"“{entry.keep}” was not accepted")
    yield REST


def registers(stage: Stage) -> Script:
    """One record in each register, and the page of those that go on."""
    yield from write_down(stage, CONCERN)
    yield Shot("Partnership: a suspicious caller")
    yield from write_down(stage, INCIDENT)
    yield Shot("Partnership: a serious incident and what the test still needs")
    yield from write_down(stage, REVIEW)
    yield Shot("Partnership: a case for the Case Review Group")
    yield from write_down(stage, ESCALATION)
    yield Shot("Partnership: an escalation while a child is at risk")
    for entry in (COMPLAINT, CONSULTATION, STEP):
        yield from write_down(stage, entry)
    yield from write_down(stage, DECISION)


def papers(stage: Stage) -> Script:
    """A record filled, and a blank one for handwriting."""
    hands = stage.hands
    hands.press("Print")
    yield from moves.paper(stage, "decision")
    yield from write_down(stage, REQUEST)
    yield Shot("Partnership: a request, and the reply that neither confirms nor denies")
    yield from moves.place(stage, "Partnership")
    hands.press("Blank paper")
    yield from moves.paper(stage, "blank-request")
    yield from moves.place(stage, "Partnership")
    yield from _register(stage, "Concerns")
    yield Shot("Partnership: the list of concerns")


ACTS = (registers, papers)


def partnership(stage: Stage) -> Script:
    """What the partnership decides, disputes and answers in one morning."""
    for act in ACTS:
        yield from act(stage)


def _register(stage: Stage, words: str) -> Script:
    """Open a register by its tab, which says how many it shows."""
    hands = stage.hands
    named = next((name for number in range(_MOST) if hands.sees(name := f"{words}: {number}")), words)
    hands.press(named)
    yield REST


_MOST: Final = 50
