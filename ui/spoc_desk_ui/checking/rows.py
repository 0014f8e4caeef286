"""The lines of the list of findings: what each says, how it feels, and what a screen reader reads."""

from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.readers.unit import beside_page, place_words
from spoc_desk.sanitise.review.aside import LEAKS, LEAVE_OUT
from spoc_desk.sanitise.review.places import Decision, Group
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.words import count_of, noun

from ..widgets.tones import State, Tone

MASK = "•••••••"
"""As long for every word: its length tells towns apart."""


class Kind(StrEnum):
    """What a line is about."""

    HEAD = "head"
    GROUP = "group"
    PICTURE = "picture"
    UNREAD = "unread"
    HIDDEN = "hidden"
    BOX = "box"
    REMARK = "remark"


@dataclass(frozen=True)
class Row:
    """One line; `number` counts in the review's own lists. A head carries its words and a count."""

    kind: Kind
    number: int = 0
    words: str = ""
    count: int = 0


@dataclass(frozen=True)
class RowView:
    """What a line shows: its words, a number at the right, and below them its state and more."""

    title: str
    state: State
    more: str = ""
    count: str = ""
    is_open: bool = False  # something is left to decide: the words are bold

    @property
    def spoken(self) -> str:
        """The line as one sentence."""
        return ", ".join(
            part for part in (self.title, self.count.replace("×", "times "), self.state.word, self.more) if part
        )


def rows_of(review: Review) -> list[Row]:
    """Return every line in the order in which it is decided best."""
    groups = review.marks.groups
    live = review.marks.live()
    usual = [at for at in live if not (groups[at].by_hand or groups[at].again or groups[at].elsewhere)]
    high = [at for at in usual if groups[at].severity is Severity.HIGH]
    low = [at for at in usual if groups[at].severity is Severity.LOW]
    again = [at for at in live if groups[at].again]
    elsewhere = sorted((at for at in live if groups[at].elsewhere), key=lambda at: groups[at].severity is Severity.LOW)
    mine = [at for at in live if groups[at].by_hand]
    found: list[Row] = []
    _section(found, "Found when the copy was read again", Kind.GROUP, again)
    _section(found, "Leaks, unless you say no" if review.mode is Mode.IN else "Must go", Kind.GROUP, high)
    _section(found, "Look at", Kind.GROUP, low)
    _section(found, "Hidden in the file, and also in the text", Kind.GROUP, elsewhere)
    _section(found, "Marked by you", Kind.GROUP, mine)
    _section(found, "Could not be read", Kind.UNREAD, range(len(review.aside.unread)))
    _section(found, "To know", Kind.REMARK, range(len(review.aside.remarks)))
    _section(found, "Pictures", Kind.PICTURE, _pictures(review))
    _section(found, "Boxes drawn by you", Kind.BOX, sorted(review.boxes.shown))
    if review.aside.hidden:
        _section(found, "Left out of the copy", Kind.HIDDEN, [0])
    return found


def _pictures(review: Review) -> list[int]:
    """Return the pictures with a line of their own; in a received file without pages they stand above, unread."""
    pictures = review.boxes.pictures
    return [at for at, picture in enumerate(pictures) if picture.page or review.mode is not Mode.IN]


def view_of(row: Row, review: Review, *, words_shown: bool) -> RowView:
    """Return what a line shows now."""
    if row.kind is Kind.GROUP:
        return _group(review.marks.groups[row.number], review.mode, words_shown=words_shown)
    if row.kind is Kind.UNREAD:
        return _unread(review, row.number)
    if row.kind is Kind.PICTURE:
        picture = review.boxes.pictures[row.number]
        kept = picture.picture in review.boxes.kept_pictures
        state = State("stays", Tone.NOT_YET) if kept else State("goes", Tone.DONE)
        return RowView(f"Picture {picture.picture}", state, f"page {picture.page}" if picture.page else picture.part)
    if row.kind is Kind.BOX:
        return RowView("Box", State("goes", Tone.DONE), f"page {review.boxes.drawn[row.number].page}")
    if row.kind is Kind.HIDDEN:
        return _hidden(review)
    if row.kind is Kind.REMARK:
        remark = review.aside.remarks[row.number]
        sentence = beside_page(remark.sentence, remark.page)
        return RowView(sentence, State("to know", Tone.WARN), place_words(remark.page, remark.part))
    return RowView(row.words, State(""), count=str(row.count))


def picture_alone(row: Row, review: Review) -> int:
    """Return the picture of a file without pages that a line is about; 0 where it is about none."""
    if row.kind is Kind.PICTURE:
        picture = review.boxes.pictures[row.number]
        return 0 if picture.page else picture.picture
    return review.aside.unread[row.number].picture if row.kind is Kind.UNREAD else 0


def as_title(words: str) -> str:
    """Return words with a capital letter before them: "Page 3"."""
    return words[:1].upper() + words[1:]


def state_of(group: Group, mode: Mode) -> State:
    """Return what was decided about a word, as word and shape."""
    received = mode is Mode.IN
    if group.undecided == group.count:
        must = State("a leak?" if received else "must go", Tone.LATE)
        return must if group.severity is Severity.HIGH else State("look", Tone.WARN)
    if group.undecided:
        return State(f"{group.undecided} of {group.count} undecided", Tone.UNDER_WAY)
    if group.decision is Decision.REMOVE:
        return State("leaks", Tone.STOPPED) if received else State("removed", Tone.DONE)
    if group.decision is Decision.KEEP:
        return State("no leak", Tone.DONE) if received else State("kept", Tone.NOT_YET)
    gone = group.count - group.kept
    words = f"{gone} leak, {group.kept} not" if received else f"{gone} removed, {group.kept} kept"
    return State(words, Tone.UNDER_WAY)


def _section(found: list[Row], words: str, kind: Kind, numbers: "range | list[int]") -> None:
    if numbers:
        found.append(Row(Kind.HEAD, words=words, count=len(numbers)))
        found.extend(Row(kind, number) for number in numbers)


def _group(group: Group, mode: Mode, *, words_shown: bool) -> RowView:
    title = group.word if words_shown else MASK
    more = noun(group.channel) + (", our own area" if group.own else "")
    return RowView(
        title, state_of(group, mode), more, f"×{group.count}" if group.count > 1 else "", not group.is_decided
    )


def _unread(review: Review, number: int) -> RowView:
    part, settled = review.aside.unread[number], review.aside.settled.get(number, "")
    if not settled:
        state = State("look", Tone.WARN)
    elif settled == LEAKS:
        state = State("leaks", Tone.STOPPED)
    elif settled == LEAVE_OUT:
        state = State("left out", Tone.DONE)
    else:
        state = State("seen, stays", Tone.NOT_YET)
    title = as_title(place_words(part.page, part.part)) or "A part of the file"
    return RowView(title, state, noun(part.channel) if part.part else "", is_open=not settled)


def _hidden(review: Review) -> RowView:
    texts = sum(each.texts for each in review.aside.hidden)
    found = sum(each.found for each in review.aside.hidden)
    state = State("seen", Tone.DONE) if review.aside.hidden_seen else State("look", Tone.WARN)
    more = f"{count_of(found, 'place')} in them" if found else ""
    return RowView(count_of(texts, "hidden text"), state, more, is_open=not review.aside.hidden_seen)
