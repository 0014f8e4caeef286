"""The forms of a consent section: the answer, the signed copy, the withdrawal, and whether somebody may decide."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from spoc_desk.domain.referral_consents import Basis, CompetenceRecord, Consent, ConsentKind
from spoc_desk.forms.definition import Answer, Answers, Choice, FormDef
from spoc_desk.forms.loader import load_form

from ...forms.panel import FormPanel
from ...forms.subset import only, without
from ...lazy import load
from ...session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

FORMS = {
    ConsentKind.REFERRAL: "referral_consent",
    ConsentKind.SHARING: "referral_consent_sharing",
    ConsentKind.YOUNG_PERSON: "referral_young_person",
}
_ROOM = "spoc_desk.casework.referrals.consents"
_SEEN_ON, _SEEN_BY = "given_on", "witnessed_by"  # the questions whose kinds the two lines borrow
Choices = Mapping[str, tuple[Choice, ...]]


def answer_panel(
    session: Session,
    referral_id: str,
    kind: ConsentKind,
    row_id: str,
    name: str,
    *,
    before: Consent | None,
    choices: Choices,
    place: str,
    parent: "QWidget",
) -> FormPanel:
    """Return the form for what one person said."""
    form = load_form(FORMS[kind])
    panel = FormPanel(
        _plain(without(form, ("person",))),
        session,
        choices=choices,
        answers=_answers_of(before) if before is not None and before.withdrawn_on is None else {},
        submit_words="Save the answer",
        draft_place=place,
        heading=f"{form.title}: {name}",
        parent=parent,
    )

    def work(vault: "Vault", answers: Answers) -> "Done":
        done: Done = load(_ROOM).record_consent(
            vault, referral_id=referral_id, kind=kind, answers={**answers, "person": row_id}
        )
        return done

    panel.save_with(work)
    return panel


def seen_panel(session: Session, consent: Consent, name: str, *, place: str, parent: "QWidget") -> FormPanel:
    """Return the form for "signed copy seen on … by …"."""
    form = only(load_form("referral_consent"), (_SEEN_ON, _SEEN_BY), "Signed copy seen")
    labels = {_SEEN_ON: ("Seen on", "The paper itself, with the signature."), _SEEN_BY: ("Seen by", "")}
    section = form.sections[0]
    questions = tuple(
        replace(each, label=labels[each.id][0], why=labels[each.id][1], hint="", required=True)
        for each in section.questions
    )
    form = replace(form, sections=(replace(section, questions=questions),))
    today = session.clock.today()
    me = session.actor.name if session.actor is not None else ""
    panel = FormPanel(
        form,
        session,
        answers={_SEEN_ON: today.isoformat(), _SEEN_BY: me},
        submit_words="Save: signed copy seen",
        draft_place=place,
        heading=f"Signed copy seen: {name}",
        enter_saves=True,
        parent=parent,
    )

    def work(vault: "Vault", answers: Answers) -> "Done":
        done: Done = load(_ROOM).see_signed_copy(
            vault,
            consent_id=consent.id,
            seen_on=date.fromisoformat(str(answers[_SEEN_ON])),
            seen_by=str(answers[_SEEN_BY]),
        )
        return done

    panel.save_with(work)
    return panel


def withdrawal_panel(
    session: Session, referral_id: str, consent: Consent, name: str, *, sent: bool, place: str, parent: "QWidget"
) -> FormPanel:
    """Return the form for a consent that is taken back; it says first what follows."""
    form = _plain(without(load_form("referral_withdrawn"), ("person", "which")))
    follows = (
        "This was sent already. What follows: tell the MASH today; the task stands in your list until you record it."
        if sent
        else "What follows: the referral goes back to the draft, and a printed form is void."
    )
    form = replace(form, sections=(replace(form.sections[0], intro=follows), *form.sections[1:]))
    panel = FormPanel(
        form,
        session,
        answers={"withdrawn_on": session.clock.today().isoformat()},
        submit_words="Record the withdrawal",
        draft_place=place,
        heading=f"{consent.kind.label}: withdrawn by {name}",
        parent=parent,
    )

    def work(vault: "Vault", answers: Answers) -> "Done":
        given = {**answers, "person": consent.row_id, "which": consent.kind.value}
        done: Done = load(_ROOM).withdraw(vault, referral_id=referral_id, answers=given)
        return done

    panel.save_with(work)
    return panel


def competence_panel(
    session: Session,
    referral_id: str,
    row_id: str,
    name: str,
    basis: Basis,
    *,
    before: CompetenceRecord | None,
    place: str,
    parent: "QWidget",
) -> FormPanel:
    """Return the form for whether a young person may decide; the basis follows from the age and is not asked."""
    heads = {
        Basis.GILLICK: f"Gillick: can {name} decide about this?",
        Basis.FRASER: f"Fraser, only for advice on contraception or sexual health: {name}",
        Basis.PRESUMED: f"16 or 17: presumed able to decide. Record it where that is not so: {name}",
    }
    me = session.actor.name if session.actor is not None else ""
    given: dict[str, Answer] = {"assessor": me, "assessed_on": session.clock.today().isoformat()}
    panel = FormPanel(
        _of_basis(load_form("referral_competence"), basis),
        session,
        answers={**(_competence_of(before) if before is not None else given), "basis": basis.value},
        submit_words="Save",
        draft_place=place,
        heading=heads[basis],
        parent=parent,
    )

    def work(vault: "Vault", answers: Answers) -> "Done":
        done: Done = load(_ROOM).record_competence(
            vault, referral_id=referral_id, answers={**answers, "person": row_id, "basis": basis.value}
        )
        return done

    panel.save_with(work)
    return panel


def _of_basis(form: FormDef, basis: Basis) -> FormDef:
    """Return the questions that *form* asks on this basis; the basis itself is known from the age."""
    kept = []
    for question in form.questions:
        asked = all(basis.value in rule.any_of for rule in question.shown_when if rule.question == "basis")
        if asked and question.id not in ("person", "basis"):
            kept.append(replace(question, shown_when=()))
    section = replace(form.sections[0], questions=tuple(kept))
    return replace(form, sections=(section,), signatures=())


def _plain(form: FormDef) -> FormDef:
    """Return *form* without its signature: that is for the paper."""
    return replace(form, signatures=())


def _answers_of(consent: Consent) -> dict[str, Answer]:
    return {
        "decision": consent.decision.value,
        "given_on": consent.given_on.isoformat() if consent.given_on is not None else "",
        "method": consent.method.value if consent.method is not None else "",
        "witnessed_by": consent.witnessed_by,
        "language": consent.language,
        "interpreter": consent.interpreter,
        "agencies": consent.agencies,
        "excluded": consent.excluded,
        "limits": consent.limits,
        "withdrawal_explained": consent.withdrawal_explained.value if consent.withdrawal_explained is not None else "",
        "own_words": consent.own_words,
        "reason": consent.reason,
    }


def _competence_of(record: CompetenceRecord) -> dict[str, Answer]:
    six = ("understands", "purpose", "consequences", "alternatives", "free_of_pressure", "can_weigh")
    found: dict[str, Answer] = {}
    for name in six:
        value = getattr(record, name)
        found[name] = value.value if value is not None else ""
    found["outcome"] = record.outcome.value
    found["assessor"] = record.assessor
    found["assessed_on"] = record.assessed_on.isoformat() if record.assessed_on is not None else ""
    found["fraser_note"] = record.fraser_note
    return found
