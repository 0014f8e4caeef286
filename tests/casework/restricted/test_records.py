"""The list of restricted records: who keeps it, what is found in it, and how it ends."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from spoc_desk.casework.household import remove_member
from spoc_desk.casework.names import set_name
from spoc_desk.casework.restricted.matching import PersonKeys, is_restricted
from spoc_desk.casework.restricted.records import (
    add_record,
    change_record,
    list_records,
    record,
    record_answers,
    remove_record,
)
from spoc_desk.domain.cases import CaseState, FlagDecision
from spoc_desk.domain.restricted import RestrictedRecord
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet
from spoc_desk.vault.connection import Database
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.rows import Row, SqlValue
from tests.casework.story import Story, stored

CHILD = {
    "given_name": "Katarzyna",
    "family_name": "Łuczak",
    "aliases": "Kate Marchbanks; Bunny",
    "date_of_birth": "2014-03-07",
    "kind": "adoption",
}
WHY = {"removed_reason": "Added by mistake"}


def add(story: Story, **changes: str) -> RestrictedRecord:
    return stored(add_record(story.vault, answers={**CHILD, **changes}), RestrictedRecord)


def test_a_record_stops_until_it_is_taken_off(story: Story) -> None:
    person = [PersonKeys("Katarzina", "Luczak")]
    assert not is_restricted(story.vault, person)
    one = add(story)
    assert is_restricted(story.vault, person)
    assert is_restricted(story.vault, [PersonKeys("Kate", "Marchbanks")])
    remove_record(story.vault, record_id=one.id, answers=WHY)
    assert not is_restricted(story.vault, person)
    assert [line.end_words for line in list_records(story.vault, removed=True).rows] == [
        "Taken off Mon 23 Nov 2026 by Asha Brook"
    ]


def test_a_change_is_matched_at_once(story: Story) -> None:
    one = add(story)
    change_record(story.vault, record_id=one.id, answers={"family_name": "Oakes", "aliases": ""}, version=one.version)
    assert is_restricted(story.vault, [PersonKeys("Katarzyna", "Oakes")])
    assert not is_restricted(story.vault, [PersonKeys("Kate", "Marchbanks")])
    assert record_answers(record(story.vault, one.id).record)["given_name"] == "Katarzyna"


@pytest.mark.parametrize("role", ["dcs_office", "dass_office", "la_spoc", "administrator"])
def test_these_roles_keep_the_list(story: Story, role: str) -> None:
    story.act_as(role)
    add(story)
    assert list_records(story.vault).total == 1


@pytest.mark.parametrize("role", ["referrer", "mash", "deputy", "auditor"])
def test_these_roles_do_not(story: Story, role: str) -> None:
    one = add(story)
    story.act_as(role)
    with pytest.raises(NotAtThisDesk):
        add(story)
    with pytest.raises(NotAtThisDesk):
        record(story.vault, one.id)
    with pytest.raises(NotAtThisDesk):
        remove_record(story.vault, record_id=one.id, answers=WHY)
    assert list_records(story.vault).total == 0


def test_the_list_is_searched_by_the_beginning_of_a_name_and_by_kind(story: Story) -> None:
    add(story)
    add(story, given_name="Ned", family_name="Oakes", aliases="", kind="staff_family")
    assert [line.name for line in list_records(story.vault, text="lucz").rows] == ["Katarzyna Łuczak"]
    assert [line.name for line in list_records(story.vault, text="marchb").rows] == ["Katarzyna Łuczak"]
    assert [line.name for line in list_records(story.vault, kind="staff_family").rows] == ["Ned Oakes"]
    assert list_records(story.vault, text="%").total == 2  # a mark is no name: nothing is asked for


def test_the_end_needs_a_reason_and_comes_once(story: Story) -> None:
    one = add(story)
    with pytest.raises(BadAnswer):
        remove_record(story.vault, record_id=one.id, answers={"removed_reason": " "})
    remove_record(story.vault, record_id=one.id, answers=WHY)
    with pytest.raises(NotYet):
        remove_record(story.vault, record_id=one.id, answers=WHY)
    with pytest.raises(NotYet):
        change_record(story.vault, record_id=one.id, answers={"note": "x"}, version=2)


def test_a_name_is_needed(story: Story) -> None:
    with pytest.raises(BadAnswer):
        add(story, given_name="–", family_name="?")


@pytest.mark.parametrize(
    ("state", "flags", "protected"),
    [
        ("notified", None, True),
        ("on_hold", None, True),
        ("monitoring", None, True),
        ("closed", "keep", True),
        ("closed", "remove", False),
        ("closed", None, False),
    ],
)
def test_people_of_open_and_flagged_cases_are_protected(
    story: Story, state: str, flags: str | None, protected: bool
) -> None:
    story.notify()
    child = story.family()[0]
    set_name(story.vault, member_id=child.id, answers={"given_name": "Rowan", "family_name": "Thistlewood"})
    closed_on = story.clock.today() if state == "closed" else None
    after = replace(
        story.case,
        state=CaseState(state),
        closed_on=closed_on,
        flag_decision=FlagDecision(flags) if flags else None,
    )
    with story.vault.transaction("moved the case") as tx:
        CASES.update(tx, story.case, after)
    assert is_restricted(story.vault, [PersonKeys("Rowan", "Thistlewood")]) is protected


def test_who_left_the_household_is_still_protected(story: Story) -> None:
    story.notify()
    child = story.family()[0]
    set_name(story.vault, member_id=child.id, answers={"given_name": "Rowan", "family_name": "Thistlewood"})
    remove_member(story.vault, member_id=child.id)
    assert is_restricted(story.vault, [PersonKeys("Rowan", "Thistlewood")])


def test_a_household_without_names_is_known_by_two_birthdays(story: Story) -> None:
    story.notify()
    born = [member.date_of_birth for member in story.family() if member.date_of_birth]
    ours = [PersonKeys("Ned", "Oakes", "", born[0]), PersonKeys("Rose", "Oakes", "", born[1])]
    assert is_restricted(story.vault, ours)
    assert not is_restricted(story.vault, ours[:1])


def test_every_answer_asks_the_same_questions(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """No match, a match with a case, a match with an entry: the vault is asked alike."""
    story.notify()
    child = story.family()[0]
    set_name(story.vault, member_id=child.id, answers={"given_name": "Rowan", "family_name": "Thistlewood"})
    add(story)
    asked: list[list[str]] = []
    real = type(story.vault.database).rows

    def listen(database: Database, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]:
        asked[-1].append(sql)
        return real(database, sql, params)

    monkeypatch.setattr(Database, "rows", listen)
    answers = []
    for given, family in (("Ned", "Oakes"), ("Rowan", "Thistlewood"), ("Katarzyna", "Łuczak")):
        asked.append([])
        answers.append(is_restricted(story.vault, [PersonKeys(given, family)]))
    assert answers == [False, True, True]
    assert asked[0] == asked[1] == asked[2]
