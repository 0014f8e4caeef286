"""The filters of the list of who looked, on their way to paper: as records of a print, which a place can carry."""

from collections.abc import Iterable
from typing import Final

from spoc_desk.errors import BadAnswer
from spoc_desk.vault.records.look_rows import LookQuery

WHO: Final = "who"
WHICH: Final = "which"
_MARK: Final = "="


def asked(*, who: str = "", which: str = "") -> tuple[str, ...]:
    """Return the filters as the records of a print, in figures a place can hold; what is empty filters nothing."""
    return tuple(f"{name}{_MARK}{text.encode().hex()}" for name, text in ((WHO, who), (WHICH, which)) if text)


def query_of(records: Iterable[str], case_id: str) -> LookQuery:
    """Return what is asked with these filters, of one case or (empty) of the whole desk."""
    given = {name: _text(figures) for name, _, figures in (one.partition(_MARK) for one in records)}
    return LookQuery(person=given.get(WHO, ""), reference=given.get(WHICH, ""), case_id=case_id)


def filter_words(query: LookQuery) -> str:
    """Return in words what was left out; empty where nothing was."""
    parts = (("who", query.person), ("which record", query.reference))
    return ", ".join(f"{name} has “{text}”" for name, text in parts if text)


def _text(figures: str) -> str:
    try:
        return bytes.fromhex(figures).decode()
    except ValueError:
        raise BadAnswer("These filters cannot be read. Go back to the list and print it from there.") from None
