"""An arrival of a family of five, joint, in the real window, from an empty folder to a leak; read from the vault."""

from collections.abc import Iterator

import pytest

from spoc_desk.casework.cases import case
from spoc_desk.casework.flags import grid
from spoc_desk.casework.household import members
from spoc_desk.casework.meetings import meetings
from spoc_desk.casework.names import reveal_name
from spoc_desk.casework.needs import notices
from spoc_desk.casework.queries import queries
from spoc_desk.casework.register import register
from spoc_desk.casework.routes_to_stop import summary
from spoc_desk.casework.sharing import decisions
from spoc_desk.casework.spocs import appointments, ukpps_spocs
from spoc_desk.casework.standards import standards
from spoc_desk.domain.cases import CaseState, Direction, NotifiedTo, Route
from spoc_desk.domain.document_checks import Mode, Verdict
from spoc_desk.domain.exchanges import Applicable, Check, ExchangeItem, Hand, HandKind, ItemState, RecordType
from spoc_desk.domain.queries import QueryRoute
from spoc_desk.vault.records.stores import CASES, CLOCKS, CONCERNS, DECISIONS, DOCUMENT_CHECKS, HANDS, PRINTS
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.tour import arrival, first_day
from spoc_desk_ui.tour.sample_files import SLIP, UNDER_THE_BAR
from tests.journeys.reading_papers import complaints, said_about_itself, words_of
from tests.journeys.toured import Toured

PAPERS = (
    "recovery-sheet", "meeting-record-blank", "meeting-record", "service-notice", "request-schedule", "flag-request",
    "pass-on-slip", "exchange-register", "chronology", "practitioner-card",
)  # fmt: skip


