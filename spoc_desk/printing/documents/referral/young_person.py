"""A sheet for the young person, in plain words: what is written, who reads it, and that no is an answer."""

from spoc_desk.printing.blocks import (
    Block,
    Box,
    Document,
    Fields,
    Keep,
    Para,
    Points,
    SignatureLine,
    Signatures,
    Spacer,
    Tick,
    Ticks,
    Voice,
)
from spoc_desk.printing.documents.referral.content import CHILD, ReferralContent, full_name
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

TITLE = "Asking you: getting help for you and your family"
_POINTS = (
    "What is this?\nSomebody who works with you thinks that you or your family could do with more help. They want to "
    "write to people whose job it is to help.",
    "Who will read it?\nPeople who work with children and families, for example a social worker. They may ask your "
    "school or your doctor about you.",
    "What will be written?\nWhat is worrying, what is going well, and what you want. You can ask to have it read "
    "to you.",
    "Can I say no?\nYes. You can say no, or yes to some of it. You can change your mind later.",
    "Is it secret?\nNot always. If somebody may be badly hurt, they have to tell others, even if you say no. They will "
    "try to talk with you first.",
)
_ANSWERS = ("Yes, I agree", "No, I do not agree", "I want to think about it, or ask something")


def young_person_sheet(content: ReferralContent, *, paper: Paper, number: int | None = None) -> Document:
    """Return the sheet for one young person of the referral, or without a name."""
    rows = content.people(CHILD)
    name = full_name(rows[number]) if number is not None else ""
    blocks: tuple[Block, ...] = (
        Points(_POINTS),
        Para(content.council.young_person),
        Fields((("Your name", name),), WRITING_MM, boxed=True),
        Keep(
            (
                Para("What do you say?", Voice.STRONG),
                Ticks(tuple(map(Tick, _ANSWERS)), 1, "What do you say?"),
                Spacer(1.5),
            )
        ),
        Box("What you want people to know, in your own words", WRITING_MM * 5),
        Signatures(
            (SignatureLine("You", "Somebody explained this to me.", name), SignatureLine("The person who explained it"))
        ),
    )
    return paper.document(TITLE, *blocks)
