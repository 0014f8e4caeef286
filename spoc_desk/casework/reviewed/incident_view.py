"""One serious incident as its page shows it: the test, the children, who was told, and what can be done now."""

from collections.abc import Iterator
from typing import Final

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.look_notes import noted
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, stored_now, to_answer
from spoc_desk.casework.partnership.sheet import Block, Link, Sheet, Standing
from spoc_desk.casework.places import review_place
from spoc_desk.casework.relay.triage import may_release
from spoc_desk.casework.reviewed import children, clocks, gate, incidents, reviews
from spoc_desk.casework.reviewed.child_block import ADDED_CHILD, child_block
from spoc_desk.casework.reviewed.lists import happened_words
from spoc_desk.casework.reviewed.sheets import FilledTurn, first_answers, said, text_of, turn_of
from spoc_desk.casework.reviewed.wording import due_fact, facts_of
from spoc_desk.casework.turns import Turn
from spoc_desk.domain import looks
from spoc_desk.domain.notifiable import Outcome, Verdict, local_review_to_consider
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.review_moves import RELEASED_FIRST
from spoc_desk.domain.serious_incidents import (
    MOST_CHILDREN,
    IncidentChild,
    SeriousIncident,
    SeriousState,
    Telling,
    Whom,
)
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import CASE_REVIEWS, SERIOUS_INCIDENTS
from spoc_desk.vault.vault import Vault

__all__ = ["first_answers", "open_incident", "sheet_of"]

_STANDINGS: Final = {
    SeriousState.AWARE: Standing.WAITS,
    SeriousState.NOTIFIABLE: Standing.WAITS,
    SeriousState.NOTIFIED: Standing.OPEN,
}
_NOT_SUBMITTED: Final = (
    "SPOC Desk submits nothing. Notify on the national system with the preparation sheet, then write down when, and "
    "the reference it gives."
)
_NOT_A_REVIEW: Final = "Whether there is a review is another question: meeting the criteria does not decide it."
_FIVE_DAYS: Final = "Five working days run, whether it is decided or not."
_YES_NO: Final = {True: "yes", False: "no", None: "not answered yet"}
_VERDICTS: Final = {
    Verdict.YES: Standing.WAITS,
    Verdict.NO: Standing.DONE,
    Verdict.OPEN: Standing.OPEN,
}
_CRITERIA: Final = {Verdict.YES: "met", Verdict.NO: "not met", Verdict.OPEN: "cannot be said yet"}
_SHORT: Final = {
    Whom.PANEL: "Panel",
    Whom.COUNCIL: "Council",
    Whom.HEALTH: "Care board",
    Whom.POLICE: "Police",
    Whom.SECRETARY_OF_STATE: "Secretary of State",
    Whom.OFSTED: "Ofsted",
}
"""Who is told, on a button."""


def open_incident(vault: Vault, serious_id: str) -> Sheet:
    """Return an incident that is opened; the trail says who did. Raises NotAtThisDesk, UnknownRecord."""
    sheet = incident_sheet(vault, serious_id)
    noted(vault, looks.INCIDENT, "serious_incidents", sheet.id)
    return sheet


sheet_of = open_incident


def incident_sheet(vault: Vault, serious_id: str) -> Sheet:
    """Return an incident as it stands. Raises NotAtThisDesk, UnknownRecord."""
    if not sees(vault, Sight.INCIDENTS):
        raise NotAtThisDesk()
    incident = SERIOUS_INCIDENTS.get(vault, serious_id)
    found = gate.children_of(vault, incident)
    outcome = incidents.outcome_of(vault, incident)
    stopped = gate.must_stop(vault, incident)
    closed = incident.state is SeriousState.CLOSED
    sample = " · sample" if incident.sample else ""
    aware = f"Aware since {in_words(incident.aware_at)}, happened {happened_words(incident.incident_on)}{sample}"
    return Sheet(
        id=incident.id,
        title=f"Serious incident {incident.incident_ref}",
        state="Stopped" if stopped else incident.state.label,
        standing=Standing.STOPPED if stopped else _STANDINGS.get(incident.state, Standing.DONE),
        sentence=_sentence(vault, incident, outcome, found, stopped=stopped),
        facts=(aware,),
        turns=tuple(_turns(vault, incident, outcome, found, stopped=stopped)),
        links=tuple(_links(vault, incident)),
        blocks=(
            *_tellings(vault, incident, stopped=stopped),
            _test(incident, outcome, found),
            *(child_block(child, closed=closed) for child in found),
            _what(incident, closed=closed),
        ),
        paper="" if stopped or not found else f"print/{PrintKind.INCIDENT_SHEET.value}//{incident.id}",
    )