@pytest.fixture(scope="module")
def vault(toured: Toured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Return the vault after the tour."""
    opened = toured.open(tmp_path_factory.mktemp("arrival") / "vault")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def papers(toured: Toured) -> dict[str, bytes]:
    """Return the papers of this part of the story."""
    return {name: toured.papers[name] for name in PAPERS}


@pytest.fixture(scope="module")
def case_id(vault: Vault) -> str:
    """Return the only arrival."""
    (only,) = CASES.find(vault, "direction = ? AND deleted_at IS NULL", (Direction.ARRIVAL,))
    return only.id


def _hands(vault: Vault, item: ExchangeItem) -> list[Hand]:
    return HANDS.find(vault, "item_id = ?", (item.id,), tail="ORDER BY happened_on, created_at")


def _item(vault: Vault, case_id: str, kind: RecordType) -> ExchangeItem:
    return next(row.item for row in register(vault, case_id=case_id, view="all").rows if row.item.record_type is kind)


class TestVault:
    @pytest.mark.req("R-003-16", "R-003-29", "R-003-30", "R-003-31")
    def test_a_joint_case_is_recorded_with_its_joint_questions(self, vault: Vault, case_id: str) -> None:
        stored = case(vault, case_id)
        assert stored.direction is Direction.ARRIVAL
        assert stored.notified_to is NotifiedTo.BOTH
        assert stored.route is Route.JOINT
        assert stored.state is CaseState.ON_HOLD  # by the leak at the end of the story
        assert stored.joint_meeting_considered
        assert stored.single_la_spoc_considered
        assert stored.sample

    def test_five_people_go_by_alias_and_a_name_is_shown_for_a_reason_only(self, vault: Vault, case_id: str) -> None:
        people = members(vault, case_id)
        assert [one.alias for one in people] == ["Child A", "Child B", "Unborn 1", "Adult 1", "Adult 2"]
        name = reveal_name(vault, people[0].id, "A correction", "To check the spelling")
        assert (name.given_name, name.family_name) == (arrival.GIVEN, arrival.SURNAME)

    @pytest.mark.req("R-003-36", "R-003-37", "R-003-39", "R-003-78")
    def test_the_meeting_was_face_to_face_and_two_standards_are_met(self, vault: Vault, case_id: str) -> None:
        (view,) = meetings(vault, case_id)
        assert view.meeting.face_to_face
        assert view.meeting.ukpps_spoc_identified
        assert len(view.attendees) == 3
        assert [one.met.value for one in standards(vault, case_id)][1] == "met"

    @pytest.mark.req("R-003-19", "R-003-20", "R-003-40")
    def test_both_spocs_are_there_within_the_week(self, vault: Vault, case_id: str) -> None:
        (theirs,) = ukpps_spocs(vault, case_id)
        assert theirs.identity_verified.value == "met"
        ours = appointments(vault, case_id)
        assert sorted(one.contact.name for one in ours) == [first_day.SPOC, first_day.DEPUTY]
        (view,) = meetings(vault, case_id)
        assert all((one.appointment.allocated_on - view.meeting.held_on).days <= 7 for one in ours)

    @pytest.mark.req("R-003-42")
    def test_every_service_lead_was_told(self, vault: Vault, case_id: str) -> None:
        assert len(notices(vault, case_id)) == 6

    @pytest.mark.req("R-003-70", "R-003-71", "R-003-72", "R-003-73", "R-003-74", "R-003-75", "R-003-76")
    def test_every_row_of_the_checklist_is_answered(self, vault: Vault, case_id: str) -> None:
        rows = register(vault, case_id=case_id, view="all").rows
        assert {row.item.record_type for row in rows} == set(RecordType)
        assert all(row.item.applicable is not Applicable.NOT_KNOWN for row in rows)

    @pytest.mark.req("R-003-22", "R-003-23", "R-003-24", "R-003-25", "R-003-26")
    def test_the_school_record_went_through_every_hand_in_order(self, vault: Vault, case_id: str) -> None:
        item = _item(vault, case_id, RecordType.SCHOOL)
        assert item.state is ItemState.PASSED_ON
        wanted = [HandKind.A2, HandKind.A3, HandKind.A4, HandKind.A5, HandKind.A6]
        assert [hand.hand for hand in _hands(vault, item)] == wanted
        decision = DECISIONS.get(vault, _hands(vault, item)[-1].decision_id)
        assert decision.allows

    @pytest.mark.req("R-001-07", "R-003-27")
    def test_each_copy_for_somebody_has_a_decision_of_its_own_and_a_day_to_ask(
        self, vault: Vault, case_id: str
    ) -> None:
        out = PRINTS.find(vault, "case_id = ? AND goes = 'goes_out'", (case_id,))
        decided = {one.copy_id: one for one in decisions(vault, case_id) if one.copy_id}
        assert {copy.id for copy in out} == set(decided)
        assert {"service-notice", "request-schedule", "pass-on-slip", "flag-request"} <= {copy.kind for copy in out}
        assert all(decided[copy.id].shared_with and decided[copy.id].chase_on for copy in out)
        assert all(CLOCKS.count(vault, "rule = 'D-30' AND subject_id = ?", (one.id,)) for one in decided.values())
        assert PRINTS.count(vault, "case_id = ? AND goes = 'own_file'", (case_id,)) >= 2  # without a decision

    def test_the_note_that_was_cut_off_by_the_lock_is_whole(self, vault: Vault, case_id: str) -> None:
        last = _hands(vault, _item(vault, case_id, RecordType.ADULT_SOCIAL_CARE))[-1]
        assert last.hand is HandKind.A4
        assert last.note == "Asked at the desk: the copy comes on Wednesday"

    @pytest.mark.req("R-003-26")
    def test_the_check_of_the_file_records_the_hand_and_sets_the_copy_apart(self, vault: Vault, case_id: str) -> None:
        item = _item(vault, case_id, RecordType.MARAC)
        assert item.state is ItemState.QUARANTINED
        last = _hands(vault, item)[-1]
        (check,) = DOCUMENT_CHECKS.find(vault, "item_id = ?", (item.id,))
        assert (last.hand, last.check_result) == (HandKind.A5, Check.LEAK)
        assert (check.item_id, check.verdict, check.mode) == (item.id, Verdict.LEAKS, Mode.IN)
        assert (check.pages, sum(check.found), check.words_shown) == (3, 3, True)

    def test_a_concern_is_open_and_the_case_stands_still(self, vault: Vault, case_id: str) -> None:
        (concern,) = CONCERNS.find(vault, "case_id IS NOT NULL")
        assert concern.case_id == case_id

    def test_no_word_of_the_file_is_kept(self, vault: Vault) -> None:
        kept = "".join(map(repr, (*DOCUMENT_CHECKS.find(vault), *HANDS.find(vault), *CONCERNS.find(vault))))
        for word in (SLIP, UNDER_THE_BAR, "minutes.pdf"):
            assert word not in kept

    def test_the_flags_stand_as_they_were_placed(self, vault: Vault, case_id: str) -> None:
        shown = grid(vault, case_id)
        assert (shown.placed, shown.needed, shown.not_answered) == (8, 12, 0)

    def test_the_question_of_the_practitioner_is_answered(self, vault: Vault, case_id: str) -> None:
        (line,) = queries(vault, case_id=case_id)
        assert line.query.route is QueryRoute.ANSWERED
        assert line.query.answer_given == arrival.REPLY

    def test_one_everyday_route_is_confirmed_stopped_and_five_are_not(self, vault: Vault, case_id: str) -> None:
        stand = summary(vault, case_id)
        assert (stand.confirmed, stand.to_stop) == (1, 5)


class TestPapers:
    def test_a_screen_reader_and_an_archive_can_use_them(self, papers: dict[str, bytes]) -> None:
        assert {name: complaints(pdf) for name, pdf in papers.items() if complaints(pdf)} == {}

    def test_every_page_is_marked_as_a_sample(self, papers: dict[str, bytes]) -> None:
        for name, pdf in papers.items():
            assert all("SAMPLE" in words for words in words_of(pdf)), name

    def test_no_paper_shows_a_name_of_the_family(self, papers: dict[str, bytes]) -> None:
        for name, pdf in papers.items():
            said = " ".join(words_of(pdf)) + said_about_itself(pdf)
            assert arrival.GIVEN not in said, name
            assert arrival.SURNAME not in said, name

    def test_their_properties_name_no_case_and_nobody(
        self, papers: dict[str, bytes], vault: Vault, case_id: str
    ) -> None:
        reference = case(vault, case_id).case_ref
        for name, pdf in papers.items():
            for word in (reference, first_day.SPOC, "Child A"):
                assert word not in said_about_itself(pdf), name
