"""What holds inside a group of an RTF document: how its text looks, which font, and what its fonts and colours mean."""

import re
from dataclasses import dataclass, field, replace

from spoc_desk.sanitise.readers.rtf_words import CHARSETS, code_page

_TINY = 4  # half points
_WHITE = 0xF0  # of 255, in each of red, green and blue
_BLACK = 0x28
_HEADING = re.compile(r"heading ([1-9])\b")
_GROUNDS = {"highlight", "cb", "chcbpat", "cbpat", "clcbpat"}
_MACHINES = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
_MOST_SKIPPED = 100


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of a group is set."""

    hidden: bool = False
    deleted: bool = False
    colour: int = 0
    backed: bool = False
    ground: int = 0
    size: int = 24
    font: int = -1
    skip: int = 1  # characters to pass over after each \\u
    copy: bool = False  # the group is kept for old programs

    def after(self, word: str, value: int, white: set[int]) -> "Look":
        """Return the look after a control word; the same if the word says nothing of it."""
        if word == "v":
            return replace(self, hidden=value != 0)
        if word == "deleted":
            return replace(self, deleted=value != 0)
        if word == "fs":
            return replace(self, size=value)
        if word == "cf":
            return replace(self, colour=value)
        if word in _GROUNDS:
            return replace(self, backed=value not in white and value != 0, ground=value)
        if word == "f":
            return replace(self, font=value)
        if word == "uc":
            return replace(self, skip=min(max(value, 0), _MOST_SKIPPED))
        if word == "plain":
            return replace(self, hidden=False, deleted=False, colour=0, backed=False, ground=0, size=24)
        return self

    def hides(self, white: set[int], black: set[int]) -> str:
        """Return the channel of a text that is not seen; empty if it is."""
        if self.hidden:
            return "rtf-hidden-text"
        if self.deleted:
            return "rtf-deleted"
        if self.copy:
            return "rtf-copy"
        if self.colour in white and not self.backed:
            return "rtf-white-text"
        if self.colour in black and self.ground in black:
            return "rtf-blackened-text"
        return "rtf-tiny-text" if self.size <= _TINY else ""


@dataclass
class Tables:
    """What the head of the document says of its letters, colours and styles."""

    page: str = "cp1252"
    white: set[int] = field(default_factory=set)
    black: set[int] = field(default_factory=set)
    levels: dict[int, int] = field(default_factory=dict)
    _pages: dict[int, str] = field(default_factory=dict)
    _font: int = -1
    _colours: int = 0
    _parts: list[int] = field(default_factory=list)
    _style: int = 0
    _name: str = ""

    def page_of(self, font: int) -> str:
        """Return the encoding of the letters of a font."""
        return self._pages.get(font, self.page)

    def take(self, word: str, value: int, destination: str) -> None:
        """Take a control word of the head."""
        if word == "ansicpg":
            self.page = code_page(value)
        elif word in _MACHINES:
            self.page = _MACHINES[word]
        elif destination == "fonttbl":
            self._take_font(word, value)
        elif destination == "colortbl":
            self._parts.append(value)
        elif destination == "stylesheet" and word == "s":
            self._style = value

    def _take_font(self, word: str, value: int) -> None:
        if word == "f":
            self._font = value
        elif word == "fcharset" and value:
            self._pages[self._font] = CHARSETS.get(value, "cp1252")
        elif word == "cpg":
            self._pages[self._font] = code_page(value)

    def take_colours(self, text: str) -> None:
        """Take the signs that end a colour each."""
        for _ in range(text.count(";")):
            if len(self._parts) >= 3 and all(part >= _WHITE for part in self._parts[:3]):
                self.white.add(self._colours)
            elif len(self._parts) >= 3 and all(part <= _BLACK for part in self._parts[:3]):
                self.black.add(self._colours)
            self._colours += 1
            self._parts = []

    def take_style(self, text: str) -> None:
        """Take a piece of the style sheet's text: the names of styles, each ended by a semicolon."""
        self._name += text
        if ";" in text:
            match = _HEADING.search(self._name.lower())
            if match is not None:
                self.levels[self._style] = int(match.group(1))
            self._name, self._style = "", 0
