"""What a pasted notification of the police proposes: date, address, children. Everything is looked at before it counts.

Forces write these by hand, so nothing here is sure: what is not found stays empty, and nothing is guessed twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.typed_dates import parse_typed_date
from spoc_desk.forms.definition import Answers

MOST_LETTERS: Final = 50_000
_DAY: Final = r"(\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}|\d{4}-\d{2}-\d{2})"
_REFERENCE: Final = re.compile(
    r"(?:incident|crime|urn|reference|ref|log|athena|niche|report)[ .]*(?:no|number|ref|reference)?\.? ?[:#-]? ?"
    r"((?=[A-Z0-9/-]*\d)[A-Z0-9]{1,6}(?:[/-][A-Z0-9]{1,10}){1,4})",
    re.IGNORECASE,
)
_INCIDENT_DAY: Final = re.compile(
    r"(?:date|day)(?: and time)?(?: of(?: the)? incident| occurred)?|incident date|occurred(?: on)?|attended(?: on)?",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"(?:address|location|venue|locus|place)(?: of(?: the)? incident)?|incident address|attended at", re.IGNORECASE
)
_BORN: Final = re.compile(rf"(?:d\.?o\.?b\.?|date of birth|born(?: on)?)[ :.-]*{_DAY}", re.IGNORECASE)
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_NAME: Final = re.compile(
    r"(?:(?:child|name|subject|victim|pupil|son|daughter|sibling)\s*\d*\s*[:.-]\s*)?"
    r"([A-Z][A-Za-z'’-]+(?:[ ,]+[A-Z][A-Za-z'’-]+){1,4})\W*\(?\s*$",
)
_LABEL: Final = re.compile(r"\s*([A-Za-z][A-Za-z .]{1,40}?)\s*[:\t]\s*(.+)")
_NO_NAMES: Final = frozenset({
    "child", "children", "name", "names", "date", "birth", "dob", "born", "of", "incident", "address", "mother",
    "father", "police", "the", "and", "present", "male", "female", "details", "surname", "forename", "school",
})  # fmt: skip


@dataclass(frozen=True)
class Proposed:
    """Answers for the forms "relay_incident" and "relay_child"; what is not known is left out."""

    incident: Answers
    children: tuple[Answers, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was found."""
        return not self.incident and not self.children


def propose(text: str, today: date, calendar: Calendar) -> Proposed:
    """Return what *text* says of an incident and its children."""
    lines = [" ".join(line.split()) for line in text[:MOST_LETTERS].splitlines()]
    lines = [line for line in lines if line]
    found = {
        "police_ref": _reference(lines),
        "incident_date": _incident_day(lines, today, calendar),
        "incident_address": _address(lines),
    }
    children = tuple(_unlike(_children(lines, today, calendar)))
    return Proposed({name: value for name, value in found.items() if value}, children)


def _reference(lines: list[str]) -> str:
    return next((match[1].upper() for line in lines if (match := _REFERENCE.search(line))), "")


def _incident_day(lines: list[str], today: date, calendar: Calendar) -> str:
    for line in lines:
        without_births = _BORN.sub(" ", line)
        label = _INCIDENT_DAY.search(without_births)
        day = re.search(_DAY, without_births[label.end() :]) if label else None
        if day and (found := _iso(day[1], today, calendar)):
            return found
    return ""


def _address(lines: list[str]) -> str:
    for line in lines:
        label = _LABEL.fullmatch(line)
        if label and _ADDRESS.fullmatch(label[1]):
            return label[2].rstrip(" .")
    for line in lines:
        label = _ADDRESS.search(line)
        code = _POSTCODE.search(line, label.end()) if label else None
        if label and code:
            return line[label.end() : code.end()].strip(" :.-,")
    return next((line.rstrip(" .") for line in lines if _POSTCODE.search(line) and not _BORN.search(line)), "")


def _children(lines: list[str], today: date, calendar: Calendar) -> Iterator[Answers]:
    """A child is a name with a date of birth behind it, on the same line or on the lines before."""
    name, given, family = "", "", ""
    for line in lines:
        label = _LABEL.fullmatch(line)
        if label and label[1].casefold() in ("forename", "forenames", "first name", "given name", "given names"):
            given = label[2]
        elif label and label[1].casefold() in ("surname", "family name", "last name"):
            family = label[2]
        elif label and label[1].casefold().rstrip(" 0123456789") in ("name", "child", "child name", "full name"):
            name = label[2].split("(")[0].strip(" ,")
        start = 0
        for born in _BORN.finditer(line):
            ahead = _NAME.search(line[start : born.start()].rstrip(" ,:;(-"))
            said = (ahead[1] if ahead else "") or (name if start == 0 else "")
            start = born.end()
            child = _child(said, given, family)
            if child and _years(day := _iso(born[1], today, calendar), today) is not None:
                yield {**child, "date_of_birth": day}
            name, given, family = "", "", ""


def _child(said: str, given: str, family: str) -> dict[str, str]:
    if given and family:
        return {"given_names": _cased(given), "family_name": _cased(family)}
    return split_name(said)


def split_name(said: str) -> dict[str, str]:
    """Return the given names and the family name of a name in one piece; nothing where it is only one word."""
    if "," in said:
        last, _, first = said.partition(",")
        return {"given_names": _cased(first), "family_name": _cased(last)} if first.strip() and last.strip() else {}
    words = [word for word in said.split() if word.casefold().strip(".:") not in _NO_NAMES]
    if len(words) < 2:
        return {}
    shouted = [word for word in words if word.isupper() and len(word) > 1]
    if shouted and len(shouted) < len(words):  # "Maja SAMPLE", "SAMPLE Maja"
        rest = [word for word in words if word not in shouted]
        return {"given_names": _cased(" ".join(rest)), "family_name": _cased(" ".join(shouted))}
    return {"given_names": _cased(" ".join(words[:-1])), "family_name": _cased(words[-1])}


def _cased(name: str) -> str:
    tidy = name.strip(" ,.;:()")
    return tidy.title() if tidy.isupper() or tidy.islower() else tidy


def _years(day: str, today: date) -> int | None:
    """A child has at most 18 years; an adult's date of birth beside hers is passed over."""
    if not day:
        return None
    born = date.fromisoformat(day)
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years if 0 <= years <= _OLDEST else None


_OLDEST: Final = 18


def _iso(text: str, today: date, calendar: Calendar) -> str:
    day = parse_typed_date(text.replace(" of ", " "), today, calendar)
    return day.isoformat() if day is not None and day <= today else ""


def _unlike(children: Iterator[Answers]) -> Iterator[Answers]:
    seen = set[tuple[str, ...]]()
    for child in children:
        key = tuple(str(value).casefold() for value in child.values())
        if key not in seen:
            seen.add(key)
            yield child
