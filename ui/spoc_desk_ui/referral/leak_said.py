"""What is said of a saved text that may show an area: a referral may need a place, a restricted one never."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done

_TAKE_OUT = "may show an area: what is underlined must go before anything is printed."
_OR_REASON = "names a place: take it out, or say why it is needed when you print."


def leak_said(done: "Done", *, stopped: bool) -> str:
    """Return the sentence, or nothing; *stopped* is a restricted record."""
    labels = [f"“{leak.label}”" for leak in done.leaks if leak.blocks]
    return f"Saved. {', '.join(labels)} {_TAKE_OUT if stopped else _OR_REASON}" if labels else ""
