"""From the notification to the receipt: nothing leaves before every gate is open, and never a fifth fact."""

from datetime import date

import pytest

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.household import add_member
from spoc_desk.casework.names import set_name
from spoc_desk.casework.relay import capture, directory, gates, lists, messages, misdirected, school_year, triage
from spoc_desk.casework.relay.lists import Group, RelayFilter, list_relay, relay_counts, relay_view
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.relay import IncidentState, MessageState
from spoc_desk.errors import BadAnswer, Incomplete, NotYet, RefusedByRule
from spoc_desk.forms.definition import Answers
from tests.casework.relay.desk import AGREEMENT, CHILD, CONTACT, INCIDENT, RelayDesk, make_school
from tests.casework.story import Story

CHRISTMAS: Answers = {"first": "2026-12-21", "last": "2027-01-01", "kind": "christmas", "scope": "all"}
PROTECTED: Answers = {"given_names": "Lena", "family_name": "Hart", "date_of_birth": "2016-02-03"}


def gate_names(relay: RelayDesk) -> list[str]:
    return [each.name for each in gates.gates_of(relay.vault, relay.message_id, relay.vault.clock.today())]


@pytest.mark.req("R-000-01", "R-000-03", "R-000-09", "R-000-10")
def test_a_notification_goes_to_the_school_and_comes_back(relay: RelayDesk) -> None:
    assert relay.states == (IncidentState.CAPTURED, MessageState.TO_MATCH)
    relay.share()
    relay.match()
    assert gate_names(relay) == []
    relay.clear()
    told = messages.message_text(relay.vault, message_id=relay.message_id)
    assert "Domestic Abuse Notification" in told.subject
    assert told.body.startswith("Bedfordshire Police have attended")
    assert told.body.count("•") == 4
    relay.send()
    assert relay.states == (IncidentState.TO_SHARE, MessageState.SENT)
    messages.receipt(relay.vault, message_id=relay.message_id)
    messages.feedback(
        relay.vault, message_id=relay.message_id,
        answers={"recorded": "yes", "support": ("mentoring", "eye"), "school_next": "eha"},
    )  # fmt: skip
    messages.close(relay.vault, message_id=relay.message_id)
    assert relay.states == (IncidentState.CLOSED, MessageState.CLOSED)
    assert [each.value for each in relay.message.support] == ["mentoring", "eye"]
    assert relay.message.recorded


