"""A serious incident from the moment it is known until everybody who must be told has been (R-002-08 to -14).

The program keeps the sheet, the days and the references; the notification itself is made on the national system.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.keeping.settling import settle_serious
from spoc_desk.casework.moments import london_day, stored_now, to_stored
from spoc_desk.casework.reviewed import clocks
from spoc_desk.casework.reviewed.gate import children_of, has_restricted_child, refuse_stopped, stopped_where_due
from spoc_desk.casework.reviewed.sheets import text_of
from spoc_desk.domain import review_moves
from spoc_desk.domain.notifiable import Outcome, Verdict, must_be_notified, whom_to_tell
from spoc_desk.domain.record import new_id
from spoc_desk.domain.serious_incidents import (
    Elsewhere,
    SeriousId,
    SeriousIncident,
    SeriousState,
    Telling,
    Whom,
)
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASE_REVIEWS, SERIOUS_INCIDENTS, TELLINGS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM, DECISION_FORM, TELLING_FORM, ELSEWHERE_FORM = (
    "incident", "incident_decision", "incident_telling", "incident_elsewhere",
)  # fmt: skip
_LATER: Final = "This cannot be later than now."


def record_incident(vault: Vault, *, answers: Answers) -> Done:
    """Write down that the council became aware of an incident; its clocks run from then. Raises BadAnswer."""
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    aware_at = _moment(vault, answers, "aware_at")
    with vault.transaction("recorded a serious incident") as tx:
        new = accepted.new(
            SeriousIncident,
            id=SeriousId(new_id()),
            incident_ref=new_case_ref(tx),
            aware_at=aware_at,
            sample=profile(tx).practice,
        )
        _days_fit(new)
        stored = SERIOUS_INCIDENTS.insert(tx, new)
        clocks.keep_incident_clocks(tx, stored, (), runs=True)
    return Done(_change(stored), accepted.leaks, stored)


def change_incident(vault: Vault, *, serious_id: str, answers: Answers, version: int) -> Done:
    """Correct an incident; what follows from the answers is reckoned anew. Raises StaleRecord, BadAnswer, NotYet."""
    before = replace(SERIOUS_INCIDENTS.get(vault, serious_id), version=version)
    if before.state is SeriousState.CLOSED:
        raise NotYet("It is closed. What it says stays as it is.", "domain 3.6")
    accepted = accept_change(vault, FORM, before, {**answers, "aware_at": ""}, vault.clock.today())
    aware_at = _moment(vault, answers, "aware_at") if answers.get("aware_at") else before.aware_at
    after = replace(accepted.changed(before), aware_at=aware_at)
    _days_fit(after)
    with vault.transaction("changed a serious incident") as tx:
        stored = think_again(tx, SERIOUS_INCIDENTS.update(tx, before, after))
    return Done(_change(stored), accepted.leaks, stored)


def decide(vault: Vault, *, serious_id: str, answers: Answers) -> Done:
    """Confirm what the test says (form "incident_decision"). Raises NotYet where it says otherwise, Incomplete."""
    accepted = accept(vault, DECISION_FORM, answers, vault.clock.today(), complete=True)
    reason, reviewer = accepted.text("decision_reason"), accepted.text("reviewer")
    with vault.transaction("decided whether a serious incident is notified") as tx:
        before = SERIOUS_INCIDENTS.get(tx, serious_id)
        state = review_moves.decided(
            before.state, outcome_of(tx, before), SeriousState(accepted.text("decision")),
            reason=reason, reviewer=reviewer, anybody_told=bool(tellings_of(tx, serious_id)),
        )  # fmt: skip
        no = state is SeriousState.NOT_NOTIFIABLE
        after = replace(
            before,
            state=state,
            decided_at=stored_now(vault.clock),
            decided_by=vault.actor.name,
            decision_reason=reason if no else "",
            reviewer=reviewer if no else "",
            closed_on=vault.clock.today() if no else None,
        )
        stored = SERIOUS_INCIDENTS.update(tx, before, stopped_where_due(tx, after))
        clocks.keep_incident_clocks(tx, stored, owed_by(tx, stored), runs=not no)
        settle_serious(tx, stored)
    return Done(_change(stored), accepted.leaks, stored)


def tell(vault: Vault, *, serious_id: str, whom: Whom, answers: Answers) -> Done:
    """Record that one of them was told, or put it right (form "incident_telling").

    Raises NotYet where it is stopped, not decided, or nothing is owed to them; BadAnswer for a moment that cannot be.
    """
    accepted = accept(vault, TELLING_FORM, answers, vault.clock.today(), complete=True)
    told_at = _moment(vault, answers, "told_at")
    with vault.transaction("told somebody of a serious incident") as tx:
        before = SERIOUS_INCIDENTS.get(tx, serious_id)
        refuse_stopped(tx, before)
        owed = owed_by(tx, before)
        if before.state not in (SeriousState.NOTIFIABLE, SeriousState.NOTIFIED):
            raise NotYet("Decide first whether it must be notified.", "domain 3.6")
        if whom not in owed:
            raise NotYet("They need not be told of this incident.", "S002:49")
        if told_at < before.aware_at:
            raise BadAnswer("Nobody can be told before the council became aware.", "told_at")
        known = next((each for each in tellings_of(tx, serious_id) if each.whom is whom), None)
        new = replace(
            accepted.new(Telling, id=known.id if known else new_id(), serious_id=before.id, whom=whom, told_at=told_at),
            version=known.version if known else 0,
        )
        if known is None:
            TELLINGS.insert(tx, new)
        else:
            TELLINGS.update(tx, known, new)
        stored = _after_telling(tx, before)
    return Done(_change(stored), accepted.leaks, stored)


def answer_elsewhere(vault: Vault, *, serious_id: str, answers: Answers) -> Done:
    """Record whether safeguarding partners beyond our own had to be told, never which (form "incident_elsewhere").

    Raises NotYet for a restricted record: only the office of the DCS or DASS tells anybody (X-26).
    """
    accepted = accept(vault, ELSEWHERE_FORM, answers, vault.clock.today(), complete=True)
    elsewhere = Elsewhere(accepted.text("elsewhere"))
    with vault.transaction("answered whether partners elsewhere were told") as tx:
        before = SERIOUS_INCIDENTS.get(tx, serious_id)
        if before.state not in (SeriousState.NOTIFIABLE, SeriousState.NOTIFIED):
            raise NotYet("Decide first whether it must be notified.", "domain 3.6")
        review_moves.refuse_elsewhere(elsewhere, restricted=has_restricted_child(tx, before))
        stored = SERIOUS_INCIDENTS.update(tx, before, replace(before, elsewhere=elsewhere))
    return Done(_change(stored), accepted.leaks, stored)


def close_incident(vault: Vault, *, serious_id: str) -> Done:
    """Close a notified incident. Raises Incomplete while somebody is still to be told, or elsewhere is not answered."""
    with vault.transaction("closed a serious incident") as tx:
        before = SERIOUS_INCIDENTS.get(tx, serious_id)
        told = {each.whom for each in tellings_of(tx, serious_id)}
        review_moves.refuse_closing(before, owed_by(tx, before), told)
        after = replace(before, state=SeriousState.CLOSED, closed_on=vault.clock.today())
        stored = SERIOUS_INCIDENTS.update(tx, before, after)
        settle_serious(tx, stored)
    return Done(_change(stored), record=stored)


def think_again(tx: Transaction, incident: SeriousIncident) -> SeriousIncident:
    """Return the incident after its answers or its children changed: decided anew where the decision no longer fits.

    What somebody was told already stays; then only what is still owed can change.
    """
    outcome = outcome_of(tx, incident)
    told = tellings_of(tx, incident.id)
    after = stopped_where_due(tx, incident)
    if not told and _no_longer_fits(incident, outcome):
        after = replace(
            after, state=SeriousState.AWARE, decided_at="", decided_by="", decision_reason="", reviewer="",
            closed_on=None,
        )  # fmt: skip
    stored = SERIOUS_INCIDENTS.update(tx, incident, after)
    runs = stored.state not in (SeriousState.NOT_NOTIFIABLE, SeriousState.CLOSED)
    if runs:
        clocks.keep_incident_clocks(tx, stored, owed_by(tx, stored), runs=True)
    if stored.state in (SeriousState.NOTIFIABLE, SeriousState.NOTIFIED):
        stored = _after_telling(tx, stored)
    settle_serious(tx, stored)
    return stored


def outcome_of(reader: Reader, serious: SeriousIncident) -> Outcome:
    """Return what the test says of an incident as it stands."""
    return must_be_notified(serious.abuse, serious.place, children_of(reader, serious))


def owed_by(reader: Reader, serious: SeriousIncident) -> tuple[Whom, ...]:
    """Return who must be told of an incident as it stands."""
    return whom_to_tell(serious, children_of(reader, serious))


def tellings_of(reader: Reader, serious_id: str) -> list[Telling]:
    """Return who was told, in the order they were."""
    return TELLINGS.find(reader, "serious_id = ?", (serious_id,), tail="ORDER BY told_at, rowid")


def panel_told_on(reader: Reader, serious_id: str) -> date | None:
    """Return the day on which the Panel was told, if it was."""
    found = next((each for each in tellings_of(reader, serious_id) if each.whom is Whom.PANEL), None)
    return london_day(found.told_at) if found else None


def _no_longer_fits(incident: SeriousIncident, outcome: Outcome) -> bool:
    if incident.state is SeriousState.NOT_NOTIFIABLE:
        return outcome.verdict is not Verdict.NO
    return incident.state is SeriousState.NOTIFIABLE and outcome.verdict is not Verdict.YES


def _after_telling(tx: Transaction, incident: SeriousIncident) -> SeriousIncident:
    told = tellings_of(tx, incident.id)
    owed = owed_by(tx, incident)
    state = review_moves.after_telling(incident.state, owed, {each.whom for each in told}) if owed else incident.state
    stored = SERIOUS_INCIDENTS.update(tx, incident, replace(incident, state=state))
    clocks.meet_incident_clocks(tx, stored, told)
    panel = panel_told_on(tx, incident.id)
    for review in CASE_REVIEWS.find(tx, "serious_id = ? AND state <> 'not_referred'", (incident.id,)):
        clocks.start_rapid_review(tx, review, panel)
    return stored


def _moment(vault: Vault, answers: Answers, name: str) -> str:
    moment = to_stored(text_of(answers, name), name)
    if moment > stored_now(vault.clock):
        raise BadAnswer(_LATER, name)
    return moment


def _days_fit(incident: SeriousIncident) -> None:
    aware = london_day(incident.aware_at).isoformat()
    if incident.incident_on > aware[: len(incident.incident_on)]:
        raise BadAnswer("The incident cannot be later than the day the council became aware.", "incident_on")


def _change(incident: SeriousIncident) -> Change:
    return Change(What.INCIDENT, None, (incident.id,))
