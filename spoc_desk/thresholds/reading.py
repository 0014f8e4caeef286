"""Reads a threshold set from TOML and refuses one with a mistake in it, saying where: councils bring their own."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import cast

from spoc_desk.errors import RefusedByRule
from spoc_desk.resources import read_text, resource
from spoc_desk.thresholds.threshold_set import Heading, Indicator, Level, ThresholdSet, Way

_SET_KEYS = {"id", "title", "edition", "caveat", "level"}
_LEVEL_KEYS = {"id", "label", "intro", "access", "needs", "services", "outcome", "route", "heading"}
_HEADING_KEYS = {"id", "label", "indicators"}
_INDICATOR_KEYS = {"id", "text", "shown"}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,59}")
_LONGEST_FILE = 2_000_000
_LONGEST_TEXT = 4_000
_WORD_LIST = "search_words"

Table = Mapping[str, object]


class BadThresholdSet(RefusedByRule):
    """{sentence}"""


def shipped_sets() -> tuple[str, ...]:
    """Return the ids of the sets that come with the program, oldest edition first."""
    return tuple(sorted(path.stem for path in resource("thresholds").glob("*.toml") if path.stem != _WORD_LIST))


@lru_cache(maxsize=8)
def load_set(set_id: str) -> ThresholdSet:
    """Return a set that comes with the program. KeyError where there is none."""
    if set_id not in shipped_sets():
        raise KeyError(set_id)
    return read_set(read_text("thresholds", f"{set_id}.toml"))


def read_set(text: str) -> ThresholdSet:
    """Return the set that a TOML *text* defines.

    Raises:
        BadThresholdSet: with the place and what to put right.
    """
    if len(text) > _LONGEST_FILE:
        raise BadThresholdSet("This file is too large for a threshold set.")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadThresholdSet("This file is not a threshold set: it is not valid TOML.") from error
    _only(table, _SET_KEYS, "the set")
    found = ThresholdSet(
        id=_id(table, "the set"),
        title=_text(table, "title", "the set"),
        edition=_text(table, "edition", "the set"),
        caveat=_text(table, "caveat", "the set"),
        levels=tuple(_level(each) for each in _tables(table, "level", "the set")),
    )
    _refuse_twins([level.id for level in found.levels], "two levels")
    _refuse_twins([each.id for level in found.levels for each in level.indicators], "two indicators")
    return found


def _level(table: Table) -> Level:
    place = f"level {table.get('id', '?')}"
    _only(table, _LEVEL_KEYS, place)
    route = _text(table, "route", place)
    if route not in tuple(Way):
        raise BadThresholdSet(f"In {place}, “route” must be own or referral.")
    level = Level(
        id=_id(table, place),
        label=_text(table, "label", place),
        intro=_text(table, "intro", place),
        access=_text(table, "access", place),
        needs=_text(table, "needs", place),
        services=_texts(table, "services", place),
        outcome=_text(table, "outcome", place),
        way=Way(route),
        headings=tuple(_heading(each, place) for each in _tables(table, "heading", place)),
    )
    _refuse_twins([heading.id for heading in level.headings], f"two headings of {place}")
    return level


def _heading(table: Table, place: str) -> Heading:
    here = f"{place}, heading {table.get('id', '?')}"
    _only(table, _HEADING_KEYS, here)
    indicators = tuple(_indicator(each, here) for each in _tables(table, "indicators", here))
    return Heading(_id(table, here), _text(table, "label", here), indicators)


def _indicator(table: Table, place: str) -> Indicator:
    here = f"{place}, indicator {table.get('id', '?')}"
    _only(table, _INDICATOR_KEYS, here)
    shown = _text(table, "shown", here) if "shown" in table else ""
    return Indicator(_id(table, here), _text(table, "text", here), shown)


def _only(table: Table, known: set[str], place: str) -> None:
    unknown = sorted(table.keys() - known)
    if unknown:
        raise BadThresholdSet(f"In {place}, “{unknown[0][:40]}” is not known.")


def _id(table: Table, place: str) -> str:
    found = _text(table, "id", place)
    if not _ID.fullmatch(found):
        raise BadThresholdSet(f"In {place}, the id may hold letters, digits, full stops and hyphens only.")
    return found


def _text(table: Table, key: str, place: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadThresholdSet(f"In {place}, “{key}” is missing.")
    if len(value) > _LONGEST_TEXT:
        raise BadThresholdSet(f"In {place}, “{key}” is too long.")
    return value


def _texts(table: Table, key: str, place: str) -> tuple[str, ...]:
    value = table.get(key)
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise BadThresholdSet(f"In {place}, “{key}” must be a list of texts.")
    return tuple(value)


def _tables(table: Table, key: str, place: str) -> Sequence[Table]:
    value = table.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        raise BadThresholdSet(f"In {place}, there is no “{key}”.")
    return cast("list[Table]", value)


def _refuse_twins(ids: Sequence[str], what: str) -> None:
    twins = [each for each in ids if ids.count(each) > 1]
    if twins:
        raise BadThresholdSet(f"The id “{twins[0]}” names {what}.")
