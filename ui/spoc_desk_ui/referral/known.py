"""What the desk around a referral knows beside the referral: lists, offers, what was found to put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spoc_desk.forms.definition import Choice

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.checking import Trouble
    from spoc_desk.casework.referrals.known import Filled, FilledRow

    from ..forms.choices import Council


@dataclass(frozen=True)
class Known:
    """Read together with the referral and handed to every section page before its view."""

    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    council: "Council | None" = None
    offers: "tuple[Filled, ...]" = ()
    people: "tuple[FilledRow, ...]" = ()
    """People whose names are open to her already: offered without being asked for."""
    troubles: "tuple[Trouble, ...]" = ()
    """What "Check answers" found; empty until she has asked for it once."""
    unsaved: frozenset[str] = frozenset()
    """The keys of the sections in which something is typed and not saved."""
    corrected: bool = True
    """Show obvious slips in the indicators put right."""
    guidance: Mapping[str, str] = field(default_factory=dict)
    """Where the council's guidance on a special circumstance is found, by its key; none that is not known."""
    editable: bool = True
    """False once the form was sent, ended or put away, or for who only reads: its answers are read only."""
    may_write: bool = True
    """False for who only reads referrals."""


NOTHING = Known()