def _sentence(
    vault: Vault, incident: SeriousIncident, outcome: Outcome, found: list[IncidentChild], *, stopped: bool
) -> str:
    """Return the next thing to do, in words."""
    if stopped:
        return f"{RELEASED_FIRST}. Tell nobody. Its clocks run on."
    if not found:
        return "Write down the children."
    if incident.state is SeriousState.AWARE:
        if outcome.verdict is Verdict.OPEN:
            return f"Answer: {'; '.join(outcome.missing)}."
        return f"By the answers: {outcome.verdict.label.lower()}. Confirm it."
    if incident.state is SeriousState.NOTIFIABLE:
        told = {each.whom for each in incidents.tellings_of(vault, incident.id)}
        left = [_SHORT[whom] for whom in incidents.owed_by(vault, incident) if whom not in told]
        return f"Still to be told: {', '.join(left)}."
    if incident.state is SeriousState.NOTIFIED:
        return "Everybody was told. Answer about partners elsewhere, and close it." if incident.elsewhere is None else (
            "Everybody was told. Close it."
        )  # fmt: skip
    return ""


def _turns(
    vault: Vault, incident: SeriousIncident, outcome: Outcome, found: list[IncidentChild], *, stopped: bool
) -> Iterator[Turn]:
    key = incident.id
    if stopped and may_release(vault):
        yield turn_of(
            "release", "Release it for these children…", "released a serious incident",
            lambda vault, answers: gate.release_incident(vault, serious_id=key, words=text_of(answers, "words")),
            form="incident_office", after="Released.", main=True,
        )  # fmt: skip
    if incident.state is SeriousState.CLOSED:
        return
    yield from _decisions(vault, incident, outcome)
    if incident.state is SeriousState.NOTIFIED:
        yield turn_of(
            "close", "Close it", "closed a serious incident",
            lambda vault, _answers: incidents.close_incident(vault, serious_id=key), after="Closed.",
            main=incident.elsewhere is not None,
        )  # fmt: skip
    if len(found) < MOST_CHILDREN:
        yield turn_of(
            "add_child", "Add a child…", ADDED_CHILD,
            lambda vault, answers: children.add_child(vault, serious_id=key, answers=answers),
            form=children.FORM, after="Added.", main=not found,
        )  # fmt: skip
    yield turn_of(
        "begin_review", "Begin a case for the group…", "began a case review",
        lambda vault, answers: reviews.begin_review(vault, serious_id=key, answers=answers),
        form=reviews.FORM, after="Begun, with the children of this incident.", first={"source": "incident"},
    )  # fmt: skip


def _decisions(vault: Vault, incident: SeriousIncident, outcome: Outcome) -> Iterator[Turn]:
    first_time = incident.state is SeriousState.AWARE
    told = bool(incidents.tellings_of(vault, incident.id))
    again = incident.state is SeriousState.NOT_NOTIFIABLE or (incident.state is SeriousState.NOTIFIABLE and not told)
    if not (first_time or again):
        return
    key = incident.id
    by_answers = {Verdict.YES: SeriousState.NOTIFIABLE.value, Verdict.NO: SeriousState.NOT_NOTIFIABLE.value}
    yield turn_of(
        "decide", "Decide again…" if again else "Confirm the decision…",
        "decided whether a serious incident is notified",
        lambda vault, answers: incidents.decide(vault, serious_id=key, answers=answers),
        form=incidents.DECISION_FORM, after="Decided.", first={"decision": by_answers.get(outcome.verdict, "")},
        main=first_time and outcome.verdict is not Verdict.OPEN,
    )  # fmt: skip


def _what(incident: SeriousIncident, *, closed: bool) -> Block:
    first = {**answers_of(incident, load_form(incidents.FORM)), "aware_at": to_answer(incident.aware_at)}
    change_it = turn_of(
        "change", "Correct…", "changed a serious incident",
        lambda vault, answers: incidents.change_incident(
            vault, serious_id=incident.id, answers=answers, version=incident.version
        ),
        form=incidents.FORM, after="Corrected.", first=first,
    )  # fmt: skip
    shown = facts_of(incident, incidents.FORM, leave_out=("aware_at", "incident_on"))
    return Block("What is known", pairs=shown, turns=() if closed else (change_it,))


