"""Closures of schools from a table, as a council publishes its term dates: looked at first, then stored together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from spoc_desk.casework.accepting import accept
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import calendar
from spoc_desk.casework.names import search_key
from spoc_desk.casework.relay.school_year import FORM, fitting, refuse_twin
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.typed_dates import parse_typed_date
from spoc_desk.domain.closures import Closure, ClosureKind
from spoc_desk.domain.record import new_id
from spoc_desk.errors import BadAnswer, UserError
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CLOSURES, SCHOOL_PARTNERSHIPS, SCHOOLS
from spoc_desk.vault.vault import Vault

HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "first": ("first day", "first", "from", "start", "start date", "starts", "begins", "closed from"),
    "last": ("last day", "last", "to", "until", "end", "end date", "ends", "closed to", "closed until"),
    "kind": ("what is it", "what", "kind", "type", "holiday", "closure", "name", "description"),
    "scope": ("for whom", "for", "school", "schools", "partnership", "who"),
}
"""The heads that are understood for each column, in small letters."""
_KINDS: Final = (
    ("half", ClosureKind.HALF_TERM), ("christmas", ClosureKind.CHRISTMAS), ("easter", ClosureKind.EASTER),
    ("spring", ClosureKind.EASTER), ("summer", ClosureKind.SUMMER), ("inset", ClosureKind.INSET),
    ("training", ClosureKind.INSET),
)  # fmt: skip
"""The first word found says what it is: "Spring half-term" is a half-term."""
_EVERYBODY: Final = frozenset({"", "all", "all schools", "every school", "everybody"})


@dataclass(frozen=True)
class ClosureList:
    """What a table would bring; nothing is stored yet."""

    new: tuple[Closure, ...] = field(repr=False)
    known: int
    wrong: tuple[str, ...]
    """The rows that are not taken, each in a sentence with its line."""


def preview_closures(vault: Vault, table: Sequence[tuple[str, ...]]) -> ClosureList:
    """Return what the rows below the heads would become. Raises BadAnswer where no column holds the first day."""
    places = _understood(table[0])
    if "first" not in places:
        raise BadAnswer("No column holds the first day. Call it “First day”; the others “Last day”, “What”, “For”.")
    places_of = _whom(vault)
    days, known = calendar(vault), 0
    new: list[Closure] = []
    wrong: list[str] = []
    for line, cells in enumerate(table[1:], 2):
        given = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
        try:
            closure = _closure(vault, given, places_of, days)
        except UserError as error:
            wrong.append(f"Line {line}: {error}")
            continue
        try:
            refuse_twin(vault, closure)
        except BadAnswer:
            known += 1
            continue
        if _same(closure) in {_same(each) for each in new}:
            known += 1
        else:
            new.append(closure)
    return ClosureList(tuple(new), known, tuple(wrong))


def store_closures(vault: Vault, preview: ClosureList) -> Done:
    """Store the new closures in one change. Raises BadAnswer where there is none, or one was added meanwhile."""
    if not preview.new:
        raise BadAnswer("There is nothing new in this table.")
    with vault.transaction("imported a list of school closures") as tx:
        for closure in preview.new:
            refuse_twin(tx, closure)
        ids = tuple(CLOSURES.insert(tx, closure).id for closure in preview.new)
    return Done(Change(What.SCHOOL, None, ids))


def _understood(heads: Iterable[str]) -> dict[str, int]:
    by_head = {spelling: name for name, spellings in HEADS.items() for spelling in spellings}
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        name = by_head.get(" ".join(head.casefold().strip(" ?:").split()))
        if name is not None:
            found.setdefault(name, place)
    return found


def _whom(vault: Vault) -> dict[str, Answers]:
    """Return for whom a closure is, by name: a school, or a partnership."""
    found: dict[str, Answers] = {
        search_key(each.name): {"scope": "partnership", "partnership": each.id}
        for each in SCHOOL_PARTNERSHIPS.find(vault)
    }
    for school in SCHOOLS.find(vault):
        if school.active:
            found[search_key(school.name)] = {"scope": "school", "school_id": school.id}
    return found


def _closure(vault: Vault, given: Mapping[str, str], places: Mapping[str, Answers], days: Calendar) -> Closure:
    whom = search_key(given.get("scope", ""))
    everybody: Answers = {"scope": "all"}
    scope = everybody if whom in _EVERYBODY else places.get(whom)
    if scope is None:
        raise BadAnswer(f"“{given['scope']}” is no school and no partnership of the directory.", "scope")
    today = vault.clock.today()
    said = {"first": given["first"], "last": given.get("last", "") or given["first"]}
    dates = {name: parse_typed_date(text, today, days) for name, text in said.items()}
    for name, day in dates.items():
        if day is None:
            raise BadAnswer(f"“{said[name]}” is no date." if said[name] else "The first day is missing.", name)
    kind = next((each for word, each in _KINDS if word in given.get("kind", "").casefold()), ClosureKind.OTHER)
    answers: Answers = {**{name: str(day) for name, day in dates.items()}, "kind": kind.value, **scope}
    accepted = accept(vault, FORM, answers, today, complete=True)
    return fitting(accepted, accepted.new(Closure, id=new_id()))


def _same(closure: Closure) -> tuple[object, ...]:
    return closure.first, closure.last, closure.partnership, closure.school_id
