"""Texts with their leaks marked by hand: `[[channel|words]]` must be found, `[[?channel|words]]` may be found.

A text with marks becomes the text without them and the places of the leaks.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\[\[(\??)([a-z0-9-]+)\|(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Truth:
    """One leak that was put into a text, and where. `block`: it must be found; otherwise it may be."""

    start: int
    end: int
    channel: str
    variant: str = "plain"
    block: bool = True


@dataclass(frozen=True)
class Document:
    """One text with its leaks. `kind` says which part of the measurement it belongs to."""

    name: str
    kind: str
    text: str
    truths: tuple[Truth, ...] = ()


def unmark(marked: str) -> tuple[str, tuple[Truth, ...]]:
    """Return the text without its marks, and the leaks that were marked."""
    text, truths, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        truths.append(Truth(len(text), len(text) + len(mark[3]), mark[2], block=not mark[1]))
        text += mark[3]
        last = mark.end()
    return text + marked[last:], tuple(truths)


def read_paragraphs(path: Path, kind: str) -> list[Document]:
    """Return the paragraphs of a file, parted by empty lines; lines that start with # are remarks."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pieces = [piece.strip() for piece in "\n".join(lines).split("\n\n")]
    return [
        Document(f"{path.stem}-{number}", kind, *unmark(piece)) for number, piece in enumerate(filter(None, pieces), 1)
    ]
