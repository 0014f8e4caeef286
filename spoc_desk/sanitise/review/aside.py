"""What lies beside the words: parts that could not be read, hidden texts that are left out, and remarks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spoc_desk.sanitise.apart.document import Document
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.words import count_of

STAY, LEAVE_OUT, LEAKS = "stay", "leave-out", "leaks"
NO_POSITION = "no-position"
_PICTURE = "image-picture"
_FILE_NAME = "file-name-own"  # every file has one; a copy gets another


@dataclass(frozen=True)
class Unread:
    """One part that could not be read. `can_stay`: it lies on a page that she can look at."""

    channel: str
    sentence: str
    part: str
    page: int
    can_stay: bool
    can_go: bool = True  # whether it can be left out of the copy
    picture: int = 0  # a picture of a file without pages, which she can look at by itself


@dataclass(frozen=True)
class Hidden:
    """One hidden channel of the file: how many texts lie in it, and how many places were found there."""

    channel: str
    texts: int
    found: int


class Aside:
    """Everything a reviewer must know of that is not a word on a page."""

    def __init__(self, document: Document, mode: Mode) -> None:
        pages = {size.page for size in document.pages}
        self.is_unreadable = not pages and not any(each.unit.shown for each in document.scanned)
        self.unread: list[Unread] = list(_unread(document, pages, received=mode is Mode.IN))
        self.settled: dict[int, str] = {}
        self.remarks = document.remarks
        self.hidden: tuple[Hidden, ...] = () if mode is Mode.IN else _hidden(document)
        self.hidden_seen = all(each.channel == _FILE_NAME and not each.found for each in self.hidden)
        self._unplaced: dict[int, int] = {}

    def settle(self, number: int, choice: str) -> None:
        """Note what she decided about a part; "" for nothing yet."""
        if choice:
            self.settled[number] = choice
        else:
            self.settled.pop(number, None)

    def choices(self, number: int) -> tuple[str, ...]:
        """Return what may become of a part."""
        part = self.unread[number]
        out = LEAKS if part.picture else LEAVE_OUT
        return tuple(each for each, may in ((STAY, part.can_stay), (out, part.can_go)) if may)

    def unsettled(self) -> list[int]:
        """Return the parts she has not decided about."""
        return [number for number in range(len(self.unread)) if number not in self.settled]

    def pages_left_out(self) -> frozenset[int]:
        """Return the pages that the copy does without."""
        out = {
            self.unread[number].page
            for number, choice in self.settled.items()
            if choice == LEAVE_OUT and self.unread[number].can_stay
        }
        return frozenset(out)

    def note_unplaced(self, page: int, count: int) -> None:
        """Note that words stand on a page without a place on its picture: she must look for them there herself."""
        if page in self._unplaced:
            return
        self._unplaced[page] = count
        many = f"{count_of(count, 'word')} on page {page} {'has' if count == 1 else 'have'} no place on the picture."
        sentence = f"{many} Draw a box where you see one."
        self.unread.append(Unread(NO_POSITION, sentence, "", page, can_stay=True))


def _unread(document: Document, pages: set[int], *, received: bool) -> Iterator[Unread]:
    """Yield the parts that could not be read. A picture to look at by itself stands among the pictures of a copy."""
    pictures: dict[str, list[int]] = {}
    for picture in document.pictures:
        if not picture.page:
            pictures.setdefault(picture.part, []).append(picture.picture)
    for each in document.unscannable:
        number = pictures[each.part].pop(0) if each.channel == _PICTURE and pictures.get(each.part) else 0
        if received or not number:
            stays = each.page in pages or bool(number)
            yield Unread(each.channel, each.sentence, each.part, each.page, can_stay=stays, picture=number)


def _hidden(document: Document) -> tuple[Hidden, ...]:
    texts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for each in document.scanned:
        if not each.unit.shown and each.unit.text.strip():
            texts[each.unit.channel] += 1
            found[each.unit.channel] += len(each.findings)
    names = sorted(texts, key=lambda name: (-found[name], -texts[name], name))
    return tuple(Hidden(name, texts[name], found[name]) for name in names)
