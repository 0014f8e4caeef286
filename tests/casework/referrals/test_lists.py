"""The list: found by reference and name, in views, flat in a large vault, the same with and without relocations."""

import time
from datetime import date
from pathlib import Path

import pytest

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.referrals.lists import Group, ReferralFilter, counts, list_referrals
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referrals import CHILD
from spoc_desk.errors import UnknownRecord
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import REFERRAL_ROWS, REFERRALS
from spoc_desk.vault.vault import Actor, Vault
from tests.casework.referrals.conftest import Stage
from tests.casework.referrals.desk import BEFORE, ReferralDesk, begin
from tests.factories import PASSWORD

NOTIFIED = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs"}


def refs(vault: Vault, text: str = "", **wanted: object) -> list[str]:
    found = list_referrals(vault, filter=ReferralFilter(**wanted), text=text)  # type: ignore[arg-type]
    return [line.referral_ref for line in found.rows]


def test_a_referral_is_found_by_each_part_of_its_reference(draft: ReferralDesk) -> None:
    ref = draft.referral.referral_ref
    first, second, number = ref.split()
    for typed in (ref, first, f"{second} {number}", number, ref.upper(), first[:3]):
        assert refs(draft.vault, typed) == [ref], typed
    assert refs(draft.vault, "nothing like it") == []


def test_a_referral_is_found_by_the_beginning_of_any_name_whatever_its_accents(draft: ReferralDesk) -> None:
    draft.row(CHILD, {"given_names": "Zoë", "family_name": "O'Hara-Błaszczyk", "known_as": "Zuzu"})
    for typed in ("zoe", "Zoë", "OHara", "zuz"):
        assert len(refs(draft.vault, typed)) == 1, typed


def test_a_row_taken_out_is_no_longer_found(draft: ReferralDesk) -> None:
    row = REFERRAL_ROWS.get(draft.vault, draft.row(CHILD, {"given_names": "Maja"}))
    with draft.vault.transaction("test") as tx:
        REFERRAL_ROWS.delete(tx, row)
    assert refs(draft.vault, "maja") == []


def test_the_line_says_children_level_state_and_what_is_next(sent: ReferralDesk) -> None:
    line = list_referrals(sent.vault).rows[0]
    assert (line.children, line.children_words, line.state_words) == (1, "Maja Nowak", "Sent")
    assert line.level_words == "Intensive – Family Partnership Service"
    assert (line.due_rule, line.due_on) == ("D-10", date(2026, 11, 24))


def test_the_line_says_that_feedback_is_owed(sent: ReferralDesk) -> None:
    sent.event("decision", {"mash_decision": "nfa", "decided_at": "2026-11-23T09:28", "decided_by": "Duty manager"})
    sent.clock.advance(days=4)
    for sort in ("started", "due"):
        line = list_referrals(sent.vault, filter=ReferralFilter(sort=sort)).rows[0]
        assert (line.due_rule, line.due_on, line.due_what) == ("D-10b", None, "Chase the MASH for what came of it")
        assert line.due_words.startswith("4 days since the MASH decided")


def test_a_day_that_is_set_stands_before_what_has_none(sent: ReferralDesk) -> None:
    decided = {"mash_decision": "accepted", "decided_at": "2026-11-23T09:28", "decided_by": "Duty manager"}
    sent.event("decision", decided)
    assert list_referrals(sent.vault).rows[0].due_rule == "D-12"


def test_views_of_the_list_and_their_counts(vault: Vault, clock: FixedClock) -> None:
    for level in ("INT", "SPE", "UNI"):
        begin(vault, clock, need_level=level)
    found = counts(vault)
    assert (found.by_group[Group.TO_DO], found.by_group[Group.ENDED], found.total) == (2, 1, 3)
    assert len(refs(vault)) == 2
    assert len(refs(vault, open_only=False)) == 3
    assert len(refs(vault, group=Group.ENDED)) == 1
    assert len(refs(vault, state="draft", open_only=False)) == 2


def test_what_was_put_away_is_only_in_its_own_view(draft: ReferralDesk) -> None:
    draft.event("archived")
    assert refs(draft.vault) == []
    assert len(refs(draft.vault, archived=True)) == 1
    assert counts(draft.vault).total == 0


