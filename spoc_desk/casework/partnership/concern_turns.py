"""What can be done with a security concern as it stands, in the order of its route (domain 3.8)."""

from collections.abc import Callable, Mapping
from typing import Final

from spoc_desk.casework import concerns
from spoc_desk.casework.accepting import day_from
from spoc_desk.casework.change import Done
from spoc_desk.casework.moments import stored_now, to_answer
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.concerns import MAY_BE_BREACH, Concern, ConcernKind
from spoc_desk.domain.terms import YesNo
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.stores import CONCERNS
from spoc_desk.vault.vault import Vault

FORM: Final = "concern"


def _text(answers: Answers, name: str) -> str:
    value = answers.get(name, "")
    return value if isinstance(value, str) else ""


def _asking(name: str, words: str, act: str, change: Callable[..., Done], asks: tuple[str, ...], after: str) -> Turn:
    return Turn(
        name, words, act, lambda vault, key, answers: change(vault, concern_id=key, answers=answers), FORM, after,
        asks=asks,
    )  # fmt: skip


_INFORM: Final = Turn(
    "inform_la_spoc", "The LA SPOC was told now", "told the LA SPOC of a concern",
    lambda vault, key, _answers: concerns.inform_la_spoc(vault, concern_id=key),
    after="The time is recorded.", main=True,
)  # fmt: skip
_CONTACT: Final = Turn(
    "contact_ukpps", "UKPPS was told now", "told UKPPS of a concern",
    lambda vault, key, _answers: concerns.contact_ukpps(vault, concern_id=key),
    after="The time is recorded.", main=True,
)  # fmt: skip
_CHECK: Final = Turn(
    "record_check", "What the LA SPOC found…", "recorded the check of a disclosure",
    lambda vault, key, answers: concerns.record_check(
        vault, concern_id=key, check_result=_text(answers, "check_result")
    ),
    FORM, "Recorded. Nobody else is told.", main=True, asks=("check_result",),
)  # fmt: skip
_ADVICE: Final = Turn(
    "record_advice", "Record the advice…", "recorded UKPPS advice",
    lambda vault, key, answers: concerns.record_advice(
        vault, concern_id=key, advice=_text(answers, "advice"), at=_text(answers, "reply_at")
    ),
    FORM, "The advice is recorded.", main=True, asks=("reply_at", "advice"),
)  # fmt: skip
_CLOSE: Final = Turn(
    "close_concern", "Close the concern…", "closed a security concern",
    lambda vault, key, answers: concerns.close_concern(
        vault, concern_id=key, outcome=_text(answers, "outcome"),
        on=day_from(answers, "closed_on", vault.clock.today()),
    ),
    FORM, "Closed.", main=True, asks=("outcome", "closed_on"),
)  # fmt: skip
_CLOSE_EARLY: Final = Turn(
    "close_concern", "Close the concern…", "closed a security concern", _CLOSE.make, FORM, "Closed.",
    asks=("outcome", "closed_on"),
)  # fmt: skip
_SAFETY: Final = _asking(
    "safety", "The practitioner’s safety…", "cared for the practitioner's safety", concerns.record_safety,
    ("practitioner_safety",), "Recorded.",
)  # fmt: skip
_CALLER: Final = _asking(
    "caller", "The caller…", "recorded what a caller said", concerns.record_caller, ("caller_claims", "caller_checks"),
    "Recorded.",
)  # fmt: skip
_CONTAIN: Final = _asking(
    "contain", "What was done at once…", "recorded what contains a concern", concerns.record_containment,
    ("containment",), "Recorded.",
)  # fmt: skip
_BREACH: Final = _asking(
    "breach", "Is it a breach of personal data?…", "assessed a breach of personal data", concerns.assess_breach,
    ("data_breach", "breach_known_at", "breach_what", "breach_people", "breach_risk", "breach_reason"), "Recorded.",
)  # fmt: skip
_DPO: Final = Turn(
    "tell_dpo", "The data protection officer was told now", "told the data protection officer",
    lambda vault, key, _answers: concerns.tell_dpo(vault, concern_id=key), after="The time is recorded.",
)  # fmt: skip
_ICO: Final = _asking(
    "report", "Reported to the Information Commissioner…", "recorded the report of a breach", concerns.record_report,
    ("ico_reported_at", "ico_ref"), "Recorded.",
)  # fmt: skip
_EDIT: Final = Turn(
    "edit", "Change…", "changed a security concern",
    lambda vault, key, answers: concerns.edit_concern(
        vault, concern_id=key, answers=answers, version=CONCERNS.get(vault, key).version
    ),
    FORM, "Changed.",
    asks=(
        "immediate_danger", "danger_called_at", "kind", "occurred_on", "raised_by", "what_happened", "who_is_at_risk",
        "pauses_exchange",
    ),
)  # fmt: skip
_NEXT: Final = {turn.name: turn for turn in (_INFORM, _CONTACT, _ADVICE, _CLOSE)}


def turns_of(concern: Concern) -> tuple[Turn, ...]:
    """Return the next step first, then what may be done at any time."""
    _words, act = concerns.next_step(concern)
    if not act:
        return (_EDIT,)
    looks = act == _CONTACT.name and concern.kind is ConcernKind.DISCLOSURE and concern.check_result is None
    first = _CHECK if looks else _NEXT[act]
    early = (_CLOSE_EARLY,) if act in (_CONTACT.name, _ADVICE.name) and not concerns.needs_advice(concern) else ()
    return (first, *_of_kind(concern), *early, _EDIT)


def answers_for(vault: Vault, turn: Turn, key: str) -> Mapping[str, Answer]:
    """Return what the form of a turn is filled with at first."""
    stored = concerns.concern_answers(CONCERNS.get(vault, key))
    now = to_answer(stored_now(vault.clock))
    empty = {"reply_at": now, "breach_known_at": now, "ico_reported_at": now}
    filled = {name: stored.get(name) or proposed for name, proposed in empty.items()}
    return {**stored, **filled, "closed_on": vault.clock.today().isoformat()}


def _of_kind(concern: Concern) -> tuple[Turn, ...]:
    found = []
    if concern.kind is ConcernKind.PRACTITIONER:
        found.append(_SAFETY)
    if concern.kind is ConcernKind.SUSPICIOUS:
        found.append(_CALLER)
    if concern.kind in MAY_BE_BREACH:
        found.append(_BREACH)
    if concern.data_breach is YesNo.YES:
        found += [] if concern.dpo_informed_at else [_DPO]
        found += [] if concern.ico_reported_at else [_ICO]
    return (*found, _CONTAIN)
