"""What can be done with a record now, as data: a button, its form, the act it needs, what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass

from spoc_desk.casework.change import Done
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.vault import Vault

Make = Callable[[Vault, str, Answers], Done]


@dataclass(frozen=True)
class Turn:
    """One thing that can be done now. Without a form it is done at once."""

    name: str
    words: str
    act: str
    """The act of casework.may_do."""
    make: Make
    form: str = ""
    after: str = ""
    main: bool = False
    """The next step: at most one of a record."""
    risky: bool = False
    asks: tuple[str, ...] = ()
    """The questions of the form that are asked; empty for all of them."""