class TestGates:
    def test_nothing_is_cleared_before_it_is_decided(self, relay: RelayDesk) -> None:
        relay.match()
        with pytest.raises(NotYet, match="Decide first"):
            relay.clear()

    def test_nothing_is_cleared_that_is_not_to_be_shared(self, relay: RelayDesk) -> None:
        relay.match()
        answers = {"triage": "raises_risk", "triage_reason": "The father reads the school's mail."}
        triage.decide(relay.vault, incident_id=relay.incident_id, answers=answers)
        with pytest.raises(NotYet, match="decided not to tell"):
            relay.clear()

    def test_a_changed_decision_takes_back_what_was_cleared(self, relay: RelayDesk) -> None:
        relay.share()
        relay.match()
        relay.clear()
        answers = {"triage": "not_appropriate", "triage_reason": "The child was not there."}
        triage.decide(relay.vault, incident_id=relay.incident_id, answers=answers)
        assert relay.states == (IncidentState.NOT_SHARED, MessageState.MATCHED)
        with pytest.raises(NotYet):
            messages.message_text(relay.vault, message_id=relay.message_id)

    @pytest.mark.req("R-000-04")
    @pytest.mark.parametrize("lacks", ["school_signed_on", "council_signed_on", "police_signed_on"])
    def test_an_agreement_without_one_signature_stops_it(self, story: Story, lacks: str) -> None:
        relay = RelayDesk(story.vault, make_school(story.vault, in_order=False))
        directory.add_contact(story.vault, school_id=relay.school, answers=CONTACT)
        directory.add_agreement(story.vault, school_id=relay.school, answers={**AGREEMENT, lacks: ""})
        relay.capture()
        relay.share()
        relay.match()
        assert gate_names(relay) == ["agreement current"]
        with pytest.raises(RefusedByRule, match="not signed by"):
            relay.clear()

    @pytest.mark.req("R-000-21")
    def test_a_contact_that_has_left_stops_it_until_another_is_there(self, relay: RelayDesk) -> None:
        relay.share()
        relay.match()
        (contact,) = directory.contacts(relay.vault, relay.school)
        directory.change_contact(
            relay.vault, contact_id=contact.id, answers={"to_date": "2026-11-22"}, version=contact.version
        )
        assert gate_names(relay) == ["contact current"]
        directory.add_contact(
            relay.vault, school_id=relay.school, answers={**CONTACT, "name": "Jo Birch", "from_date": "2026-11-23"}
        )
        assert gate_names(relay) == []

    @pytest.mark.req("R-000-15")
    def test_a_long_closure_stops_it_and_a_half_term_does_not(self, relay: RelayDesk, story: Story) -> None:
        relay.share()
        school_year.add_closure(relay.vault, answers=CHRISTMAS)
        half_term = {"first": "2026-11-23", "last": "2026-11-27", "kind": "half_term", "scope": "all"}
        school_year.add_closure(relay.vault, answers=half_term)
        relay.match()
        assert gate_names(relay) == []
        inset = {
            "first": "2026-11-30",
            "last": "2026-11-30",
            "kind": "inset",
            "scope": "school",
            "school_id": relay.school,
        }
        school_year.add_closure(relay.vault, answers=inset)
        assert gate_names(relay) == ["not in a long closure"]
        messages.not_sent(relay.vault, message_id=relay.message_id)
        assert relay.states == (IncidentState.CLOSED, MessageState.NOT_SENT)

    def test_a_manager_may_have_it_sent_in_a_closure(self, relay: RelayDesk) -> None:
        relay.share()
        school_year.add_closure(relay.vault, answers={**CHRISTMAS, "first": "2026-11-23"})
        relay.match()
        with pytest.raises(Incomplete):
            messages.override_closure(relay.vault, message_id=relay.message_id, reason=" ")
        messages.override_closure(relay.vault, message_id=relay.message_id, reason="The club of the school is open.")
        relay.clear()
        assert relay.message.override_by == relay.vault.actor.name

    @pytest.mark.req("R-000-16")
    def test_a_school_is_made_sure_of_again_after_a_long_holiday(self, relay: RelayDesk) -> None:
        relay.share()
        relay.match(confirmed_on="2026-08-28")
        assert gate_names(relay) == ["school confirmed"]
        relay.match(confirmed_on="2026-09-02")
        assert gate_names(relay) == []
        autumn = {"first": "2026-10-19", "last": "2026-10-30", "kind": "half_term", "scope": "all"}
        school_year.add_closure(relay.vault, answers=autumn)
        assert gate_names(relay) == ["school confirmed"]

    def test_a_change_of_a_child_takes_the_clearance_back(self, relay: RelayDesk) -> None:
        relay.share()
        relay.match()
        relay.clear()
        capture.change_child(
            relay.vault, message_id=relay.message_id, answers={"family_name": "Samples"}, version=relay.message.version
        )
        assert relay.message.state is MessageState.MATCHED

    def test_an_agreement_that_ends_after_clearing_stops_the_text(self, relay: RelayDesk) -> None:
        relay.share()
        relay.match()
        relay.clear()
        (agreement,) = directory.agreements(relay.vault, relay.school)
        directory.change_agreement(
            relay.vault, agreement_id=agreement.id, answers={"ended_on": "2026-11-23"}, version=agreement.version
        )
        with pytest.raises(RefusedByRule, match="ended on"):
            messages.message_text(relay.vault, message_id=relay.message_id)
        with pytest.raises(RefusedByRule):
            relay.send()


