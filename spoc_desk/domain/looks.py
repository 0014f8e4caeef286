"""Looking at records: what is written down of it, and why a name is asked for (domain 1.2; who looked, not only who
changed)."""

from typing import Final

from spoc_desk.errors import Incomplete

CASE: Final = "looked at a relocation"
REFERRAL: Final = "looked at a referral"
INCIDENT: Final = "looked at a serious incident"
REVIEW: Final = "looked at a case review"
RESTRICTED: Final = "looked at a restricted record"
RESTRICTED_LIST: Final = "looked at the restricted records"
PRINTS: Final = "looked at the print register"
LOOKS: Final = "looked at who looked"
NAME: Final = "revealed a name"
NAMES: Final = "revealed names for a referral"
ALL: Final = (CASE, REFERRAL, INCIDENT, REVIEW, RESTRICTED, RESTRICTED_LIST, PRINTS, LOOKS, NAME, NAMES)
"""The acts of the trail that say that somebody looked."""

CAPTURES_SHOWN: Final = "let screenshots show the windows"
CAPTURES_HIDDEN: Final = "kept the windows out of screenshots"

ANOTHER: Final = "Another reason"
REASONS: Final = (
    "To check that it is the right person", "To prepare a meeting or a paper", "To answer a practitioner",
    "To write a referral", "A security concern", "A correction", ANOTHER,
)  # fmt: skip
"""Why a name is asked for; more words may follow each."""


def reason_of(picked: str, words: str = "") -> str:
    """Return the reason as it is kept. Raises Incomplete where none was picked, or another one is not said."""
    said = " ".join(words.split())
    if picked not in REASONS:
        raise Incomplete("Say why you need the name.", "domain 1.2")
    if picked == ANOTHER and not said:
        raise Incomplete("Say which other reason it is.", "domain 1.2")
    return f"{picked}: {said}" if said else picked
