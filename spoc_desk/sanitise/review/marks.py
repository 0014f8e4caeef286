"""The places of one document, their groups and the decision for each; counters follow every change."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from spoc_desk.sanitise.apart.document import Document
from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.normalise import Clean, normalise
from spoc_desk.sanitise.readers.unit import Unit, place_words
from spoc_desk.sanitise.review.acts import Touched
from spoc_desk.sanitise.review.places import Decision, Group, Place, found_places, group_places, merged
from spoc_desk.sanitise.review.reasons import Reason
from spoc_desk.sanitise.review.sheets import Sheets, sheets_of
from spoc_desk.sanitise.review.words import count_of
from spoc_desk.sanitise.squash import squash
from spoc_desk.sanitise.word_search import Span, Term, find_everywhere

_AROUND = 70
_LONGEST = 1_000  # characters of a place; how far before a line one may begin that reaches into it


class Marks:
    """Places and groups are only ever added: their numbers stay. What was taken back is `gone`."""

    def __init__(self, document: Document, mode: Mode) -> None:
        self.document = document
        self.sheets: Sheets = sheets_of(document)
        self.places: list[Place] = list(found_places(document, mode))
        self.groups: list[Group] = group_places(self.places, [self.word(place) for place in self.places])
        self.decisions: list[Decision] = [Decision.UNDECIDED] * len(self.places)
        self.reasons: dict[int, Reason] = {}
        self.group_of: list[int] = [0] * len(self.places)
        for number, group in enumerate(self.groups):
            for at in group.places:
                self.group_of[at] = number
        self.undecided = len(self.groups)
        self._in_text: dict[int, list[int]] = {}
        for number, place in enumerate(self.places):
            self._in_text.setdefault(place.text, []).append(number)
        for here in self._in_text.values():
            here.sort(key=self._start_of)
        read = [scanned.unit.shown or mode is Mode.IN for scanned in document.scanned]
        self._readable = [number for number, is_read in enumerate(read) if is_read]
        texts = document.scanned
        self._clean: dict[int, Clean] = {number: normalise(texts[number].unit.text) for number in self._readable}

    def __repr__(self) -> str:
        return f"<Marks: {count_of(len(self.places), 'place')} in {count_of(len(self.groups), 'group')}>"

    # looking --------------------------------------------------------------------------------------------------------

    def unit(self, place: Place) -> Unit:
        """Return the text a place stands in."""
        return self.document.scanned[place.text].unit

    def word(self, place: Place) -> str:
        """Return the words of a place as they are written."""
        return self.unit(place).text[place.start : place.end]

    def around(self, place: Place) -> tuple[str, str, str]:
        """Return what stands before a place, its words, and what stands after, on one line together."""
        text = self.unit(place).text
        before = text[max(0, place.start - _AROUND) : place.start]
        after = text[place.end : place.end + _AROUND]
        # Half a word at either end says nothing.
        before = before if place.start <= _AROUND else before.partition(" ")[2]
        after = after if place.end + _AROUND >= len(text) else after.rpartition(" ")[0]
        before = _one_line(before) + (" " if before[-1:].isspace() else "")
        after = (" " if after[:1].isspace() else "") + _one_line(after)
        return before, _one_line(self.word(place)), after

    def sheet(self, place: Place) -> int:
        """Return on which page or part a place lies; 0 for none."""
        return self.sheets.sheet_at(place.text, place.start) if self.unit(place).shown else 0

    def where(self, place: Place) -> str:
        """Return "page 3", "page 3, comment 2": for the reviewer's eyes."""
        unit, sheet = self.unit(place), self.sheet(place)
        if sheet and (self.sheets.noun == "page" or not unit.part):
            return self.sheets.name(sheet)
        return place_words(unit.page, unit.part) or "inside the file"

    def live(self) -> list[int]:
        """Return the numbers of the groups that are there."""
        return [number for number, group in enumerate(self.groups) if not group.gone]

    def places_in(self, text: int) -> Sequence[int]:
        """Return the places in one text."""
        return self._in_text.get(text, ())

    def places_between(self, text: int, start: int, end: int) -> Iterator[int]:
        """Yield the places that reach into a piece of one text, in order."""
        here = self._in_text.get(text, [])
        for at in here[bisect_left(here, start - _LONGEST, key=self._start_of) :]:
            place = self.places[at]
            if place.start >= end:
                return
            if place.end > start:
                yield at

    def next_undecided(self, after: int) -> int:
        """Return the next undecided group after *after*, going round; -1 where all are decided."""
        waiting = [number for number in self.live() if not self.groups[number].is_decided]
        return next((number for number in waiting if number > after), waiting[0] if waiting else -1)

    def must_go(self) -> list[int]:
        """Return the undecided groups that must go."""
        groups = self.groups
        return [at for at in self.live() if groups[at].severity is Severity.HIGH and not groups[at].is_decided]

    def find_word(self, word: str) -> list[Span]:
        """Return where a word and its variants stand. Reads only: it may run on another thread."""
        return find_everywhere(Term(word), self._clean, self._readable)

    def stands(self, key: str) -> bool:
        """Return whether the letters of a word stand anywhere in the texts: a quick no for most."""
        return key in self._letters

    def stands_unmarked(self, key: str, word: str, marked: int) -> bool:
        """Return whether a word stands where no place covers it; *marked* is how many places it has."""
        # Counting letters alone is a hundred times quicker, and for most words it is the answer.
        if self._letters.count(key) <= marked:
            return False
        return bool(self.unmarked(self.find_word(word)))

    def unmarked(self, found: Iterable[Span]) -> list[Span]:
        """Return those of the found spans that no place covers."""
        covered: dict[int, list[tuple[int, int]]] = {}
        left = []
        for text, start, end in found:
            if text not in covered:
                here = (self.places[at] for at in self.places_in(text))
                covered[text] = merged((place.start, place.end) for place in here)
            if not any(first <= start and end <= last for first, last in covered[text]):
                left.append((text, start, end))
        return left

    @cached_property
    def _letters(self) -> str:
        """The letters and digits of every text that is searched."""
        return "\0".join(squash(self._clean[number].lower).key for number in self._readable)

    # changing -------------------------------------------------------------------------------------------------------

    def put(self, wanted: Mapping[int, Decision], reasons: Mapping[int, Reason] | None = None) -> Touched:
        """Decide places; *reasons* for those that are kept."""
        touched = {self.group_of[place] for place in wanted}
        open_before = sum(not self.groups[number].is_decided for number in touched)
        for place, decision in wanted.items():
            group, old = self.groups[self.group_of[place]], self.decisions[place]
            group.undecided += (decision is Decision.UNDECIDED) - (old is Decision.UNDECIDED)
            group.kept += (decision is Decision.KEEP) - (old is Decision.KEEP)
            self.decisions[place] = decision
            self.reasons.pop(place, None)
        self.reasons.update(reasons or {})
        self.undecided += sum(not self.groups[number].is_decided for number in touched) - open_before
        return Touched(frozenset(touched), self.pages_of(wanted))

    def add(self, places: Sequence[Place]) -> list[int]:
        """Note places that belong to no group yet; they count from `join` on."""
        first = len(self.places)
        self.places.extend(places)
        self.decisions.extend([Decision.REMOVE] * len(places))
        self.group_of.extend([-1] * len(places))
        return list(range(first, first + len(places)))

    def add_group(self, group: Group) -> int:
        """Note a group without places; return its number."""
        self.groups.append(group)
        return len(self.groups) - 1

    def join(self, group: int, places: Sequence[int], decision: Decision = Decision.REMOVE) -> None:
        """Put places into a group, all of them decided alike."""
        joined, is_open = self.groups[group], decision is Decision.UNDECIDED
        self.undecided += is_open and joined.is_decided and bool(places)
        joined.undecided += len(places) * is_open
        joined.places.extend(places)
        for place in places:
            self.group_of[place] = group
            self.decisions[place] = decision
            insort(self._in_text.setdefault(self.places[place].text, []), place, key=self._start_of)

    def part(self, group: int, places: Sequence[int]) -> None:
        """Take places out of a group and out of the document again; every later step was taken back before."""
        gone = set(places)
        self.groups[group].places[:] = [place for place in self.groups[group].places if place not in gone]
        for text in {self.places[place].text for place in places}:
            self._in_text[text] = [place for place in self._in_text[text] if place not in gone]

    def _start_of(self, place: int) -> int:
        return self.places[place].start

    def pages_of(self, places: Iterable[int]) -> frozenset[int]:
        """Return the pages or parts on which places lie."""
        return frozenset(self.sheet(self.places[place]) for place in places) - {0}


def _one_line(text: str) -> str:
    return " ".join(text.split())
