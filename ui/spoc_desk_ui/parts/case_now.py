"""Everything *What now* shows, read from the vault in one go (worker thread)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.case_states import Offer
from spoc_desk.domain.cases import CaseState, Route
from spoc_desk.forms.definition import Answer

from ..lazy import load
from ..widgets.tones import Tone
from .case_words import ROUTE_WORDS
from .part_lines import PartLine

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseCounts, CaseHeader
    from spoc_desk.casework.what_now import NextStep
    from spoc_desk.domain.cases import Case
    from spoc_desk.vault.vault import Vault


_BEFORE_SPOC = frozenset({CaseState.NOTIFIED, CaseState.MEETING_ARRANGED, CaseState.MEETING_HELD})


@dataclass(frozen=True)
class CaseNow:
    """The next steps, the moves on offer, and what a move's form begins with."""

    steps: "tuple[NextStep, ...]"
    offers: tuple[Offer, ...]
    forms: Mapping[CaseEvent, str]
    case: "Case"
    route_computed: Route
    route_reason: str
    kept: str = ""
    """How long a closed case is kept, for who sees that."""

    def offer(self, event: CaseEvent) -> Offer | None:
        """Return the offer of one move, or None where the state does not know it."""
        return next((each for each in self.offers if each.event is event), None)

    @property
    def shown_offers(self) -> tuple[Offer, ...]:
        """Return the moves to show: without an LA role only those that may happen, the reason stands above them."""
        return tuple(each for each in self.offers if each.allowed or self.case.route is not Route.NEITHER)

    @property
    def is_route_settled(self) -> bool:
        """Say whether the confirmed route fits: confirming it again is then nothing to push."""
        return self.case.route is not Route.UNKNOWN and self.case.route is self.route_computed

    def facts(self, event: CaseEvent) -> tuple[str, ...]:
        """Return what to show above the questions of a move: for the route, computed beside confirmed (RT-1)."""
        if event is not CaseEvent.CONFIRM_ROUTE:
            return ()
        confirmed = ROUTE_WORDS[self.case.route]
        return (
            f"The household says: {ROUTE_WORDS[self.route_computed]}. {self.route_reason}",
            f"Confirmed so far: {confirmed}.",
        )

    def answers(self, event: CaseEvent) -> dict[str, Answer]:
        """Return the answers that are known already."""
        if event is CaseEvent.CONFIRM_ROUTE:
            return {**_joint_answers(self.case), "route": self.route_computed.value}
        if event is CaseEvent.ARRANGE_MEETING and self.case.meeting_arranged_for is not None:
            return {"meeting_arranged_for": self.case.meeting_arranged_for.isoformat()}
        return {}


def read_case_now(vault: "Vault", case_id: str) -> CaseNow:
    """Return what *What now* shows for a case."""
    cases = load("spoc_desk.casework.cases")
    reading = load("spoc_desk.casework.household").route_reading(vault, case_id)
    forms = dict(load("spoc_desk.casework.case_moves").FORMS)
    return CaseNow(
        steps=load("spoc_desk.casework.what_now").next_steps(vault, case_id),
        offers=cases.case_offers(vault, case_id),
        forms={**forms, CaseEvent.CONFIRM_ROUTE: "route_confirmation"},
        case=cases.case(vault, case_id),
        kept=load("spoc_desk.casework.keeping.review").kept_words(vault, case_id),
        route_computed=reading.route,
        route_reason=reading.words,
    )


def part_lines(header: "CaseHeader") -> tuple[PartLine, ...]:
    """Return the parts at a glance: how each stands, with a shape where something waits."""
    counts = header.counts
    people = f"{_count(counts.members, 'person', 'people')}: {header.household_words}"
    return (
        PartLine(
            "household",
            "Household",
            people if counts.members else "Nobody yet",
            Tone.PLAIN if counts.members else Tone.NOT_YET,
        ),
        PartLine(
            "meetings", "Meetings and standards", _meetings(counts), _tone(counts.standards_met, counts.standards)
        ),
        PartLine("spocs", "SPOCs", header.spoc_words, _spoc_tone(header)),
        _needs(counts),
        PartLine("exchange", "Exchange of records", _exchange(counts), _open_tone(counts.items_open, counts.items)),
        PartLine(
            "flags",
            "Flags",
            header.flags_words if counts.flags_needed else "None asked for yet",
            _tone(counts.flags_placed, counts.flags_needed),
        ),
        _routes(counts),
        PartLine("queries", "Questions", f"{counts.open_queries} open", _warn(counts.open_queries)),
        PartLine("concerns", "Concerns", f"{counts.open_concerns} open", _warn(counts.open_concerns)),
    )


def _joint_answers(case: "Case") -> dict[str, Answer]:
    form = load("spoc_desk.forms.loader").load_form("route_confirmation")
    answers: dict[str, Answer] = load("spoc_desk.casework.answers").answers_of(case, form)
    return answers if case.route is Route.JOINT else {}  # nobody was asked yet, and "no" would be an answer


def _spoc_tone(header: "CaseHeader") -> Tone:
    if header.state in _BEFORE_SPOC:
        return Tone.NOT_YET
    if header.state is CaseState.CLOSED:
        return Tone.PLAIN
    return Tone.DONE if header.spoc_reachable else Tone.WARN


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


def _meetings(counts: "CaseCounts") -> str:
    held = f"{counts.meetings} held" if counts.meetings else "None held yet"
    return f"{held}, standards {counts.standards_met} of {counts.standards}"


def _needs(counts: "CaseCounts") -> PartLine:
    placed = counts.needs - counts.needs_not_in_place
    words = f"{placed} of {counts.needs} in place" if counts.needs else "None entered"
    return PartLine("needs", "Services needed", words, _tone(placed, counts.needs))


def _routes(counts: "CaseCounts") -> PartLine:
    confirmed = f"{counts.routes_confirmed} of {counts.routes_applying} confirmed"
    words = confirmed if counts.routes_started else "Not started"
    return PartLine("routes_to_stop", "Routes to stop", words, _tone(counts.routes_confirmed, counts.routes_applying))


def _exchange(counts: "CaseCounts") -> str:
    if not counts.items:
        return "Not opened yet"
    if counts.items_unanswered:
        return f"{counts.items_open} of {counts.items} open, {counts.items_unanswered} to answer"
    return f"{counts.items_open} of {counts.items} open" if counts.items_open else f"All {counts.items} closed"


def _tone(done: int, whole: int) -> Tone:
    if done == 0:
        return Tone.NOT_YET
    return Tone.DONE if done == whole else Tone.UNDER_WAY


def _open_tone(left: int, whole: int) -> Tone:
    return _tone(whole - left, whole)


def _warn(number: int) -> Tone:
    return Tone.WARN if number else Tone.PLAIN
