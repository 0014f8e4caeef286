"""Reads RTF: the text with its tables and notes, fields, comments, properties, and the pictures and files in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spoc_desk.sanitise.readers.bad_redactions import with_remarks
from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.rtf_objects import HexFile
from spoc_desk.sanitise.readers.rtf_state import Look, Tables
from spoc_desk.sanitise.readers.rtf_story import Story
from spoc_desk.sanitise.readers.rtf_tokens import Kind, tokens
from spoc_desk.sanitise.readers.rtf_words import (
    DESTINATIONS,
    FILES,
    OLD_COPIES,
    PARAGRAPH_ENDS,
    SEEN,
    SIGNS,
    SYMBOLS,
    TRANSPARENT,
)
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

_DEEPEST = 10_000
_SEEN_THROUGH = SEEN | {"rtf-shape"}


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything found in an RTF document."""
    yield from with_remarks(_Reading(data, scope).read(), "rtf-")


@dataclass
class _Group:
    """An open group: what held before it, and what it began."""

    look: Look
    destination: str
    file: HexFile | None
    story: Story | None = None
    begins_file: bool = False


class _Reading:
    """One document while it is read."""

    def __init__(self, data: bytes, scope: Scope) -> None:
        self._data = data
        self._scope = scope
        self._tables = Tables()
        self._groups: list[_Group] = []
        self._stories = [Story("rtf-text")]
        self._look = Look()
        self._destination = ""
        self._file: HexFile | None = None
        self._starred = False
        self._first = False  # the next control word may name the group's destination
        self._bytes = bytearray()
        self._to_skip = 0
        self._too_deep = 0
        self._files = 0

    def read(self) -> Iterator[Found]:
        """Yield the texts as their paragraphs end."""
        started = False
        for kind, value, number in tokens(self._data):
            if kind is Kind.TEXT:
                self._take_text(value)
            elif kind is Kind.BYTE:
                self._take_byte(value)
            elif kind is Kind.WORD:
                yield from self._word(value.decode("ascii"), number)
            elif kind is Kind.OPEN:
                self._open()
            elif kind is Kind.CLOSE:
                yield from self._close()
                if not started and not self._groups:
                    started = True
                    self._stories.append(Story("rtf-behind"))
            elif kind is Kind.RAW:
                yield from self._take_raw(value)
            else:
                self._sign(value.decode("latin-1"))
        yield from self._finish()

    def _finish(self) -> Iterator[Found]:
        self._flush()
        if self._groups or self._too_deep:
            yield Unscannable(
                "rtf-not-readable", "This document is cut short or damaged. It was read as far as it goes."
            )
        self._too_deep = 0
        while self._groups:
            yield from self._close()
        for story in self._stories:
            yield from story.end()

    def _open(self) -> None:
        self._flush()
        self._to_skip = 0
        if len(self._groups) >= _DEEPEST:
            self._too_deep += 1
            return
        self._groups.append(_Group(self._look, self._destination, self._file))
        self._first, self._starred = True, False

    def _close(self) -> Iterator[Found]:
        self._flush()
        self._to_skip = 0
        self._first = False
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._groups:
            return
        group = self._groups.pop()
        if group.begins_file and self._file is not None:
            self._files += 1
            yield from self._file.read(self._files, self._scope)
        if group.story is not None:
            self._stories.remove(group.story)
            yield from group.story.end()
        self._look, self._destination, self._file = group.look, group.destination, group.file

    def _begin(self, word: str) -> None:
        """Take the destination that a group names."""
        self._destination = word
        group = self._groups[-1]
        if word in FILES:
            self._file = HexFile(word)
            group.begins_file = True
            return
        if word in OLD_COPIES:
            self._look = replace(self._look, copy=True)
        outer = self._stories[-1]
        channel = DESTINATIONS.get(word, "rtf-other" if self._starred and word not in TRANSPARENT else "")
        if not channel or (channel == "rtf-other" and word not in DESTINATIONS and outer.channel not in SEEN):
            return
        self._file = None
        if channel in SEEN:
            self._look = Look(copy=self._look.copy)
        shown = all(story.channel in _SEEN_THROUGH for story in self._stories)
        group.story = Story(channel, channel[4:].replace("-", " ").capitalize(), shown=shown)
        self._stories.append(group.story)

    def _word(self, word: str, number: int | None) -> Iterator[Found]:
        self._flush()
        first, self._first = self._first, False
        if self._to_skip and word not in {"u", "uc"}:
            self._to_skip -= 1
            return
        if first and (self._starred or word in DESTINATIONS or word in FILES or word in TRANSPARENT):
            self._begin(word)
            return
        story = self._stories[-1]
        if word == "u" and number is not None:
            self._to_skip = self._look.skip
            code = number + 0x10000 if number < 0 else number
            self._say(chr(code) if 0 <= code < 0x110000 else "")
        elif word in SIGNS:
            self._say(SIGNS[word])
        elif word in PARAGRAPH_ENDS:
            yield from story.end_paragraph()
        elif word in {"cell", "nestcell"}:
            yield from story.end_cell()
        elif word in {"row", "nestrow"}:
            yield from story.end_row()
        else:
            self._set(word, 1 if number is None else number, story)

    def _set(self, word: str, value: int, story: Story) -> None:
        if word == "pard":
            story.in_table, story.level, story.item = False, 0, False
        elif word == "intbl":
            story.in_table = story.channel in SEEN
        elif word == "outlinelevel":
            story.level = value + 1 if 0 <= value < 9 else 0
        elif word == "ls":
            story.item = value > 0
        elif word == "s" and self._destination != "stylesheet":
            story.level = self._tables.levels.get(value, story.level)
        else:
            self._look = self._look.after(word, value, self._tables.white)
            self._tables.take(word, value, self._destination)

    def _sign(self, sign: str) -> None:
        self._flush()
        if sign == "*":
            self._starred = True
            return
        self._first = False
        if self._to_skip:
            self._to_skip -= 1
        elif sign in SYMBOLS:
            self._say("\n" if sign in "\r\n" else SYMBOLS[sign])

    def _take_byte(self, value: bytes) -> None:
        self._first = False
        if self._to_skip:
            self._to_skip -= 1
        elif self._file is None:
            self._bytes += value

    def _take_raw(self, value: bytes) -> Iterator[Found]:
        if self._file is not None:
            self._file.raw += value
        else:
            yield from (Unit(text, "rtf-other") for text in texts_in(value))

    def _take_text(self, value: bytes) -> None:
        self._first = False
        if self._file is not None:
            self._file.digits += value
            return
        if self._to_skip:
            passed = min(self._to_skip, len(value))
            self._to_skip -= passed
            value = value[passed:]
        self._bytes += value

    def _flush(self) -> None:
        """Decode the bytes gathered so far: a character may take two of them."""
        if self._bytes:
            page = self._tables.page_of(self._look.font)
            text = self._bytes.decode(page, "replace")
            self._bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        story = self._stories[-1]
        if self._destination == "colortbl":
            self._tables.take_colours(text)
        if self._destination == "stylesheet":
            self._tables.take_style(text)
        if text and self._file is None:
            story.say(self._look.hides(self._tables.white, self._tables.black) if story.channel in SEEN else "", text)
