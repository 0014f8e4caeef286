"""Consent on paper: A to the referral, B to sharing information, the young person's own, each apart."""

from collections.abc import Iterable, Sequence

from spoc_desk.forms.answers import in_words, is_empty, visible
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import (
    Block,
    Document,
    Fields,
    Heading,
    Keep,
    NewPage,
    Para,
    SignatureLine,
    Signatures,
    Tick,
    Value,
    Voice,
)
from spoc_desk.printing.documents.referral.content import (
    CONSENT_A,
    CONSENT_B,
    HOUSEHOLD,
    PARENT,
    YOUNG,
    Asked,
    CouncilWords,
    ReferralContent,
    full_name,
)
from spoc_desk.printing.documents.referral.people import compact_fields
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.style import WRITING_MM

FORMS = {CONSENT_A: "referral_consent", CONSENT_B: "referral_consent_sharing", YOUNG: "referral_young_person"}
_TITLES = {CONSENT_A: "Consent A: to this referral", CONSENT_B: "Consent B: to sharing information"}
_SIGNS = {CONSENT_A: "Consent A", CONSENT_B: "Consent B", YOUNG: "Young person"}
_DECISIONS = ("I agree", "I do not agree", "I was not asked")
_METHODS = ("Signed on paper", "Said aloud, and read back")
_NOT_PRINTED = {"person"}


def statement(kind: str, council: CouncilWords) -> str:
    """Return the council's wording of one consent (T8)."""
    return {CONSENT_A: council.consent_a, CONSENT_B: council.consent_b, YOUNG: council.young_person}[kind]


def filled_consents(kind: str, content: ReferralContent) -> Iterable[Block]:
    """Yield what each person said, and a line to sign for everybody whose signed copy was not seen yet."""
    yield Para(statement(kind, content.council))
    asked = content.consents.get(kind, ())
    for one in asked:
        yield Heading(2, _named(one))
        form = load_form(FORMS[kind])
        shown = [question for question in visible(form, one.answers) if question.id not in _NOT_PRINTED]
        yield from compact_fields(shown, one.answers, content.labels)
        if one.signed:
            yield Para(one.signed, Voice.STRONG)
    if not asked:
        yield Para("Nobody has been asked yet.")
    elif kind != YOUNG and (names := _left_out(asked, content)):
        yield Para(f"Not asked yet: {'; '.join(names)}.")
    yield from _to_sign(kind, asked, content)


def filled_competence(content: ReferralContent) -> Iterable[Block]:
    """Yield how it was found out whether a young person can decide."""
    form = load_form("referral_competence")
    for one in content.competence:
        yield Heading(2, f"Can {one.person} decide?")
        shown = [question for question in visible(form, one.answers) if question.id not in _NOT_PRINTED]
        given = [question for question in shown if not is_empty(one.answers.get(question.id, ""))]
        yield Fields(tuple((each.label, in_words(each, one.answers[each.id])) for each in given))


def blank_consent(kind: str, council: CouncilWords, people: int = 2) -> Iterable[Block]:
    """Yield the consent of *people* persons to be filled in and signed by hand."""
    yield Para(statement(kind, council))
    for number in range(1, people + 1):
        yield _person(kind, council, _title(kind, number, people), Asked(person=""))


def consent_sheet(content: ReferralContent, *, paper: Paper) -> Document:
    """Return consent A and consent B for each person with parental responsibility, to be signed."""
    people = _people(content)
    blocks: list[Block] = [Para("The two consents are separate. You can give one and not the other.", Voice.LEAD)]
    for kind in (CONSENT_A, CONSENT_B):
        blocks += [NewPage()] if kind == CONSENT_B else []
        blocks += [Heading(1, _TITLES[kind]), Para(statement(kind, content.council))]
        for number, one in enumerate(people, start=1):
            title = one.person or f"Person {number}"
            blocks.append(_person(kind, content.council, title, one))
    tell = f"Tell the person who gave you this paper, or {_mash(content.council)}."
    blocks.append(Para(f"You can change your mind at any time. {tell}"))
    return paper.document("Consent to a referral", *blocks)


def _people(content: ReferralContent) -> Sequence[Asked]:
    """Return who may consent: everybody with parental responsibility, or two empty places."""
    known = tuple(
        Asked(person=full_name(row), role=_role(row))
        for form_id in (PARENT, HOUSEHOLD)
        for row in content.people(form_id)
        if row.get("parental_responsibility") == "yes"
    )
    return known or (Asked(person=""), Asked(person=""))


def _left_out(asked: Sequence[Asked], content: ReferralContent) -> Sequence[str]:
    """Return who has parental responsibility and was not asked."""
    known = {one.person for one in asked}
    return [_named(one) for one in _people(content) if one.person and one.person not in known]


def _named(one: Asked) -> str:
    return ", ".join(part for part in (one.person, one.role) if part)


def _role(row: Answers) -> str:
    return in_words(load_form(PARENT).question("relationship"), answer) if (answer := row.get("relationship")) else ""


def _person(kind: str, council: CouncilWords, title: str, one: Asked) -> Block:
    """Return one person's decision and the line to sign, which stay on one page."""
    who = (("Name", one.person), ("To the child", one.role)) if kind != YOUNG else (("Name", one.person),)
    told: tuple[tuple[str, Value], ...] = (
        *who,
        ("My decision", tuple(map(Tick, _DECISIONS))),
        *(_sharing(council) if kind == CONSENT_B else ()),
        ("How it was given", tuple(map(Tick, _METHODS))),
        ("Language, interpreter", ""),
        ("Witnessed by", ""),
    )
    sign = Signatures((SignatureLine(_SIGNS[kind], "What stands above was explained to me.", one.person),))
    return Keep((Heading(2, title), Fields(told, WRITING_MM, boxed=True, columns=2), sign))


def _sharing(council: CouncilWords) -> tuple[tuple[str, Value], ...]:
    return (
        ("Share with", tuple(Tick(agency) for agency in council.agencies)),
        ("Not with", ""),
        ("Not about", ""),
        ("I was told that I can take this back at any time", (Tick("Yes"), Tick("No"))),
    )


def _to_sign(kind: str, asked: Sequence[Asked], content: ReferralContent) -> Iterable[Block]:
    people = [one for one in asked if one.to_sign] if asked else _unasked(kind, content)
    if people:
        rows = tuple(SignatureLine(_SIGNS[kind], one.role, one.person) for one in people)
        yield Signatures(rows)


def _unasked(kind: str, content: ReferralContent) -> Sequence[Asked]:
    return (Asked(person=""),) if kind == YOUNG else _people(content)


def _title(kind: str, number: int, people: int) -> str:
    if kind == YOUNG:
        return f"Young person {number}" if people > 1 else "The young person"
    return f"Person {number}"


def _mash(council: CouncilWords) -> str:
    return ", ".join(council.mash) or "the MASH"
