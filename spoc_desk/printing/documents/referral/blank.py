"""The referral to be filled in by hand: ruled boxes, squares to tick, all indicators, lines to sign."""

from collections.abc import Callable, Iterable, Mapping

from spoc_desk.forms.definition import Section
from spoc_desk.printing.blocks import Block, Document, Fields, Notice, Para, SignatureLine, Signatures
from spoc_desk.printing.documents.referral.asking import asked
from spoc_desk.printing.documents.referral.consent import blank_consent
from spoc_desk.printing.documents.referral.content import (
    CHILD,
    CONSENT_A,
    CONSENT_B,
    PARENT,
    YOUNG,
    ReferralContent,
)
from spoc_desk.printing.documents.referral.filled import ON_ITS_OWN, where_to
from spoc_desk.printing.documents.referral.indicators import blank_indicators, written_indicators
from spoc_desk.printing.documents.referral.people import (
    blank_agencies,
    blank_attachments,
    blank_household,
    blank_people,
)
from spoc_desk.printing.forms import BLANK, opening
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

_HOW = (
    "Write in black. Tick the squares that apply. Answer every line: where you do not know, tick or write “not known”. "
    "For more people than there is room for, add a sheet."
)
_DANGER = "If a child is in immediate danger, call 999 first. If it is urgent, phone the MASH and send this form after."


def blank_referral(content: ReferralContent, *, paper: Paper, listed: bool = True) -> Document:
    """Return the blank form; of *content* only the council's words and the threshold document are used.

    Not *listed*: with room to write the indicators instead of the list of all of them, a third shorter.
    """
    blocks: list[Block] = [*where_to(content.council.mash), Notice(_DANGER), Para(_HOW)]
    blocks += [Fields((("Your own reference", ""),), WRITING_MM, boxed=True)] if not paper.reference else []
    for number, section in enumerate(content.form.sections):
        blocks += opening(section, number)
        if section.id == "indicators":
            blocks += blank_indicators(content) if listed else written_indicators(content)
        else:
            blocks += _SECTIONS.get(section.id, _plain)(section, content)
    return paper.document(content.form.title, *blocks, copy_label=BLANK)


def _plain(section: Section, content: ReferralContent) -> Iterable[Block]:
    return asked(content.form, section.questions)


def _declaration(section: Section, content: ReferralContent) -> Iterable[Block]:
    yield from asked(content.form, [one for one in section.questions if one.id != "countersign_name"])
    yield Signatures(tuple(SignatureLine(one.role, one.statement) for one in content.form.signatures))


_SECTIONS: Mapping[str, Callable[[Section, ReferralContent], Iterable[Block]]] = {
    "children": lambda section, _content: blank_people(CHILD, section.blank_rows),
    "parents": lambda section, _content: blank_people(PARENT, section.blank_rows),
    "household": lambda section, _content: (blank_household(section.blank_rows),),
    "agencies": lambda section, _content: (blank_agencies(section.blank_rows),),
    "consent_a": lambda _section, content: blank_consent(CONSENT_A, content.council),
    "consent_b": lambda _section, content: blank_consent(CONSENT_B, content.council),
    "young_person": lambda _section, content: blank_consent(YOUNG, content.council, 1),
    "confidential": lambda _section, _content: (Para(ON_ITS_OWN),),
    "attachments": lambda section, _content: (blank_attachments(section.blank_rows),),
    "declaration": _declaration,
}
