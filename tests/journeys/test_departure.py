"""The departure of a mother and two children in the real window: gathered, checked, handed to the UKPPS SPOC only."""

import hashlib
from collections.abc import Iterator

import pytest

from spoc_desk.casework.cases import case, case_moves
from spoc_desk.casework.needs import notices
from spoc_desk.casework.register import register
from spoc_desk.casework.routes_to_stop import summary
from spoc_desk.casework.spocs import appointments, ukpps_spocs
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.cases import CaseState, Direction, Route
from spoc_desk.domain.document_checks import Mode, Verdict
from spoc_desk.domain.exchanges import ExchangeItem, Hand, HandKind, ItemState, Origin, Party, RecordType
from spoc_desk.domain.roles import Role
from spoc_desk.vault.records.stores import CASES, DECISIONS, DOCUMENT_CHECKS, HANDS
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.tour import checking, first_day
from spoc_desk_ui.tour.sample_files import COURSE, NICKNAME
from tests.journeys.reading_papers import complaints, words_of
from tests.journeys.toured import Toured

COPY = "school-report-copy"
REMOVED = ("Larkfield", "Stopsley", "Wigmore", "Luton", "LU2", "01582", "Bedford", NICKNAME)

PAPERS = ("service-notice-departure", COPY, "check-certificate", "exchange-register-departure")


@pytest.fixture(scope="module")
def vault(toured: Toured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Return the vault after the tour."""
    opened = toured.open(tmp_path_factory.mktemp("departure") / "vault")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def papers(toured: Toured) -> dict[str, bytes]:
    """Return the papers of this part of the story."""
    return {name: toured.papers[name] for name in PAPERS}


@pytest.fixture(scope="module")
def case_id(vault: Vault) -> str:
    """Return the only departure."""
    (only,) = CASES.find(vault, "direction = ? AND deleted_at IS NULL", (Direction.DEPARTURE,))
    return only.id


def _hands(vault: Vault, item: ExchangeItem) -> list[Hand]:
    return HANDS.find(vault, "item_id = ?", (item.id,), tail="ORDER BY happened_on, created_at")


def _item(vault: Vault, case_id: str, kind: RecordType) -> ExchangeItem:
    return next(row.item for row in register(vault, case_id=case_id, view="all").rows if row.item.record_type is kind)


class TestVault:
    @pytest.mark.req("R-003-45")
    def test_a_departure_is_recorded(self, vault: Vault, case_id: str) -> None:
        stored = case(vault, case_id)
        assert stored.direction is Direction.DEPARTURE
        assert stored.route is Route.CHILD
        assert stored.state is CaseState.EXCHANGE_ACTIVE

    @pytest.mark.req("R-003-48", "R-003-57")
    def test_the_ukpps_spoc_was_called_back_and_the_la_spoc_is_named(self, vault: Vault, case_id: str) -> None:
        (theirs,) = ukpps_spocs(vault, case_id)
        assert theirs.identity_verified.value == "call_back"
        (ours,) = appointments(vault, case_id)
        assert ours.contact.name == first_day.DEPUTY

    @pytest.mark.req("R-003-58")
    def test_routes_were_stopped_and_leads_told_before_the_exchange_opened(self, vault: Vault, case_id: str) -> None:
        assert summary(vault, case_id).confirmed == 5
        assert len(notices(vault, case_id)) == 4
        moves = [move.event for move in case_moves(vault, case_id)]
        assert CaseEvent.SERVICES_INFORMED in moves
        assert CaseEvent.OPEN_EXCHANGE in moves

    @pytest.mark.req("R-003-49", "R-003-50", "R-003-51", "R-003-53")
    def test_the_school_record_went_through_every_hand_in_order(self, vault: Vault, case_id: str) -> None:
        item = _item(vault, case_id, RecordType.SCHOOL)
        assert item.origin is Origin.REQUESTED
        wanted = [HandKind.D1A, HandKind.D2, HandKind.D3, HandKind.D_CHECKED, HandKind.D4, HandKind.D5]
        assert [hand.hand for hand in _hands(vault, item)] == wanted
        handed = _hands(vault, item)[4]
        assert (handed.from_party, handed.to_party) == (Party.LA_SPOC, Party.UKPPS_SPOC)
        assert DECISIONS.get(vault, handed.decision_id).allows

    def test_what_was_gathered_and_not_checked_stays_here(self, vault: Vault, case_id: str) -> None:
        item = _item(vault, case_id, RecordType.CHILDRENS_SOCIAL_WORK)
        assert item.state is ItemState.GATHERED

    def test_the_register_has_the_columns_of_a_departure(self, vault: Vault, case_id: str) -> None:
        titles = [column.title for column in register(vault, case_id=case_id).columns]
        assert "Gathered" in titles
        assert "Received" not in titles

    def test_the_check_is_remembered_in_counts_with_who_signed(self, vault: Vault, case_id: str) -> None:
        item = _item(vault, case_id, RecordType.SCHOOL)
        (check,) = DOCUMENT_CHECKS.find(vault, "item_id = ?", (item.id,))
        assert (check.item_id, check.verdict, check.mode) == (item.id, Verdict.COPY, Mode.OUT)
        assert (check.second_person, check.second_role) == (checking.SECOND_PERSON, Role.DCS_OFFICE)
        assert sum(check.kept) == 1
        assert not [word for word in (*REMOVED, COURSE) if word in repr(check)]


class TestPapers:
    def test_a_screen_reader_and_an_archive_can_use_them(self, papers: dict[str, bytes]) -> None:
        ours = {name: pdf for name, pdf in papers.items() if name != COPY}
        assert {name: complaints(pdf) for name, pdf in ours.items() if complaints(pdf)} == {}

    def test_every_page_is_marked_as_a_sample(self, papers: dict[str, bytes]) -> None:
        for name, pdf in papers.items():
            assert all("SAMPLE" in words for words in words_of(pdf)), name

    def test_the_sanitised_copy_shows_no_place_and_what_was_kept(self, papers: dict[str, bytes]) -> None:
        (said,) = words_of(papers[COPY])
        assert not [word for word in REMOVED if word.casefold() in said.casefold()]
        assert f"{COURSE} Latin Course" in said
        assert said.count("[school removed]") == 2

    def test_the_sanitised_copy_is_the_one_that_the_certificate_names(self, papers: dict[str, bytes]) -> None:
        said = "".join(" ".join(words_of(papers["check-certificate"])).split())
        assert hashlib.sha256(papers[COPY]).hexdigest() in said

    def test_the_notice_tells_the_lead_not_to_trace_the_family(self, papers: dict[str, bytes]) -> None:
        said = " ".join(" ".join(words_of(papers["service-notice-departure"])).split())
        assert "do not try to trace the family" in said
