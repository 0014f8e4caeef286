"""The card of a desk on paper: what another desk types to know it, and the six words that both read aloud."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import CodeGroups, Document, Fields, Heading, Keep, Para, Tick, Ticks, Voice
from spoc_desk.printing.paper import Paper

TITLE = "Card of a desk"
_COLUMNS, _SIZE = 5, 1.35


@dataclass(frozen=True)
class CardFacts:
    """What the card says. `code` is in groups; it carries the public keys and no name."""

    name: str
    role: str
    words: str
    code: tuple[str, ...]


def desk_card(facts: CardFacts, *, paper: Paper) -> Document:
    """Return the card. It holds no secret."""
    return paper.document(
        TITLE,
        Fields((("Desk", facts.name), ("Whose desk it is", facts.role))),
        Para(
            "For another desk that hands cases over to this one, or takes them from it. It is met once. Nothing can "
            "be opened with what stands here.",
            Voice.BODY,
        ),
        Heading(1, "The code"),
        Para(
            "On the other computer: Hand-over, This desk and others, type the code, Read the code. Groups are typed in "
            "their order; a typing mistake is named by its number.",
            Voice.BODY,
        ),
        CodeGroups(facts.code, columns=_COLUMNS, size=_SIZE),
        Keep(
            (
                Heading(1, "Six words to read aloud"),
                Para(facts.words, Voice.LEAD),
                Para(
                    "Phone each other on a number you knew before. The other desk reads the words from its own screen, "
                    "not from this paper. If one word differs, stop and tell your administrator.",
                    Voice.BODY,
                ),
                Ticks((Tick("We read all six words aloud, and they are the same", ticked=False),)),
            )
        ),
    )
