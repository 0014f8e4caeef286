"""Two answers compared, and a typed day told from a stored one."""

import re
from datetime import date

from spoc_desk.forms.answers import is_empty
from spoc_desk.forms.definition import Answer

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def is_day(value: Answer) -> bool:
    """Say whether *value* is a day or a month as the vault keeps it."""
    if not isinstance(value, str):
        return False
    if _MONTH.fullmatch(value):
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def same_answers(one: Answer, other: Answer) -> bool:
    """Say whether two answers are the same; nothing and an empty list of ticks are both no answer."""
    if is_empty(one) or is_empty(other):
        return is_empty(one) and is_empty(other)
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one == other
