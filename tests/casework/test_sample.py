"""The practice desk: told through the real casework, whole, marked, and nowhere showing an area."""

import pytest

from spoc_desk.casework.agenda import today
from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.directory import add_contact
from spoc_desk.casework.leaks import blocking
from spoc_desk.casework.queries import record_query
from spoc_desk.casework.sample.story import STORIES, lay_out_sample
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import CaseState, Direction
from spoc_desk.profile.documents import load_profile
from spoc_desk.sanitise.findings import Mode, blocks
from spoc_desk.sanitise.scan import scan
from spoc_desk.vault.records.stores import CASES, HANDS, MEETINGS, MEMBERS, QUERIES
from spoc_desk.vault.vault import Vault
from tests.factories import make_vault

EVERYBODY = frozenset({"la_spoc", "administrator", "dcs_office", "dass_office"})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    vault = make_vault(tmp_path_factory.mktemp("sample") / "vault", FixedClock(), roles=EVERYBODY)
    save_profile(vault, load_profile("luton"))
    lay_out_sample(vault, cases=STORIES + 3)
    return vault


def test_six_stories_and_the_plain_ones_are_there_and_marked(desk: Vault) -> None:
    found = list_cases(desk, filter=CaseFilter(open_only=False), limit=50)
    assert found.total == STORIES + 3
    assert all(row.sample for row in found.rows)


@pytest.mark.req("R-003-07", "R-003-31")
def test_the_long_arrival_is_a_joint_case_of_five_with_an_unborn_child(desk: Vault) -> None:
    case = CASES.find(desk, "route = 'joint'")[0]
    people = MEMBERS.find(desk, "case_id = ?", (case.id,))
    assert case.direction is Direction.ARRIVAL
    assert case.state is CaseState.EXCHANGE_ACTIVE
    assert sorted(person.kind.value for person in people) == ["adult", "adult", "child", "child", "unborn"]


def test_the_desk_has_something_in_every_list_of_today(desk: Vault) -> None:
    counts = today(desk).counts
    assert counts.late
    assert counts.due_soon
    assert counts.waiting


def test_a_leaking_copy_put_a_case_on_hold(desk: Vault) -> None:
    assert CASES.count(desk, "state = 'on_hold'") == 1


def test_the_clock_is_back_where_it_was(desk: Vault) -> None:
    assert desk.clock.now() == FixedClock().now()


def test_every_hand_lies_in_the_past(desk: Vault) -> None:
    assert all(hand.happened_on <= desk.clock.today() for hand in HANDS.find(desk))


def test_no_sample_text_shows_an_area(desk: Vault) -> None:
    area = load_profile("luton").own_area
    texts = [meeting.minutes for meeting in MEETINGS.find(desk)] + [query.question for query in QUERIES.find(desk)]
    assert texts
    assert not [text for text in texts if blocks(scan(text, area, Mode.LOCAL))]


def test_a_vault_full_of_samples_passes_every_check(desk: Vault) -> None:
    assert desk.check().ok


@pytest.mark.req("R-003-28")
def test_a_school_of_our_own_directory_is_no_leak_but_one_that_is_not_there_is(desk: Vault) -> None:
    case = CASES.find(desk, "route = 'joint'")[0]
    asked = QUERIES.find(desk, "case_id = ?", (case.id,))[0]
    service = {"kind": "service", "name": "Hightown Primary School", "service_side": "children", "active": "yes",
               "phone": "0300 000 0199"}  # fmt: skip
    add_contact(desk, answers=service, sample=True)
    common = {
        "received_on": desk.clock.today().isoformat(), "method": "phone", "asked_by": asked.asked_by,
        "via_flag": "no", "direct_contact_attempted": "no", "route": "open",
    }  # fmt: skip
    ours = record_query(
        desk, case_id=case.id, answers={**common, "question": "May Hightown Primary School have the file?"}
    )
    theirs = record_query(
        desk, case_id=case.id, answers={**common, "question": "May Lowmoor Primary School have the file?"}
    )
    assert not blocking(ours.leaks)
    assert blocking(theirs.leaks)
