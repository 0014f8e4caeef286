"""Every error a user can meet with a hand-over between two desks. The docstring is the sentence she reads.

BundleRefused            a hand-over file that is not taken in (exit 4)
BadDeskCard, CardTooNew  the card of a desk that is not read (exit 5)
CaseAway                 a case that is with another desk (exit 5); BundleStopped
BundleUnverified         the stick gives back something else (exit 6)
"""

from spoc_desk.errors import Cancelled, MachineTrouble, RefusedByRule, UserError


class BundleStopped(Cancelled):
    """Stopped. No half hand-over file was left, and nothing was taken in."""


class CaseAway(RefusedByRule):
    """{sentence}"""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "This case is with another desk, so it can only be read here. Record it there, or cancel the hand-over. "
            "A security concern can be raised without the case."
        )


class BundleRefused(UserError):
    """This hand-over file was not taken in. Nothing was changed."""

    exit_code = 4


class NotABundle(BundleRefused):
    """This file is no hand-over file of SPOC Desk. Nothing was changed. Choose a file whose name ends in .age."""


class BundleDamaged(BundleRefused):
    """This hand-over file is damaged, cut short or changed. Nothing was taken in. Ask the other desk to seal it again."""


class BundleForged(BundleRefused):
    """This hand-over file was not signed by the desk it names. Nothing was taken in. Tell your administrator."""


class BundleTooNew(BundleRefused):
    """This hand-over file was made by a newer SPOC Desk. Nothing was taken in. Install the newer program first."""


class BundleForAnotherDesk(BundleRefused):
    """This hand-over file is sealed for another desk, or its head was changed. Nothing was taken in. Look whether it is the right file."""


class BundleFromUnknownDesk(BundleRefused):
    """This hand-over file comes from a desk that is not on your list. Nothing was taken in. Get to know that desk first."""


class DeskRevoked(BundleRefused):
    """That desk was taken off your list. Nothing was sealed or taken in. Ask who took it off, and why."""


class OwnBundle(BundleRefused):
    """This hand-over file was sealed by this desk itself. Nothing was taken in."""


class BundleReplayed(BundleRefused):
    """This hand-over file was taken in before. Nothing was changed."""


class BundleOutOfOrder(BundleRefused):
    """This hand-over file is older than one of the same desk that was taken in already. Nothing was changed. Ask that desk to seal it again."""


class BundleExpired(BundleRefused):
    """This hand-over file has expired. Nothing was taken in. Ask the other desk to cancel it and to seal it again."""


class BundleCancelled(BundleRefused):
    """The other desk cancelled this hand-over. Nothing was taken in. Give the file back or destroy it."""


class BundleTooLarge(BundleRefused):
    """This hand-over file holds more than a hand-over may, or claims to. Nothing was taken in."""


class BundleMisfit(BundleRefused):
    """What is in this hand-over file does not fit together. Nothing was taken in. Tell the other desk and your administrator."""


class CaseInBothHands(BundleRefused):
    """{sentence}"""

    def __init__(self, case_ref: str = "") -> None:
        super().__init__(
            sentence=f"{case_ref or 'A case'} is in this desk's hands already, and the file brings it too. Nothing was "
            "taken in: two desks would write to the same case. Speak to the other desk, and let one of them cancel."
        )


class VaultBehind(BundleRefused):
    """The other desk has seen a later state of your vault than this one. An older copy may have been put back. Nothing was taken in. Tell your administrator."""


class BadDeskCard(UserError):
    """{sentence}"""

    def __init__(self, sentence: str = "This is no card of a desk, or it was changed. Ask for it again.") -> None:
        super().__init__(sentence=sentence)


class CardTooNew(UserError):
    """This card was made by a newer SPOC Desk. Install the newer program first."""


class BundleUnverified(MachineTrouble):
    """What the stick gives back is not what was written. This hand-over file does not count and was taken away. Use another stick."""
