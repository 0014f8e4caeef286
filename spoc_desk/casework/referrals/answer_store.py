"""The answers of a section or a row as JSON, and what of them the lists and clocks need."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from spoc_desk.casework.names import search_key
from spoc_desk.domain.referrals import PEOPLE, LevelSought, Referral, ReferralKind, ReferralRow
from spoc_desk.forms.answers import is_empty, normalise
from spoc_desk.forms.definition import Answer, Answers, FormDef


def to_json(answers: Answers) -> str:
    """Return answers as they are stored; what is not answered takes no room."""
    kept = {name: list(value) if isinstance(value, tuple) else value for name, value in answers.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(stored: str) -> dict[str, Answer]:
    """Return stored answers."""
    return {name: tuple(value) if isinstance(value, list) else str(value) for name, value in json.loads(stored).items()}


def tidied(form: FormDef, answers: Answers) -> dict[str, Answer]:
    """Return the answers to questions of *form* as they are stored. Nothing is refused: a slip is kept as typed."""
    return {each.id: normalise(each, answers[each.id]) for each in form.questions if each.id in answers}


def merged(before: Mapping[str, Answer], new: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return what is answered after *new* answers; an emptied one is gone."""
    both = {**before, **new}
    return {name: value for name, value in both.items() if not is_empty(value)}


def with_keys(row: ReferralRow, answers: Answers) -> ReferralRow:
    """Return a row with its answers, and for a person the keys by which she is found."""
    kept = replace(row, answers=to_json(answers))
    if row.form not in PEOPLE:
        return kept
    return replace(
        kept,
        given_key=search_key(_text(answers, "given_names")),
        family_key=search_key(_text(answers, "family_name")),
        known_key=search_key(_text(answers, "known_as")),
        date_of_birth=day(_text(answers, "date_of_birth")),
    )


def with_facts(referral: Referral, section: str, answers: Answers) -> Referral:
    """Return a referral with what the answers of a section say about it: level, kind, urgency, judgement."""
    if section == "judgement":
        return replace(referral, judged_level=_text(answers, "level"))
    if section != "type":
        return referral
    sought, kind = _text(answers, "level_sought"), _text(answers, "referral_kind")
    return replace(
        referral,
        level_sought=LevelSought(sought) if sought in tuple(LevelSought) else None,
        referral_kind=ReferralKind(kind) if kind in tuple(ReferralKind) else ReferralKind.NEW,
        urgency=_text(answers, "urgency"),
        phoned_at=_text(answers, "phoned_at") if kind == ReferralKind.CONFIRMS_PHONE_CALL else referral.phoned_at,
    )


def day(text: str) -> date | None:
    """Return a whole day, or None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(answers: Answers, name: str) -> str:
    value = answers.get(name, "")
    return value if isinstance(value, str) else ""