class TestProtectedFamily:
    """A match stops it in the same change, whatever kind of record it is, and nothing of it can be copied."""

    def protect(self, story: Story, kind: str) -> None:
        if kind == "relocation":
            notified = {
                "direction": "arrival",
                "subject_kind": "family",
                "ukpps_notified_on": "2026-11-20",
                "notified_to": "dcs",
            }
            case = record_notification(story.vault, answers=notified).record
            assert case is not None
            member = add_member(
                story.vault,
                case_id=case.id,
                answers={"kind": "child", "relationship": "child", "date_of_birth": "2016-02-03"},
            ).record
            assert member is not None
            set_name(story.vault, member_id=member.id, answers={"given_name": "Lena", "family_name": "Hart"})
        else:
            person = {
                "kind": kind,
                "given_name": "Lena",
                "family_name": "Hart",
                "date_of_birth": "2016-02-03",
                "note": "x",
            }
            add_record(story.vault, answers=person)

    @pytest.mark.parametrize("kind", ["relocation", "staff_family", "adoption"])
    def test_captured_it_is_stopped_at_once_for_the_sibling_too(self, story: Story, kind: str) -> None:
        self.protect(story, kind)
        relay = RelayDesk(story.vault, make_school(story.vault))
        relay.capture(CHILD, PROTECTED)
        assert relay.incident.state is IncidentState.STOPPED
        view = relay_view(story.vault, relay.incident_id)
        assert view.stopped
        assert view.stop_words == RESTRICTED_WORDS
        assert {gate.what for message in view.messages for gate in message.gates} == {RESTRICTED_WORDS}
        with pytest.raises(NotYet):
            relay.share()

    def test_while_it_is_stopped_nothing_is_prepared(self, story: Story) -> None:
        self.protect(story, "adoption")
        relay = RelayDesk(story.vault, make_school(story.vault))
        relay.capture(PROTECTED)
        before = relay.states
        for step in (
            relay.match, relay.clear, relay.send,
            lambda: messages.no_school(story.vault, message_id=relay.message_id, reason="Told the admissions team."),
            lambda: messages.not_sent(story.vault, message_id=relay.message_id),
            lambda: messages.override_closure(story.vault, message_id=relay.message_id, reason="Urgent."),
        ):  # fmt: skip
            with pytest.raises(RefusedByRule, match=RESTRICTED_WORDS[:17]):
                step()
        assert relay.states == before
        assert relay.message.school_id is None

    def test_protected_later_it_stops_before_the_text_is_given_out(self, story: Story) -> None:
        relay = RelayDesk(story.vault, make_school(story.vault))
        relay.capture(PROTECTED)
        relay.share()
        relay.match()
        relay.clear()
        self.protect(story, "relocation")
        with pytest.raises(RefusedByRule, match="Restricted record"):
            messages.message_text(story.vault, message_id=relay.message_id)
        with pytest.raises(RefusedByRule):
            relay.send()
        assert relay_counts(story.vault)[Group.STOPPED] == 1  # the office finds it
        triage.release(story.vault, incident_id=relay.incident_id, words="The DCS office looked at it.")
        assert messages.message_text(story.vault, message_id=relay.message_id).body.count("•") == 4

    def test_the_office_releases_these_children_and_no_others(self, story: Story) -> None:
        self.protect(story, "staff_family")
        relay = RelayDesk(story.vault, make_school(story.vault))
        relay.capture(PROTECTED)
        with pytest.raises(Incomplete):
            triage.release(story.vault, incident_id=relay.incident_id, words="")
        triage.release(story.vault, incident_id=relay.incident_id, words="The DCS office looked at it.")
        relay.match()
        relay.clear()
        capture.add_child(story.vault, incident_id=relay.incident_id, answers={**PROTECTED, "given_names": "Leni"})
        assert relay.incident.state is IncidentState.STOPPED
        with pytest.raises(RefusedByRule):
            messages.message_text(story.vault, message_id=relay.message_id)

    def test_handled_by_the_office_nobody_is_told(self, story: Story) -> None:
        self.protect(story, "adoption")
        relay = RelayDesk(story.vault, make_school(story.vault))
        relay.capture(PROTECTED)
        triage.handle(story.vault, incident_id=relay.incident_id, words="Asked the LA SPOC.")
        for step in (relay.match, relay.clear):
            with pytest.raises(RefusedByRule):
                step()
        assert relay.incident.state is IncidentState.HANDLED


class TestCapture:
    def test_it_needs_a_child(self, story: Story) -> None:
        with pytest.raises(Incomplete):
            capture.capture(story.vault, answers=INCIDENT, children=())

    def test_an_incident_is_not_later_than_its_notification(self, story: Story) -> None:
        with pytest.raises(BadAnswer, match="later than its notification"):
            capture.capture(story.vault, answers={**INCIDENT, "received_at": "2026-11-20T08:00"}, children=(CHILD,))

    def test_twins_are_found_by_reference_and_by_child(self, relay: RelayDesk) -> None:
        found = capture.twins(relay.vault, police_ref="DA/1201/26", incident_date="2026-11-21", children=())
        assert [each.incident_id for each in found] == [relay.incident_id]
        same = {**CHILD, "given_names": "MAJA"}
        found = capture.twins(relay.vault, police_ref="other", incident_date="2026-11-21", children=(same,))
        assert "the same child" in found[0].words
        assert not capture.twins(relay.vault, police_ref="other", incident_date="2026-11-20", children=(same,))

    def test_a_change_before_sending_keeps_the_moment_of_receipt(self, relay: RelayDesk) -> None:
        before = relay.incident
        capture.change_incident(
            relay.vault, incident_id=before.id, answers={"police_ref": "DA/1202/26"}, version=before.version
        )
        assert (relay.incident.police_ref, relay.incident.received_at) == ("DA/1202/26", before.received_at)

    def test_after_sending_what_was_sent_stays(self, relay: RelayDesk) -> None:
        relay.share()
        relay.match()
        relay.clear()
        relay.send()
        with pytest.raises(NotYet):
            capture.change_incident(
                relay.vault, incident_id=relay.incident_id, answers={"police_ref": "x"}, version=relay.incident.version
            )
        with pytest.raises(NotYet):
            capture.change_child(
                relay.vault, message_id=relay.message_id, answers={"given_names": "x"}, version=relay.message.version
            )

    def test_the_last_child_cannot_be_taken_out(self, relay: RelayDesk) -> None:
        with pytest.raises(Incomplete):
            capture.remove_child(relay.vault, message_id=relay.message_id, reason="A cousin.")
        capture.add_child(relay.vault, incident_id=relay.incident_id, answers={**CHILD, "given_names": "Jan"})
        capture.remove_child(relay.vault, message_id=relay.message_id, reason="A cousin.")
        assert len(relay_view(relay.vault, relay.incident_id).messages) == 1


