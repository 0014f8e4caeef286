"""Values in columns and after labels that hold places: Town, School, GP, Ward. The head colours the whole column."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import context, plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import flat, tokens_of

_BARS = re.compile(r"[\t|]")
# A comma inside quotation marks parts nothing.
_COMMAS = re.compile(r',|"[^"\n]*"')
_SIGN = re.compile(r"[:=]")
# Read up to a sign, and from it on.
_LABEL = re.compile(r"(?:^|[\t|;•.,]|  )[ \t]*(?P<label>[A-Za-z][A-Za-z/()' \-]{1,44}?)(?: \d)?[ \t]*\Z")
_VALUE = re.compile(r"[ \t]*(?=(?P<value>[^\n\t|;]{2,90}))")
_MOST_VALUE, _MOST_HEAD, _LONGEST_HEAD, _MOST_BEFORE = 90, 40, 1500, 160
_LEAST_COMMA_ROWS = 2
_CUT = re.compile(r"\s{3,}|\.\s|,?\s(?:[A-Z][\w/]*\s?){1,3}:\s")
# What is asked for in records beside a label, and how an everyday answer ends.
_SCHOOL_LABELS, _LABEL_TAILS, _MOST_LABEL = context("school labels"), context("label tails"), 5
_LABEL_ENDS = tuple(_LABEL_TAILS)
_NAMED = re.compile(r"(?:^|, | and |/)([A-Z][a-z']{2,}(?: [A-Z][a-z']+){0,2})(?=$|[.,/(]| \(| and | is | has | have )")
_ANSWERS = ("ing", "ed", "ly", "able", "ible", "ive", "ent", "ant", "ous", "ful", "less", "al", "ic")
_LETTER = re.compile(r"[A-Za-z]")


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the cells under heads and the values after labels that hold places."""
    text = clean.text
    if ":" in text or "=" in text:
        yield from _labelled(text, own)
    if "\t" in text or "|" in text or text.count(",") > 3:
        yield from _tables(text, own)


def _labelled(text: str, own: Own) -> Iterator[Hit]:
    offset = 0
    for line in text.split("\n"):
        for label, match in _labels_of(line) if ":" in line or "=" in line else ():
            if label in _heads():
                value = match["value"]
                cut = _CUT.search(value)
                value = (value[: cut.start()] if cut else value).rstrip(" .,;\"'")
                start = offset + match.start("value")
                if _tells(value) or value.lower() in _houses():
                    yield _hit(text, start, start + len(value), own)
                    continue
            if label.endswith(_LABEL_ENDS) and _is_of_schools(label.split(" ")):
                yield from _schools(text, offset + match.start("value"), match["value"], own)
        offset += len(line) + 1


