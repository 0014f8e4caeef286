"""Opening a record leaves one line for each person, record and unlock; names leave one at every look."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.casework import looking
from spoc_desk.casework.looking import LookQuery, who_looked
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.names import reveal_name, set_name
from spoc_desk.casework.referrals.opening import open_referral
from spoc_desk.casework.restricted.opening import open_restricted, open_restricted_list
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.clock import FixedClock
from spoc_desk.domain import looks
from spoc_desk.errors import NotAtThisDesk, UnknownRecord
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.print_list import PrintFilter
from spoc_desk.vault.vault import Vault
from tests.casework.referrals.desk import begin
from tests.casework.story import CHILD, Story
from tests.factories import PASSWORD, make_vault

ROLES = frozenset({"la_spoc", "dcs_office"})


@pytest.fixture
def story(tmp_path: Path, clock: FixedClock) -> Iterator[Story]:
    vault = make_vault(tmp_path / "vault", clock, roles=ROLES)
    made = Story(vault)
    made.notify()
    yield made
    made.vault.close()


def _acts(vault: Vault, query: LookQuery | None = None) -> list[str]:
    return [line.what for line in who_looked(vault, query).lines]


def test_a_case_is_noted_once_an_unlock_however_often_it_is_opened(story: Story, tmp_path: Path) -> None:
    for _ in range(3):
        assert looking.open_case(story.vault, story.case_id).case_ref == story.case.case_ref
    assert _acts(story.vault) == ["Looked at a relocation"]
    clock, folder = story.clock, story.vault.folder
    story.vault.close()
    clock.advance(days=1)
    story.vault = open_vault(folder, PASSWORD, clock=clock)
    looking.open_case(story.vault, story.case_id)
    case_looks = who_looked(story.vault, LookQuery(act=looks.CASE))
    assert [(line.who, line.when[:10]) for line in case_looks.lines] == [
        ("Asha Brook", "Tue 24 Nov"), ("Asha Brook", "Mon 23 Nov"),
    ]  # fmt: skip
    assert {line.record for line in case_looks.lines} == {story.case.case_ref}
    assert {line.place for line in case_looks.lines} == {f"case/{story.case_id}/what_now"}


def test_what_is_not_there_was_not_looked_at(story: Story) -> None:
    with pytest.raises(UnknownRecord):
        looking.open_case(story.vault, "nothing")
    assert _acts(story.vault) == []


def test_referrals_restricted_records_and_the_print_register_leave_a_line(story: Story, clock: FixedClock) -> None:
    vault = story.vault
    referral = begin(vault, clock)
    record = add_record(vault, answers={"given_name": "Ida", "family_name": "Pell", "kind": "adoption"}).record
    assert record is not None
    for _ in range(2):
        open_referral(vault, referral.id)
        open_restricted(vault, record.id)
        open_restricted_list(vault)
        looking.open_prints(vault, PrintFilter())
    assert sorted(_acts(vault)) == [
        "Looked at a referral", "Looked at a restricted record", "Looked at the print register",
        "Looked at the restricted records",
    ]  # fmt: skip


def test_reading_a_paper_on_the_screen_is_looking_too(story: Story, clock: FixedClock) -> None:
    looking.open_paper(story.vault, case_id=story.case_id)
    looking.open_paper(story.vault, referral_id=begin(story.vault, clock).id)
    looking.open_paper(story.vault)
    assert _acts(story.vault) == ["Looked at a referral", "Looked at a relocation"]


def test_a_name_leaves_a_line_at_every_look_with_its_reason(story: Story) -> None:
    child = story.add(CHILD)
    set_name(story.vault, member_id=child.id, answers={"given_name": "Ann", "family_name": "Reed"})
    for reason in ("A correction", "A security concern"):
        reveal_name(story.vault, child.id, reason)
    lines = who_looked(story.vault, LookQuery(case_id=story.case_id)).lines
    assert [(line.what, line.reason, line.record) for line in lines] == [
        ("Revealed a name", reason, f"{story.case.case_ref}, Child A")
        for reason in ("A security concern", "A correction")
    ]


def test_who_looked_is_filtered_by_person_record_and_kind_and_paged(story: Story, clock: FixedClock) -> None:
    vault, first, reference = story.vault, story.case_id, story.case.case_ref
    looking.open_case(vault, first)
    second = story.notify()
    looking.open_case(vault, second.id)
    open_referral(vault, begin(vault, clock).id)
    assert who_looked(vault, LookQuery(person="asha")).total == 3
    assert who_looked(vault, LookQuery(person="somebody else")).total == 0
    assert [line.record for line in who_looked(vault, LookQuery(reference=second.case_ref)).lines] == [second.case_ref]
    assert who_looked(vault, LookQuery(case_id=first)).total == 1
    assert who_looked(vault, LookQuery(act=looks.REFERRAL)).total == 1
    page = who_looked(vault, LookQuery(act=looks.CASE), offset=1, limit=1)
    assert (page.total, [line.record for line in page.lines]) == (2, [reference])


def test_that_somebody_read_this_list_is_in_it_too(story: Story) -> None:
    who_looked(story.vault)
    assert _acts(story.vault) == ["Looked at who looked"]


def test_an_auditor_looks_and_is_noted_and_reads_the_reason_she_may(story: Story) -> None:
    child = story.add(CHILD)
    set_name(story.vault, member_id=child.id, answers={"given_name": "Ann", "family_name": "Reed"})
    reveal_name(story.vault, child.id, "A correction", "Ann Reed is spelt so")
    story.vault.actor = replace(story.vault.actor, roles=frozenset({"auditor"}))
    settle(story.vault)
    looking.open_case(story.vault, story.case_id)
    lines = who_looked(story.vault, LookQuery(case_id=story.case_id)).lines
    assert [(line.what, line.reason) for line in lines] == [
        ("Looked at a relocation", ""), ("Revealed a name", "A correction: •••"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["mash", "referrer", "crg", "administrator"])
def test_who_does_not_see_the_trail_sees_nobody_look(story: Story, role: str) -> None:
    looking.open_case(story.vault, story.case_id)
    story.vault.actor = replace(story.vault.actor, roles=frozenset({role}))
    settle(story.vault)
    assert who_looked(story.vault) == looking.Looks((), 0)
    with pytest.raises(NotAtThisDesk):
        looking.open_case(story.vault, story.case_id)
