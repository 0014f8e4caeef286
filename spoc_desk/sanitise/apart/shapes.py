"""Records as plain JSON and back, every value checked against the record's own types.

A record travels as a list: its class name, then its fields in order. Coming back, each field must be exactly of its
declared kind, within fixed sizes; there is no field more or less, and only the classes asked for are ever made.
"""

import math
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from spoc_desk.sanitise.apart.protocol import BadMessage

LONGEST_TEXT: Final = 16_000_000
MOST_ITEMS: Final = 2_000_000
LARGEST_NUMBER: Final = 1_000_000_000_000

Check = Callable[[object], Any]  # Any: returns a value of the type it was made for


def to_plain(value: object) -> object:
    """Return *value* as JSON can carry it."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(to_plain(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(kinds: tuple[type, ...], untrusted_value: object) -> Any:  # Any: one of *kinds*
    """Return the record that *untrusted_value* describes; it must be one of *kinds*.

    Raises:
        BadMessage: it is anything else.
    """
    return _record(kinds)(untrusted_value)


@cache
def _record(kinds: tuple[type, ...]) -> Check:
    by_name = {kind.__name__: kind for kind in kinds}

    def check(value: object) -> object:
        if type(value) is not list or not value or type(value[0]) is not str or value[0] not in by_name:
            raise BadMessage("an unknown record")
        kind = by_name[value[0]]
        checks = _fields_of(kind)
        if len(value) != len(checks) + 1:
            raise BadMessage("a record with other fields")
        return kind(**{name: check_one(item) for (name, check_one), item in zip(checks, value[1:], strict=True)})

    return check


@cache
def _fields_of(kind: type) -> tuple[tuple[str, Check], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _checker(hints[field.name])) for field in fields(kind))


@cache
def _checker(hint: Any) -> Check:  # Any: a type expression
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _one_of(get_args(hint))
    if origin is tuple:
        return _tuple(get_args(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record((hint,))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(hint)
    return _SIMPLE[hint]


def _one_of(hints: tuple[Any, ...]) -> Check:
    """A value that may be missing, or one of several records."""
    others = tuple(hint for hint in hints if hint is not NoneType)
    check_other = _checker(others[0]) if len(others) == 1 else _record(others)
    may_miss = len(others) < len(hints)

    def check(value: object) -> object:
        return None if value is None and may_miss else check_other(value)

    return check


def _tuple(hints: tuple[Any, ...]) -> Check:
    if len(hints) == 2 and hints[1] is Ellipsis:
        check_item = _checker(hints[0])

        def check_many(value: object) -> object:
            if type(value) is not list or len(value) > MOST_ITEMS:
                raise BadMessage("not a list")
            return tuple([check_item(item) for item in value])

        return check_many
    checks = tuple(_checker(hint) for hint in hints)

    def check_few(value: object) -> object:
        if type(value) is not list or len(value) != len(checks):
            raise BadMessage("not a list of that length")
        return tuple([check(item) for check, item in zip(checks, value, strict=True)])

    return check_few


def _choice(kind: type[Enum]) -> Check:
    by_value = {member.value: member for member in kind}

    def check(value: object) -> object:
        if type(value) is not str or value not in by_value:
            raise BadMessage("not one of the choices")
        return by_value[value]

    return check


def _text(value: object) -> str:
    if type(value) is not str or len(value) > LONGEST_TEXT:
        raise BadMessage("not a text")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        raise BadMessage("not a number")
    return value


def _measure(value: object) -> float:
    if type(value) not in (int, float):
        raise BadMessage("not a measure")
    measure = float(value)  # type: ignore[arg-type]  # one of the two, just seen
    if not math.isfinite(measure) or abs(measure) > LARGEST_NUMBER:
        raise BadMessage("not a measure")
    return measure


def _yes_or_no(value: object) -> bool:
    if type(value) is not bool:
        raise BadMessage("not yes or no")
    return value


_SIMPLE: Final[dict[Any, Check]] = {str: _text, int: _number, float: _measure, bool: _yes_or_no}