def _labels_of(line: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each label of a line that a sign follows, with the match of its value."""
    reached = 0  # no label reaches back over the sign before it
    for sign in _SIGN.finditer(line):
        at = sign.start()
        label = _LABEL.search(line, max(reached, at - _MOST_BEFORE), at)
        value = _VALUE.match(line, at + 1) if label else None
        reached = sign.end()
        if label and value:
            yield flat(label["label"]), value


def _is_of_schools(label: Sequence[str]) -> bool:
    """Return whether a label is followed by names of schools or practices: "Schools now:", "Chronology of schools:"."""
    return label[-1] in _LABEL_TAILS and len(label) <= _MOST_LABEL and not _SCHOOL_LABELS.isdisjoint(label)


def _schools(text: str, start: int, value: str, own: Own) -> Iterator[Hit]:
    """Yield each name of such a list that is no everyday answer: not "Good", "None", "Attending"."""
    end = value.find(". ")
    for part in _NAMED.finditer(value if end < 0 else value[:end]):
        words_of = part[1].lower().split(" ")
        answer = words_of[0] in words("neutral_heads") or words_of[0] in _nothing() or words_of[-1].endswith(_ANSWERS)
        if not answer and part[1] not in {"He", "She", "Mum", "Dad", "They", "There", "It"}:
            begin = start + part.start(1)
            stretch = text[begin : begin + len(part[1])].lower()
            yield Hit(begin, begin + len(part[1]), "column", Severity.LOW, own=own.is_named_in(stretch))


def _tables(text: str, own: Own) -> Iterator[Hit]:
    """Yield the cells of each coloured column, from the line of heads down to the first line of another shape."""
    wanted: list[int] = []
    split, count = _BARS, 0
    offset = 0
    lines = text.split("\n")
    for at, line in enumerate(lines):
        cells = _cells(line, split) if wanted else []
        if wanted and len(cells) == count:
            for start, end in [cells[column] for column in wanted]:
                if _is_value(text[offset + start : offset + end]):
                    yield _hit(text, offset + start, offset + end, own)
        elif wanted or ("," in line and "." not in line) or "\t" in line or "|" in line:
            split = _BARS if "\t" in line or "|" in line else _COMMAS
            cells = _heads_of(line, split)
            wanted = [column for column, (start, end) in enumerate(cells) if flat(line[start:end]) in _heads()]
            count = len(cells)
            if wanted and split is _COMMAS and not _goes_on(lines, at, count):
                wanted = []
        offset += len(line) + 1


def _heads_of(line: str, split: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the cells of a line that is made of short heads, not of values or sentences."""
    if len(line) > _LONGEST_HEAD or (split is _COMMAS and "." in line) or not split.search(line):
        return []
    cells = _cells(line, split)
    letters = sum(1 for start, end in cells if _LETTER.search(line[start:end]))
    return cells if letters > 1 and all(end - start < _MOST_HEAD for start, end in cells) else []


def _goes_on(lines: Sequence[str], at: int, count: int) -> bool:
    """Return whether lines with as many commas follow: sentences hardly ever do that."""
    following = lines[at + 1 : at + 1 + _LEAST_COMMA_ROWS]
    return len(following) == _LEAST_COMMA_ROWS and all(len(_cells(line, _COMMAS)) == count for line in following)


def _cells(line: str, split: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where the cells of a line stand, without the blanks and quotes around them."""
    found = []
    start = 0
    borders = [match.start() for match in split.finditer(line) if match.group() != '"' and len(match.group()) == 1]
    for border in (*borders, len(line)):
        cell = line[start:border]
        left = len(cell) - len(cell.lstrip(' "'))
        found.append((start + left, max(start + left, start + len(cell.rstrip(' "\r')))))
        start = border + 1
    return found


@cache
def _heads() -> frozenset[str]:
    return frozenset(flat(head) for head in words("place_heads"))


def _is_value(cell: str) -> bool:
    """Return whether a cell under a coloured head holds something."""
    return (
        bool(cell)
        and len(cell) <= _MOST_VALUE
        and flat(cell) not in _nothing()
        and any(map(str.isalnum, cell))
        and len(cell) > 1
    )


def _tells(value: str) -> bool:
    """Return whether a value after a label names something: a capital word that is no everyday word, or two of them."""
    if not value or flat(value) in _nothing():
        return False
    tokens = tokens_of(value, value.lower() if len(value.lower()) == len(value) else value)
    capital = [low for low, cased in zip(tokens.low, tokens.cased, strict=False) if cased[0].isupper() and len(low) > 1]
    everyday = plain_words("common_words")
    telling = [word for word in capital if word not in words("neutral_heads") and word not in everyday]
    if telling and len(tokens.low) < 9:
        return True
    neutral = words("neutral_heads")
    if (
        any(len(word) > 3 and word not in everyday and word not in neutral for word in tokens.low)
        and len(tokens.low) < 4
    ):
        return True
    return len([word for word in capital if word not in neutral]) > 1 and len(capital) == len(tokens.low)


@cache
def _houses() -> frozenset[str]:
    """Return the everyday words that name a school or a house of their own: "School: Moat"."""
    return context("sure name endings") | context("plural names") | context("name endings")


@cache
def _nothing() -> frozenset[str]:
    return frozenset(flat(value) for value in words("empty_values"))


def _hit(text: str, start: int, end: int, own: Own) -> Hit:
    return Hit(start, end, "column", Severity.HIGH, own=own.is_named_in(text[start:end].lower()))
