"""The card for every practitioner: the eight key points of the guidance in plain words (template T5, S003:167-174)."""

from spoc_desk.printing.blocks import Document, Notice, Para, Points, Voice
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.wording import fill

TITLE = "Practitioner card"
POINTS = (
    "You think that somebody is giving away their own security\n"
    "Speak first to the LA SPOC, who takes it to the UKPPS SPOC. The risk to the person and the family is considered.",
    "Do not ask why\n"
    "Relocation is there to remove the risk: treat that risk as managed. The reason must not affect your assessment or "
    "your decisions, and you do not need to know it.",
    "Everything goes through the LA SPOC\n"
    "Letters, calls, questions and records. Never contact any other authority, or a service in it, about the family: "
    "that brings the risk back.",
    "Records are sanitised before they change hands\nNothing in them may show where a person is or was.",
    "Record as your recording guidance says\nWrite what you need for your work: no place and no reason.",
    "You think that something you did has put somebody at risk\n"
    "Tell the LA SPOC first, who takes it to the UKPPS SPOC. The risk to the person, to the family and to you is "
    "considered.",
    "Somebody tells you that they or their family were relocated\n"
    "Tell the LA SPOC, who can check and, if need be, speak to the UKPPS Central Bureau. The risk to the person and "
    "the family is considered.",
    "UKPPS involvement does not replace safeguarding\n"
    "Give the support, and make the referrals, that you would for any family.",
)


def practitioner_card(*, wording: str, dcs_office: str, dass_office: str, paper: Paper) -> Document:
    """Return the card: one page, about no family in particular."""
    return paper.document(
        TITLE,
        Para(
            "When a family was relocated because of a risk: eight points for everybody who works with them.",
            Voice.STRONG,
        ),
        Points(POINTS, numbered=True),
        Notice(fill(wording, dcs_office=dcs_office, dass_office=dass_office), "Who is the LA SPOC?"),
        copy_label="",
    )
