"""What the sheets of incidents and of cases share: turns that know their record, and lines that say something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spoc_desk.casework.change import Done
from spoc_desk.casework.turns import Turn
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.vault import Vault

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FilledTurn(Turn):
    """A turn with what its form is filled with at first."""

    first: Mapping[str, Answer] = field(default_factory=dict)


def turn_of(
    name: str,
    words: str,
    act: str,
    make: Callable[[Vault, Answers], Done],
    *,
    form: str = "",
    after: str = "",
    first: Mapping[str, Answer] | None = None,
    main: bool = False,
    risky: bool = False,
) -> FilledTurn:
    """Return a turn whose *make* knows the record already, be it a child, a request or an action of the whole."""
    return FilledTurn(
        name, words, act, lambda vault, _key, answers: make(vault, answers), form, after, main, risky, first=first or {}
    )


def first_answers(vault: Vault, turn: Turn, record_id: str) -> Mapping[str, Answer]:
    """Return what the form of a turn is filled with at first: it was read together with the sheet."""
    return turn.first if isinstance(turn, FilledTurn) else {}


def said(*pairs: tuple[str, str]) -> Pairs:
    """Return the lines that say something."""
    return tuple(pair for pair in pairs if pair[1])


def text_of(answers: Answers, name: str) -> str:
    """Return one plain answer, or nothing."""
    value = answers.get(name, "")
    return value if isinstance(value, str) else ""
