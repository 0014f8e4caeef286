"""How the state of a record in the register looks on paper: a word, and a shape that says the same."""

from spoc_desk.domain.exchanges import ItemState
from spoc_desk.printing.blocks import Legend, Mark, Sign

_SIGNS = {
    ItemState.IDENTIFIED: Sign.OPEN,
    ItemState.REQUESTED: Sign.HALF,
    ItemState.ASKED: Sign.HALF,
    ItemState.RECEIVED: Sign.FULL,
    ItemState.CHECKED: Sign.FULL,
    ItemState.GATHERED: Sign.FULL,
    ItemState.READY: Sign.FULL,
    ItemState.PASSED_ON: Sign.FULL,
    ItemState.WITH_UKPPS: Sign.FULL,
    ItemState.QUARANTINED: Sign.WARN,
    ItemState.COMPLETE: Sign.DONE,
    ItemState.NOT_APPLICABLE: Sign.NONE,
    ItemState.NOT_AVAILABLE: Sign.STOP,
    ItemState.NOTHING_HELD: Sign.STOP,
    ItemState.CANCELLED: Sign.STOP,
}

LEGEND = Legend(
    (
        Mark(Sign.OPEN, "Nobody asked yet"),
        Mark(Sign.HALF, "Asked for, waiting"),
        Mark(Sign.FULL, "In hand, or passed on and not yet confirmed"),
        Mark(Sign.DONE, "Complete"),
        Mark(Sign.STOP, "Closed without a record"),
        Mark(Sign.NONE, "Not relevant for this family"),
        Mark(Sign.WARN, "Quarantined: do not use"),
    ),
    columns=3,
)


def state_mark(state: ItemState) -> Mark:
    """Return shape and word for one state."""
    return Mark(_SIGNS[state], state.label)
