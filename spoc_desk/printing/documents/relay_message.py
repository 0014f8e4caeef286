"""A RELAY notification on paper, for a school that cannot be reached by secure mail (template T6; R-000-06 to -08).

It holds the council's opening sentence and exactly the four facts of the scheme; what stands below is no fact.
"""

from spoc_desk.domain.relay_message import SUBJECT_HOLDS, FourFacts
from spoc_desk.printing.blocks import CutLine, Document, Fields, Para, Spacer, Voice
from spoc_desk.printing.paper import Paper

ENQUIRIES = (
    "Whoever wants to know more about the scheme asks the school first. The school may send them on to the council or "
    "the police."
)
"""The way of an enquiry (S000:75; R-000-20)."""


def relay_message(facts: FourFacts, *, subject: str, sentence: str, told: str, paper: Paper) -> Document:
    """Return the notification to one school about one child; *told* is who opens it."""
    if SUBJECT_HOLDS not in subject:
        raise ValueError(f"the subject must contain “{SUBJECT_HOLDS}”")
    return paper.document(
        subject,
        Para(f"To be opened by {told} only.", Voice.STRONG),
        Para(sentence),
        Fields(facts.lines),
        Spacer(8),
        CutLine("About the scheme"),
        Para(ENQUIRIES),
    )
