"""Whatever somebody does, in whatever order: what is offered happens, what is refused does not, the promises hold."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from spoc_desk.casework.referrals import moves
from spoc_desk.casework.referrals.facts import facts_of
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referral_states import AFTER_SENDING, BEFORE_SENDING
from spoc_desk.domain.referrals import LevelSought, ReferralEvent, ReferralState
from spoc_desk.errors import RefusedByRule
from spoc_desk.forms.definition import Answers
from tests.casework.referrals.desk import DECISION, GIVEN, REFUSED, SHARING, ReferralDesk
from tests.casework.referrals.stages import open_stage

DAY, TIME = "2026-11-23", "2026-11-23T09:20"
ANSWERS: dict[ReferralEvent, tuple[Answers, ...]] = {
    ReferralEvent.PHONED: ({"phoned_at": "2026-11-23T08:00", "phoned_to": "Duty"},),
    ReferralEvent.READY_FOR_CONSENT: ({},),
    ReferralEvent.BACK_TO_DRAFT: ({},),
    ReferralEvent.READY_TO_SEND: ({}, DECISION),
    ReferralEvent.PRINTED: ({},),
    ReferralEvent.SENT: ({"sent_at": "2026-11-23T09:15", "method": "hand", "sent_to": "MASH"},),
    ReferralEvent.ACKNOWLEDGED: ({"acknowledged_at": TIME, "acknowledged_by": "Duty"},),
    ReferralEvent.CHASED: ({"chased_on": DAY, "method": "phone", "chased_whom": "Duty"},),
    ReferralEvent.TRIAGE: tuple(
        {"triaged_at": TIME, "triage_step": step, "parent_consent_seen": "yes"}
        for step in ("triage", "contact", "not_retained")
    ),
    ReferralEvent.DECISION: tuple(
        {"mash_decision": decision, "decided_at": TIME, "decided_by": "Manager"}
        for decision in ("nfa", "fps", "accepted", "immediate")
    ),
    ReferralEvent.ASSESSMENT: tuple(
        {"started_on": DAY, "child_seen_alone": "yes", "finished": "yes", "done_on": DAY, "assessment_outcome": outcome}
        for outcome in ("cin", "s47")
    ),
    ReferralEvent.STRATEGY: tuple(
        {"strategy_on": DAY, "concluded": "yes", "s47_outcome": outcome, "concluded_on": DAY}
        for outcome in ("no_concerns", "icpc")
    ),
    ReferralEvent.CONFERENCE: ({"conference_on": DAY, "conference_outcome": "cp_plan"},),
    ReferralEvent.FEEDBACK: ({"feedback_given": "yes", "feedback_on": DAY},),
    ReferralEvent.NO_FEEDBACK: ({"note": "Rang twice."},),
    ReferralEvent.TOLD_MASH: ({"chased_on": DAY, "method": "phone", "chased_whom": "Duty"},),
    ReferralEvent.ESCALATED: ({"note": "We disagree."},),
    ReferralEvent.RESOLVED: ({"note": "Agreed."},),
    ReferralEvent.CLOSED: ({},),
    ReferralEvent.ARCHIVED: ({},),
    ReferralEvent.REOPENED: ({},),
}
STEPS = [(event, answers) for event, given in ANSWERS.items() for answers in given]


class AnyOrder(RuleBasedStateMachine):
    """One referral; every step is one somebody could take."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="spoc-desk-test-"))
        self.desk: ReferralDesk
        self.version = 1

    @initialize(stage=st.sampled_from(["written", "ready", "protection", "sent"]))
    def begin(self, stage: str) -> None:
        _, self.desk = open_stage(stage, self.folder / "vault", FixedClock())

    @rule(step=st.sampled_from(STEPS))
    def something_happens(self, step: tuple[ReferralEvent, Answers]) -> None:
        event, answers = step
        offer = next((each for each in moves.offered(self.desk.view()) if each.event is event), None)
        before = self.desk.referral
        try:
            self.desk.event(event.value, answers)
        except RefusedByRule:
            assert offer is None or not offer.allowed or event is ReferralEvent.READY_TO_SEND
            assert self.desk.referral == before
        else:
            same_act = event is ReferralEvent.READY_TO_SEND and bool(answers)
            assert offer is not None and (offer.allowed or same_act)

    @rule(full=st.booleans())
    def an_answer_is_changed(self, full: bool) -> None:
        self._if_open(lambda: self.desk.save("reason", {"impact": "She falls asleep." if full else ""}))

    @rule(full=st.booleans())
    def the_reason_without_consent_is_changed(self, full: bool) -> None:
        self._if_open(lambda: self.desk.save("lawful_basis", {"no_consent_reason": "A reason." if full else ""}))

    @rule(kind=st.sampled_from(["a", "b"]), word=st.booleans())
    def somebody_says_yes_or_no(self, kind: str, word: bool) -> None:
        given = SHARING if kind == "b" else GIVEN
        self._if_open(lambda: self.desk.consent(kind, given if word else REFUSED))

    @rule(which=st.sampled_from(["a", "b"]))
    def somebody_takes_it_back(self, which: str) -> None:
        stands = any(each.stands and each.kind == which for each in self.desk.view().consents)
        given = {"person": self.desk.mother, "which": which, "withdrawn_on": DAY, "withdrawn_reason": "Changed"}
        try:
            self.desk.event("withdrawn", given)
        except RefusedByRule:
            assert not stands or self.desk.referral.archived_on is not None
        else:
            assert stands
            assert self.desk.state is ReferralState.DRAFT or self.desk.state in AFTER_SENDING

    def _if_open(self, change) -> None:  # type: ignore[no-untyped-def]
        is_open = self.desk.state in BEFORE_SENDING and self.desk.referral.archived_on is None
        try:
            change()
        except RefusedByRule:
            assert not is_open
        else:
            assert is_open

    @invariant()
    def what_is_printed_may_be_sent(self) -> None:
        facts = facts_of(self.desk.view(), self.desk.clock.today())
        if self.desk.state is not ReferralState.PRINTED:
            return
        assert facts.must == 0
        if facts.level_sought is LevelSought.FPS:
            assert facts.a_given and facts.b_given
        else:
            assert facts.consent_complete or (facts.reason and facts.basis)

    @invariant()
    def the_paper_only_gets_newer(self) -> None:
        assert self.desk.referral.form_version >= self.version
        self.version = self.desk.referral.form_version

    @invariant()
    def what_was_sent_stays_sent(self) -> None:
        assert bool(self.desk.referral.sent_at) == (self.desk.state in AFTER_SENDING)

    @invariant()
    def nothing_is_over_without_feedback_or_its_mark(self) -> None:
        referral = self.desk.referral
        if referral.closed_on is not None and referral.sent_at:
            assert referral.feedback_on is not None or referral.no_feedback
        if referral.archived_on is not None and referral.sent_at:
            assert referral.state is ReferralState.CLOSED

    @invariant()
    def the_story_ends_where_the_referral_stands(self) -> None:
        assert self.desk.view().events[-1].to_state is self.desk.state

    def teardown(self) -> None:
        self.desk.vault.close()
        shutil.rmtree(self.folder, ignore_errors=True)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
