"""Web addresses, file names and paths, read as words: "https://…/well_street/plan.pdf" speaks of Well Street."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors.pieces import Asked, Piece
from spoc_desk.sanitise.detectors.sieve import Sieve, raw_of
from spoc_desk.sanitise.normalise import Clean

_FILES = (
    *("docx?", "pdf", "xlsx?", "xlsm", "csv", "msg", "eml", "rtf", "odt", "ods", "pptx?", "txt", "jpe?g", "png"),
    *("tiff?", "zip", "xml", "html?"),
)
# A run without white space that has a scheme, an underscore, a path or the ending of a file.
_MARK = Sieve(
    r"[a-z]://[^\s<>\"'|]|[A-Za-z0-9]_[A-Za-z0-9]|[A-Za-z0-9][/\\][\w.\-]+[/\\]|"
    rf"[\w)]\.(?:{'|'.join(_FILES)})",
    any_case=True,
    marks=("_", "/", "\\", *(f".{ending[:3]}" for ending in _FILES)),
)
_BLANK = re.compile(r"[\s<>\"'|]")
_LONGEST_RUN = 600
_PART = re.compile(r"[^/\\?&#=.]+")
_BREAKS = str.maketrans("_-+,", "    ")
_BEFORE = 30
_LONGEST, _MOST_PARTS = 120, 12
_DULL = frozenset(
    [
        "https",
        "http",
        "www",
        "com",
        "org",
        "net",
        "uk",
        "gov",
        "co",
        "docx",
        "doc",
        "pdf",
        "xlsx",
        "html",
        "htm",
        "aspx",
        "php",
        "index",
        "files",
        "documents",
    ]
)


def _run(text: str, at: int) -> tuple[int, int]:
    """Return the run without white space around a place, without the mark that ends the sentence."""
    start = at
    while start > max(0, at - _LONGEST_RUN) and not _BLANK.match(text[start - 1]):
        start -= 1
    stop = _BLANK.search(text, at, at + _LONGEST_RUN)
    end = stop.start() if stop else min(len(text), at + _LONGEST_RUN)
    return start, max(at + 1, start + len(text[start:end].rstrip(".,;:)]!?")))


def addresses_and_files(clean: Clean) -> Iterator[Piece]:
    """Yield each part as words, with the label before it. Of a web address all is the leak, of a name the part."""
    text = clean.text
    reached = 0
    for match in _MARK.catches(raw_of(text)):
        if match.start() < reached:
            continue
        start, end = _run(text, match.start())
        reached = end
        before = text[max(0, start - _BEFORE) : start]
        is_address = "://" in text[start:end]
        for part in list(_PART.finditer(text, start, end))[:_MOST_PARTS]:
            words = part.group()[:_LONGEST].translate(_BREAKS)
            plain = not is_address and words == part.group()  # stands in the text as it is read here
            if plain or words.lower() in _DULL or len(words) < 3:
                continue
            readings = [(words, Asked.ALL)]
            if " " in words and any(map(str.isdigit, words)):
                readings += [(words.replace(" ", mark), Asked.CODES) for mark in "-/_"]
            if " " in words and words.islower():
                readings.append((words.title(), Asked.SHAPES))
            seams = [(len(before), len(before) + len(words))]
            places = (
                []
                if is_address
                else [*range(start - len(before), start), *range(part.start(), part.start() + len(words))]
            )
            ends = [at + 1 for at in places]
            for reading, asked in readings:
                yield Piece(before + reading, start, end, places, ends, seams, asked)