def _test(incident: SeriousIncident, outcome: Outcome, found: list[IncidentChild]) -> Block:
    pairs = [(part.words, _YES_NO[part.holds]) for part in outcome.parts]
    if outcome.death_in_care:
        pairs.append(("A looked-after child died", "yes: always notified"))
    local = local_review_to_consider(incident.abuse, found).verdict
    pairs.append(("Criteria of a local review (usual home)", _CRITERIA[local]))
    if incident.decided_at:
        pairs.append(("Decided", f"{in_words(incident.decided_at)}, {incident.decided_by}"))
    pairs += said(("Why not", incident.decision_reason), ("Looked at by", incident.reviewer))
    return Block(
        "Must it be notified?", (_NOT_A_REVIEW,), pairs=tuple(pairs), state=outcome.verdict.label,
        standing=_VERDICTS[outcome.verdict],
    )  # fmt: skip


def _tellings(vault: Vault, incident: SeriousIncident, *, stopped: bool) -> Iterator[Block]:
    if incident.state is SeriousState.NOT_NOTIFIABLE:
        return
    times = said(
        due_fact(vault, "Time to tell the Panel", clocks.PANEL, incident.id),
        due_fact(vault, "Time to tell the partners", clocks.TO_PARTNERS, incident.id),
        due_fact(vault, "Time for the death in care", clocks.IN_CARE, incident.id),
    )
    if incident.state is SeriousState.AWARE:
        yield Block("Time that runs", (_FIVE_DAYS,), pairs=times)
        return
    told = {each.whom: each for each in incidents.tellings_of(vault, incident.id)}
    owed = incidents.owed_by(vault, incident)
    pairs = [(whom.label, _told_words(told.get(whom))) for whom in dict.fromkeys((*owed, *told))]
    elsewhere = ("Partners elsewhere", incident.elsewhere.label if incident.elsewhere else "not answered yet")
    turns = () if stopped or incident.state is SeriousState.CLOSED else tuple(_telling_turns(vault, incident, told))
    yield Block("Who is told", (_NOT_SUBMITTED,), pairs=(*pairs, elsewhere, *times), turns=turns)


def _telling_turns(vault: Vault, incident: SeriousIncident, told: dict[Whom, Telling]) -> Iterator[Turn]:
    owed = incidents.owed_by(vault, incident)
    left = [whom for whom in owed if whom not in told]
    for whom in left:
        first = {"told_at": to_answer(stored_now(vault.clock))}
        yield _tell(whom, f"{_SHORT[whom]} told…", incident.id, first, main=whom is left[0])
    yield turn_of(
        "elsewhere", "Partners elsewhere…", "answered whether partners elsewhere were told",
        lambda vault, answers: incidents.answer_elsewhere(vault, serious_id=incident.id, answers=answers),
        form=incidents.ELSEWHERE_FORM, after="Answered.",
        first={"elsewhere": incident.elsewhere.value if incident.elsewhere else ""},
        main=not left and incident.elsewhere is None,
    )  # fmt: skip
    for whom, known in told.items():
        first = {"told_at": to_answer(known.told_at), "told_ref": known.told_ref, "note": known.note}
        yield _tell(whom, f"Correct: {_SHORT[whom]}…", incident.id, first)


def _tell(whom: Whom, words: str, key: str, first: dict[str, str], *, main: bool = False) -> FilledTurn:
    return turn_of(
        f"tell_{whom.value}", words, "told somebody of a serious incident",
        lambda vault, answers: incidents.tell(vault, serious_id=key, whom=whom, answers=answers),
        form=incidents.TELLING_FORM, after="Written down.", first=first, main=main,
    )  # fmt: skip


def _told_words(telling: Telling | None) -> str:
    if telling is None:
        return "not told yet"
    parts = (in_words(telling.told_at), f"reference {telling.told_ref}" if telling.told_ref else "", telling.note)
    return ", ".join(part for part in parts if part)


def _links(vault: Vault, incident: SeriousIncident) -> Iterator[Link]:
    for review in CASE_REVIEWS.find(vault, "serious_id = ?", (incident.id,), tail="ORDER BY created_at"):
        yield Link(f"Case {review.review_ref}: {review.state.label}", review_place(review.id))
