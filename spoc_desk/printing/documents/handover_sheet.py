"""The sheet that two people sign when a hand-over changes hands: what it is, its code, and nothing of any family."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import (
    CodeGroups,
    Document,
    Fields,
    Heading,
    Keep,
    Para,
    SignatureLine,
    Signatures,
    Tick,
    Ticks,
    Voice,
)
from spoc_desk.printing.paper import Paper

TITLE = "Hand-over sheet"


@dataclass(frozen=True)
class SheetFacts:
    """What the sheet says, in words. `code` is eight characters of the end of the sender's trail."""

    kind: str
    number: str
    desk_from: str
    desk_to: str
    made: str
    made_by: str
    expires: str
    file_name: str
    contents: str
    references: tuple[str, ...]
    code: str


def handover_sheet(facts: SheetFacts, *, paper: Paper) -> Document:
    """Return the sheet."""
    references = ", ".join(facts.references) or "None stands in our hands or theirs by this hand-over any more"
    return paper.document(
        TITLE,
        Fields(
            (
                ("What it is", facts.kind),
                ("From", facts.desk_from),
                ("To", facts.desk_to),
                ("Number", facts.number),
                ("Sealed", f"{facts.made}, by {facts.made_by}"),
                ("Expires", facts.expires),
                ("File", facts.file_name or "Not known"),
                ("Contents", facts.contents),
                ("Cases", references),
            )
        ),
        Heading(1, "Its code"),
        Para(
            "Eight characters of the end of the sender’s history. Read them out to each other: the receiver sees the "
            "same ones before anything is taken in. Kept on paper, they show later whether a vault was put back.",
            Voice.BODY,
        ),
        CodeGroups((facts.code[:4], facts.code[4:]), columns=2),
        Heading(1, "When it changes hands"),
        Ticks(
            (
                Tick("The code was read out and is the same", ticked=False),
                Tick("The receipt went back", ticked=False),
                Tick("The file on the stick was removed", ticked=False),
            )
        ),
        Keep((Signatures((SignatureLine("Handed over by"), SignatureLine("Received by"))),)),
        Para("No receipt after two working days: phone the other desk, before anything is cancelled.", Voice.BODY),
    )
