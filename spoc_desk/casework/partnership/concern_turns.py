"""What can be done with a security concern as it stands, in the order of its route (domain 3.8)."""

from collections.abc import Mapping
from typing import Final

from spoc_desk.casework import concerns
from spoc_desk.casework.accepting import day_from
from spoc_desk.casework.moments import stored_now, to_answer
from spoc_desk.casework.turns import Turn
from spoc_desk.domain.concerns import Concern
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.stores import CONCERNS
from spoc_desk.vault.vault import Vault


def _text(answers: Answers, name: str) -> str:
    value = answers.get(name, "")
    return value if isinstance(value, str) else ""


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
_ADVICE: Final = Turn(
    "record_advice", "Record the advice…", "recorded UKPPS advice",
    lambda vault, key, answers: concerns.record_advice(
        vault, concern_id=key, advice=_text(answers, "advice"), at=_text(answers, "reply_at")
    ),
    "concern_advice", "The advice is recorded.", main=True,
)  # fmt: skip
_CLOSE: Final = Turn(
    "close_concern", "Close the concern…", "closed a security concern",
    lambda vault, key, answers: concerns.close_concern(
        vault, concern_id=key, outcome=_text(answers, "outcome"),
        on=day_from(answers, "closed_on", vault.clock.today()),
    ),
    "concern_end", "Closed.", main=True,
)  # fmt: skip
_CLOSE_EARLY: Final = Turn(
    "close_concern", "Close the concern…", "closed a security concern", _CLOSE.make, "concern_end", "Closed."
)
_EDIT: Final = Turn(
    "edit", "Change…", "changed a security concern",
    lambda vault, key, answers: concerns.edit_concern(
        vault, concern_id=key, answers=answers, version=CONCERNS.get(vault, key).version
    ),
    "concern", "Changed.",
)  # fmt: skip
_NEXT: Final = {turn.name: turn for turn in (_INFORM, _CONTACT, _ADVICE, _CLOSE)}


def turns_of(concern: Concern) -> tuple[Turn, ...]:
    """Return the next step first, then what may be done at any time."""
    _words, act = concerns.next_step(concern)
    if not act:
        return (_EDIT,)
    early = (_CLOSE_EARLY,) if act in (_CONTACT.name, _ADVICE.name) and not concerns.needs_advice(concern) else ()
    return (_NEXT[act], *early, _EDIT)


def answers_for(vault: Vault, turn: Turn, key: str) -> Mapping[str, Answer]:
    """Return what the form of a turn is filled with at first."""
    if turn is _EDIT:
        return concerns.concern_answers(CONCERNS.get(vault, key))
    now = to_answer(stored_now(vault.clock))
    return {"reply_at": now, "closed_on": vault.clock.today().isoformat()}