def referrer_at(folder: Path, clock: FixedClock) -> Vault:
    """Return the vault opened for somebody who holds the role Referrer alone."""
    vault = open_vault(folder, PASSWORD, clock=clock)
    vault.actor = Actor(vault.actor.user_id, vault.actor.name, frozenset({"referrer"}))
    return vault


def test_a_referrer_sees_the_same_with_and_without_a_relocation(draft: ReferralDesk, clock: FixedClock) -> None:
    before = (list_referrals(draft.vault).rows, counts(draft.vault))
    case_id = record_notification(draft.vault, answers=NOTIFIED).change.case_id
    hidden = start_referral(draft.vault, answers=BEFORE, case_id=case_id).record
    assert hidden is not None
    hidden_ref = REFERRALS.get(draft.vault, hidden.id).referral_ref
    folder = draft.vault.folder
    draft.vault.close()
    vault = referrer_at(folder, clock)
    assert (list_referrals(vault).rows, counts(vault)) == before
    assert list_referrals(vault, text=hidden_ref).total == 0
    with pytest.raises(UnknownRecord):
        referral_view(vault, hidden.id)
    vault.close()


_NUMBERS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?) "
_WHO = "1, '2026-01-01T00:00:00Z', 'u', '2026-01-01T00:00:00Z', 'u', NULL"


def fill(vault: Vault, number: int) -> None:
    """Store many referrals, each with a child and a clock; nine of ten are over."""
    db = vault.database
    db.begin()
    db.execute(
        _NUMBERS + "INSERT INTO referrals SELECT 'r' || x, 'calm meadow ' || printf('%06d', x),"
        " iif(x % 10, 'closed', 'sent'), 'luton-2021-10', NULL, 'cin', 'SPE', 'new', '', '', 1,"
        " date('2026-11-23', '-' || (x % 900) || ' days'), 'Asha Brook', '2026-11-20T09:00:00Z', NULL, NULL, 0, NULL,"
        " NULL, iif(x % 10, '2026-11-01', NULL), NULL, 0, " + _WHO + " FROM n",
        (number,),
    )
    db.execute(
        _NUMBERS + "INSERT INTO referral_rows SELECT 'c' || x, 'r' || x, 'referral_child', 1,"
        " json_object('given_names', 'Maja' || x % 500, 'family_name', 'Nowak' || x), 'maja' || x % 500,"
        " 'nowak' || x, '', NULL, " + _WHO + " FROM n",
        (number,),
    )
    db.execute(
        _NUMBERS + "INSERT INTO clocks SELECT 'k' || x, 'D-10', NULL, 'referral', 'r' || x, '2026-11-20',"
        " date('2026-11-23', '-' || (x % 900) || ' days'), NULL, NULL, x % 10 = 0, 1, " + _WHO + " FROM n",
        (number,),
    )
    db.commit()


def quickest(vault: Vault, text: str = "", **wanted: object) -> float:
    def once() -> float:
        began = time.process_time()
        list_referrals(vault, filter=ReferralFilter(**wanted), text=text)  # type: ignore[arg-type]
        return time.process_time() - began

    return min(once() for _ in range(5))


def test_a_page_costs_the_same_in_a_large_vault(at_stage: Stage) -> None:
    small, large = at_stage("empty").vault, at_stage("empty").vault
    fill(small, 500)
    fill(large, 20_000)
    assert list_referrals(large).total == 2_000
    for text, wanted in (
        ("", {"sort": "due", "descending": False}), ("", {"sort": "started"}), ("", {"sort": "reference"}),
        ("nowak123", {}), ("calm meadow 000120", {}), ("", {"level": "cin", "sort": "level"}),
    ):  # fmt: skip
        ratio = quickest(large, text, **wanted) / quickest(small, text, **wanted)
        assert ratio < 12, (text, wanted, ratio)  # forty times the rows; counting them grows, fetching does not


def test_five_thousand_are_listed_at_once(at_stage: Stage) -> None:
    vault = at_stage("empty").vault
    fill(vault, 5_000)
    for wanted in ({"sort": "due"}, {"sort": "started"}, {"open_only": False}):
        assert quickest(vault, **wanted) < 0.1
