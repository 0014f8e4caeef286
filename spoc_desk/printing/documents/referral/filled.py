"""The referral as it goes to the MASH: every section in its order, each printed even where nothing was entered."""

from collections.abc import Callable, Iterable, Mapping

from spoc_desk.forms.answers import NOT_PROVIDED, in_words, is_empty, visible
from spoc_desk.forms.definition import Answers, FormDef, Question, Section
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Block, Document, Fields, Heading, Notice, Para, SignatureLine, Signatures, Table
from spoc_desk.printing.documents.referral.asking import asked
from spoc_desk.printing.documents.referral.consent import filled_competence, filled_consents
from spoc_desk.printing.documents.referral.content import (
    ATTACHMENT,
    CHILD,
    CONSENT_A,
    CONSENT_B,
    HOUSEHOLD,
    PARENT,
    YOUNG,
    ReferralContent,
    full_name,
)
from spoc_desk.printing.documents.referral.indicators import filled_indicators
from spoc_desk.printing.documents.referral.people import (
    compact_fields,
    filled_agencies,
    filled_attachments,
    filled_people,
    short_words,
)
from spoc_desk.printing.paper import Paper

ON_ITS_OWN = "Whatever belongs here stands on a sheet of its own, which is not part of this form."


def referral_form(content: ReferralContent, *, paper: Paper) -> Document:
    """Return the filled form."""
    blocks: list[Block] = [*_where_to(content), *_at_a_glance(content)]
    for number, section in enumerate(content.form.sections):
        blocks.append(Heading(1, f"{number} {section.title}" if number else section.title))
        blocks += _SECTIONS.get(section.id, _plain)(section, content)
    return paper.document(content.form.title, *blocks)


def where_to(lines: Iterable[str], what: str = "this form") -> Iterable[Block]:
    """Yield where the paper goes, if the council has said so."""
    known = [line for line in lines if line]
    if known:
        yield Notice("\n".join(known), f"Send {what} to")


def _where_to(content: ReferralContent) -> Iterable[Block]:
    return where_to(content.council.mash)


def _at_a_glance(content: ReferralContent) -> Iterable[Block]:
    children = [full_name(row) for row in content.people(CHILD)]
    told = [content.form.question(name) for name in ("level_sought", "level", "urgency", "referral_kind", "told")]
    rows = [(question.brief, _answer(question, content)) for question in told]
    rows.append(("Consent A", _consent_words(CONSENT_A, content)))
    rows.append(("Consent B", _consent_words(CONSENT_B, content)))
    rows.append(("Children", ", ".join(name for name in children if name) or NOT_PROVIDED))
    yield Heading(1, "At a glance")
    yield Fields(tuple(rows), columns=2)


def _consent_words(kind: str, content: ReferralContent) -> str:
    question = load_form("referral_consent").question("decision")
    said = [in_words(question, one.answers.get("decision", "")) for one in content.consents.get(kind, ())]
    return "; ".join(dict.fromkeys(said)) or "Nobody asked"


def _answer(question: Question, content: ReferralContent) -> str:
    return in_words(question, content.answers.get(question.id, ""), content.labels)


def _plain(section: Section, content: ReferralContent) -> Iterable[Block]:
    shown = set(visible(content.form, content.answers))
    return compact_fields([one for one in section.questions if one in shown], content.answers, content.labels)


def _before_start(section: Section, content: ReferralContent) -> Iterable[Block]:
    """Yield the three questions and who was asked before the form, then every consultation that is on record."""
    yield from _plain(section, content)
    form = load_form("referral_consultation")
    rows = tuple(_consultation(form, answers, content.labels) for answers in content.consulted)
    if rows:
        yield Table(("Consulted", "Agency", "On"), rows, (4, 4, 3))


def _consultation(form: FormDef, answers: Answers, labels: Mapping[str, str]) -> tuple[str, ...]:
    asked_of = [form.question(name) for name in ("consulted_with", "agency", "consulted_on")]
    return tuple(short_words(one, answers[one.id], labels) if one.id in answers else "" for one in asked_of)


def _circumstances(section: Section, content: ReferralContent) -> Iterable[Block]:
    """Yield all nine with their answers, then the particulars of each that applies."""
    nine = [one for one in section.questions if not one.shown_when]
    yield Fields(tuple((one.label, _answer(one, content)) for one in nine))
    shown = set(visible(content.form, content.answers))
    for one in nine:
        more = [
            each for each in section.questions if each in shown and each is not one and _belongs(each, one, section)
        ]
        if more:
            yield Heading(2, one.brief)
            yield from compact_fields(more, content.answers, content.labels)


def _belongs(question: Question, opener: Question, section: Section) -> bool:
    """Say whether a question stands below this opener, not below the next."""
    openers = [one for one in section.questions[: section.questions.index(question) + 1] if not one.shown_when]
    return openers[-1] is opener


def _people_of(form_id: str) -> Callable[[Section, ReferralContent], Iterable[Block]]:
    return lambda _section, content: filled_people(form_id, content)


def _consents_of(kind: str) -> Callable[[Section, ReferralContent], Iterable[Block]]:
    def made(section: Section, content: ReferralContent) -> Iterable[Block]:
        yield from (block for block in _noted(section, content))
        yield from filled_consents(kind, content)
        if kind == YOUNG:
            yield from filled_competence(content)

    return made


def _noted(section: Section, content: ReferralContent) -> Iterable[Block]:
    """Yield the answers of a section only where there are any: the consents themselves stand below."""
    given = [one for one in section.questions if not is_empty(content.answers.get(one.id, ""))]
    return compact_fields(given, content.answers, content.labels)


def _lawful_basis(section: Section, content: ReferralContent) -> Iterable[Block]:
    yield from _plain(section, content)
    if content.decision is not None:
        form: FormDef = load_form("decision")
        shown = [one for one in visible(form, content.decision) if not is_empty(content.decision.get(one.id, ""))]
        yield Heading(2, form.title)
        yield from compact_fields(shown, content.decision, content.labels)


def _declaration(section: Section, content: ReferralContent) -> Iterable[Block]:
    yield from _plain(section, content)
    names = (content.text("referrer_name"), content.text("countersign_name"))
    signs = zip(content.form.signatures, names, strict=True)
    yield Signatures(tuple(SignatureLine(one.role, one.statement, name) for one, name in signs))


_SECTIONS: Mapping[str, Callable[[Section, ReferralContent], Iterable[Block]]] = {
    "before_start": _before_start,
    "children": _people_of(CHILD),
    "parents": _people_of(PARENT),
    "household": _people_of(HOUSEHOLD),
    "agencies": lambda _section, content: (filled_agencies(content),),
    "indicators": lambda _section, content: filled_indicators(content),
    "circumstances": _circumstances,
    "consent_a": _consents_of(CONSENT_A),
    "consent_b": _consents_of(CONSENT_B),
    "young_person": _consents_of(YOUNG),
    "lawful_basis": _lawful_basis,
    "confidential": lambda _section, _content: (Para(ON_ITS_OWN),),
    "attachments": lambda _section, content: (filled_attachments(content, ATTACHMENT),),
    "declaration": _declaration,
    "mash_use": lambda section, content: asked(content.form, section.questions),
}
