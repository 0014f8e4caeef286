"""The recovery sheet: the one way back into a vault when a password is lost. Holds the code and nothing of any case."""

from datetime import date

from spoc_desk.domain.house_dates import short_date
from spoc_desk.printing.blocks import (
    CodeGroups,
    Document,
    Fields,
    Heading,
    Notice,
    Points,
    SignatureLine,
    Signatures,
)  # fmt: skip
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

TITLE = "Recovery sheet"
_STEPS = (
    "Print this sheet once. Do not save it, send it, photograph it or copy it.",
    "Type the code back into the program: the set-up is finished only after that.",
    "Seal it in an envelope, sign across the flap, and write the seal number below.",
    "Keep it in a safe to which the person who uses the vault has no key.",
    "Once used, the code is dead: the program prints a new sheet. Destroy this one.",
)


def recovery_sheet(
    groups: tuple[str, ...], *, holder: str, vault_id: str, sheet_no: int, made_on: date, paper: Paper
) -> Document:
    """Return the sheet for the eight *groups* of a recovery code; *holder* is a role, never a name."""
    return paper.document(
        TITLE,
        Notice("Guard this sheet: with it and a copy of the vault, everything can be read."),
        Fields((("For", f"{holder}, sheet {sheet_no}, made on {short_date(made_on)}"), ("Vault", vault_id))),
        Heading(1, "Recovery code"),
        CodeGroups(groups),
        Heading(1, "What to do"),
        Points(_STEPS, numbered=True),
        Heading(1, "Where it is kept"),
        Fields((("Seal number", ""), ("Safe or place", ""), ("Opened on, by, why", "")), WRITING_MM, boxed=True),
        Signatures((SignatureLine("Sealed by"), SignatureLine("Witness", "I did not see the code."))),
        copy_label="Only copy",
    )
