"""One document under review: what was decided so far, what still waits, and every act of the reviewer, both ways.

It lives in memory only. Nothing in it is stored, logged or put into an error; its `repr` shows counts.
"""

from collections.abc import Iterable, Mapping, Sequence

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.apart.document import Document, Producer
from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.orders import Box
from spoc_desk.sanitise.review.acts import Step, Steps, Touched
from spoc_desk.sanitise.review.aside import Aside
from spoc_desk.sanitise.review.elsewhere import mark_hidden_words
from spoc_desk.sanitise.review.marks import Marks
from spoc_desk.sanitise.review.page_boxes import PageBoxes
from spoc_desk.sanitise.review.places import Decision, Place, key_of, new_group
from spoc_desk.sanitise.review.reasons import Reason
from spoc_desk.sanitise.review.words import MARKED, count_of
from spoc_desk.sanitise.word_search import Span

_MARKED_WHY = "You marked it."
_NOTHING = Touched()


class Review:
    """One document under review. Every act returns what it touched; `undo` and `redo` do so too."""

    def __init__(
        self, document: Document, mode: Mode, area: OwnArea, file_channels: Mapping[str, str] | None = None
    ) -> None:
        self.document = document
        self.mode = mode
        self.area = area
        self.file_channels = file_channels or {}  # the plain sentence of each place of a file, for what is hidden
        self.version = 0  # grows with every change: a copy made before it is stale
        self.marks = Marks(document, mode)
        if mode is not Mode.IN:  # there what is hidden is a finding itself
            mark_hidden_words(self.marks)
        self.boxes = PageBoxes(document)
        self.aside = Aside(document, mode)
        self.seen: set[int] = set()  # pages or parts that were on the screen
        self.seen_pictures: set[int] = set()  # of a file without pages: those she looked at
        self.listed: set[int] = set()  # groups whose line was on the screen
        self._steps = Steps()
        self._note_texts_off_the_pictures()

    def __repr__(self) -> str:
        return f"<Review: {self.marks!r}, {count_of(self.marks.undecided, 'group')} undecided>"

    # deciding -------------------------------------------------------------------------------------------------------

    def remove_group(self, group: int) -> Touched:
        """Remove a word wherever it stands."""
        return self._decide(self.marks.groups[group].places, Decision.REMOVE, "A word removed")

    def remove_place(self, place: int) -> Touched:
        """Remove one place only."""
        return self._decide([place], Decision.REMOVE, "One place removed")

    def keep_group(self, group: int, reason: Reason) -> Touched:
        """Keep every place of a word that is there now; one that is marked later is not kept by it."""
        return self._decide(self.marks.groups[group].places, Decision.KEEP, "A word kept", reason)

    def keep_place(self, place: int, reason: Reason) -> Touched:
        """Keep one place only."""
        return self._decide([place], Decision.KEEP, "One place kept", reason)

    def unlisted(self) -> list[int]:
        """Return the groups that must go and whose line was never on the screen."""
        return [number for number in self.marks.must_go() if number not in self.listed]

    def accept_must_go(self) -> Touched:
        """Remove, in one step, all that is undecided and must go; nothing before all of it was on the screen."""
        if self.unlisted():
            return _NOTHING
        marks = self.marks
        places = [at for group in marks.must_go() for at in marks.groups[group].places]
        places = [at for at in places if marks.decisions[at] is Decision.UNDECIDED]
        return (
            self._decide(places, Decision.REMOVE, f"{count_of(len(places), 'place')} removed") if places else _NOTHING
        )

    def undo(self) -> tuple[str, Touched] | None:
        """Take the last step back; None where there is none."""
        moved = self._steps.back()
        self.version += moved is not None
        return moved

    def redo(self) -> tuple[str, Touched] | None:
        """Do again what was taken back last."""
        moved = self._steps.again()
        self.version += moved is not None
        return moved

    # the same word elsewhere ----------------------------------------------------------------------------------------

    def propagate(self, group: int, found: Iterable[Span]) -> Touched:
        """Remove a word and every further place of it that was found (`marks.find_word`)."""
        marks, old = self.marks, self.marks.groups[group]
        new = [
            Place(text, start, end, old.channel, old.severity, old.why, old.own)
            for text, start, end in marks.unmarked(found)
        ]
        numbers = marks.add(new)
        before, kept = self._as_decided(old.places)
        every = [*old.places, *numbers]

        def do() -> Touched:
            marks.join(group, numbers)
            return marks.put(dict.fromkeys(every, Decision.REMOVE))

        def undo() -> Touched:
            touched = marks.put(before, kept)
            marks.part(group, numbers)
            return Touched(touched.groups, touched.pages | marks.pages_of(numbers))

        return self._take(Step(f"A word removed at {count_of(len(every), 'place')}", do, undo))

    def mark_word(self, word: str, found: Sequence[Span]) -> Touched:
        """Mark a word she named herself, a team or a person, wherever it was found: it goes."""
        marks = self.marks
        same = next((at for at in marks.live() if marks.groups[at].key == key_of(word)), None)
        if same is not None:
            return self.propagate(same, found)
        spans = marks.unmarked(found)
        if not spans:
            return _NOTHING
        places = [Place(text, start, end, MARKED, Severity.HIGH, _MARKED_WHY) for text, start, end in spans]
        numbers, made = marks.add(places), new_group(places[0], word, key_of(word))
        made.by_hand = True
        group = marks.add_group(made)
        self.listed.add(group)

        def do() -> Touched:
            made.gone = False
            marks.join(group, numbers)
            return Touched(frozenset({group}), marks.pages_of(numbers), grown=True)

        def undo() -> Touched:
            marks.part(group, numbers)
            made.gone = True
            return Touched(frozenset({group}), marks.pages_of(numbers), grown=True)

        return self._take(Step("A word marked by you", do, undo))

    def add_again(self, places: Sequence[Place]) -> Touched:
        """Put what was found when the copy was read again before her, undecided. No step: it cannot be taken back."""
        marks, groups = self.marks, set()
        for number, place in zip(marks.add(places), places, strict=True):
            word = marks.word(place)
            key = key_of(word)
            group = next((at for at in marks.live() if marks.groups[at].again and marks.groups[at].key == key), -1)
            if group < 0:
                made = new_group(place, word, key)
                made.again = True
                group = marks.add_group(made)
            marks.join(group, [number], Decision.UNDECIDED)
            groups.add(group)
        self.version += bool(groups)
        pages = marks.pages_of(at for group in groups for at in marks.groups[group].places)
        return Touched(frozenset(groups), pages, grown=True)

    # boxes, pictures, what lies aside -------------------------------------------------------------------------------

    def draw_box(self, page: int, box: Box) -> Touched:
        """Cover a part of a page."""
        return self._turn_box(self.boxes.new_box(page, box), "A box drawn")

    def remove_box(self, number: int) -> Touched:
        """Take a drawn box away."""
        return self._turn_box(number, "A box taken away")

    def turn_picture(self, picture: int) -> Touched:
        """Keep a picture that would go, or let go one that was kept."""
        pages = frozenset({self.boxes.page_of_picture(picture)})

        def turn() -> Touched:
            self.boxes.kept_pictures ^= {picture}
            return Touched(pages=pages, others=True)

        return self._take(Step("A picture decided", turn, turn))

    def see_picture(self, picture: int) -> None:
        """She looked at a picture by itself: now she may say that it stays."""
        self.seen_pictures.add(picture)

    def may_turn(self, picture: int) -> bool:
        """Return whether she may keep a picture: what nobody has seen cannot stay."""
        return bool(self.boxes.page_of_picture(picture)) or picture in self.seen_pictures

    def settle_unread(self, number: int, choice: str) -> Touched:
        """Say of a part that could not be read: it may stay, it is left out, or "" for nothing yet."""
        before, pages = self.aside.settled.get(number, ""), frozenset({self.aside.unread[number].page})

        def put(value: str) -> Touched:
            self.aside.settle(number, value)
            return Touched(pages=pages, others=True)

        return self._take(Step("An unreadable part decided", lambda: put(choice), lambda: put(before)))

    def see_hidden(self) -> None:
        """She looked at the list of what lies hidden in the file and is left out of the copy."""
        self.aside.hidden_seen = True

    def see(self, sheet: int) -> bool:
        """Note that a page or part was on the screen; True where that is new."""
        if sheet in self.seen or sheet not in self.marks.sheets.numbers:
            return False
        self.seen.add(sheet)
        return True

    # boxes of the words ---------------------------------------------------------------------------------------------

    def spans_on(self, page: int) -> list[tuple[int, int, int, int]]:
        """Return the places on a page whose boxes are not known yet: (place, text, start, end)."""
        found = (at for text in self.boxes.texts_on(page) for at in self.marks.places_in(text))
        places = self.marks.places
        return [
            (at, places[at].text, places[at].start, places[at].end) for at in found if at not in self.boxes.of_place
        ]

    def learn_boxes(self, page: int, found: Mapping[int, tuple[Box, ...]]) -> bool:
        """Take the boxes of places as the page's picture has them; True where some have none: she must look."""
        self.boxes.of_place.update(found)
        lost = sum(not boxes for boxes in found.values())
        if lost:
            self.aside.note_unplaced(page, lost)
        return bool(lost)

    # inside ---------------------------------------------------------------------------------------------------------

    def _note_texts_off_the_pictures(self) -> None:
        """Words of a page that are not part of its picture's text, as in a note or a form, have no boxes."""
        if self.document.producer is not Producer.RASTER:
            return
        lost: dict[int, int] = {}
        for place in self.marks.places:
            unit = self.marks.unit(place)
            if unit.shown and unit.shape is not Shape.PAGE and self.marks.sheet(place):
                lost[unit.page] = lost.get(unit.page, 0) + 1
        for page, count in sorted(lost.items()):
            self.aside.note_unplaced(page, count)

    def _turn_box(self, number: int, words: str) -> Touched:
        pages = frozenset({self.boxes.drawn[number].page})

        def turn() -> Touched:
            self.boxes.shown ^= {number}
            return Touched(pages=pages, others=True)

        return self._take(Step(words, turn, turn))

    def _as_decided(self, places: Iterable[int]) -> tuple[dict[int, Decision], dict[int, Reason]]:
        marks = self.marks
        before = {at: marks.decisions[at] for at in places}
        return before, {at: marks.reasons[at] for at in before if at in marks.reasons}

    def _decide(self, places: Iterable[int], decision: Decision, words: str, reason: Reason | None = None) -> Touched:
        before, kept = self._as_decided(places)
        after = dict.fromkeys(before, decision)
        reasons = dict.fromkeys(before, reason) if reason is not None else {}
        return self._take(Step(words, lambda: self.marks.put(after, reasons), lambda: self.marks.put(before, kept)))

    def _take(self, step: Step) -> Touched:
        self.version += 1
        return self._steps.take(step)