class TestLists:
    def test_each_view_counts_its_own(self, relay: RelayDesk) -> None:
        assert relay_counts(relay.vault)[Group.TO_DECIDE] == 1
        relay.share()
        assert relay_counts(relay.vault)[Group.TO_SEND] == 1
        relay.match()
        relay.clear()
        relay.send()
        counts = relay_counts(relay.vault)
        assert (counts[Group.TO_SEND], counts[Group.WAITING]) == (0, 1)
        page = list_relay(relay.vault, filter=RelayFilter(group=Group.WAITING))
        assert [line.id for line in page.rows] == [relay.incident_id]
        assert page.rows[0].children[0].school == "Harbour Primary"

    @pytest.mark.parametrize(("text", "found"), [("Samp", 1), ("maj", 1), ("DA/12", 1), ("Nobody", 0), ("", 1)])
    def test_a_search_finds_a_child_or_a_reference(self, relay: RelayDesk, text: str, found: int) -> None:
        assert list_relay(relay.vault, text=text).total == found

    def test_schools_that_cannot_be_told_are_a_list(self, relay: RelayDesk) -> None:
        make_school(relay.vault, "Lantern Junior", in_order=False)
        (state,) = directory.schools_not_in_order(relay.vault)
        assert (state.school.name, state.agreement_words, state.contact_words) == (
            "Lantern Junior",
            "No agreement",
            "No contact",
        )


def test_a_new_contact_ends_the_one_before_and_the_history_stays(relay: RelayDesk) -> None:
    directory.add_contact(
        relay.vault, school_id=relay.school, answers={**CONTACT, "name": "Jo Birch", "from_date": "2026-11-01"}
    )
    found = directory.contacts(relay.vault, relay.school)
    assert [(each.name, each.to_date) for each in found] == [("Jo Birch", None), ("Ruth Alder", date(2026, 10, 31))]
    current = gates.current_contact(relay.vault, relay.school, date(2026, 11, 23))
    assert current is not None
    assert current.name == "Jo Birch"


def test_a_misdirected_message_has_its_steps_and_its_hours(relay: RelayDesk) -> None:
    said = {"found_at": "2026-11-23T09:25", "what_happened": "It went to the school of a namesake."}
    with pytest.raises(NotYet):
        misdirected.misdirected(relay.vault, message_id=relay.message_id, answers=said)
    relay.share()
    relay.match()
    relay.clear()
    relay.send()
    misdirected.misdirected(relay.vault, message_id=relay.message_id, answers=said)
    (view,) = misdirected.open_misdirections(relay.vault)
    assert view.until_words == "Thu 26 Nov 2026, 09:25"
    with pytest.raises(Incomplete):
        misdirected.close_misdirection(relay.vault, record_id=view.record.id)
    misdirected.tell_dpo(relay.vault, record_id=view.record.id)
    misdirected.close_misdirection(relay.vault, record_id=view.record.id)
    assert misdirected.open_misdirections(relay.vault) == ()
    assert relay.incident.state is IncidentState.CLOSED


def test_a_year_of_closures_is_copied_with_its_weekdays(story: Story) -> None:
    school_year.add_closure(story.vault, answers=CHRISTMAS)
    school_year.copy_year(story.vault, from_year="2026-27", to_year="2027-28")
    (line,) = school_year.closures_of(story.vault, "2027-28")
    assert (line.closure.first, line.closure.last) == (date(2027, 12, 20), date(2027, 12, 31))
    with pytest.raises(BadAnswer):
        school_year.copy_year(story.vault, from_year="2026-27", to_year="2027-28")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"last": "2026-12-01"}, "last"), ({"last": "2027-06-01"}, "last"), ({"scope": "school"}, "school_id"),
     ({"scope": "partnership"}, "partnership")],
)  # fmt: skip
def test_a_closure_that_does_not_fit_is_refused(story: Story, changes: Answers, field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        school_year.add_closure(story.vault, answers={**CHRISTMAS, **changes})
    assert refused.value.field == field


def test_lists_has_every_state_in_one_view() -> None:
    shown = {state for states in lists.STATES.values() for state in states}
    assert shown == set(IncidentState)
