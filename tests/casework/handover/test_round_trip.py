"""A case goes to another desk and comes back: whole, once, and in one pair of hands at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from spoc_desk.casework.agenda import today
from spoc_desk.casework.case_lists import list_cases
from spoc_desk.casework.cases import edit_case
from spoc_desk.casework.clocks import start_clock
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.handover.answering import cancel, handovers, make_receipt, seal_cancellation
from spoc_desk.casework.handover.carried import carried
from spoc_desk.casework.handover.sealing import preview_seal
from spoc_desk.casework.handover.standing import custody
from spoc_desk.casework.household import members
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.present_home import mark_home, unmark_home
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.sharing import HAND_OVER
from spoc_desk.domain.decisions import Outcome
from spoc_desk.domain.handovers import BundleKind, CustodyState, HandoverState
from spoc_desk.errors import BadAnswer
from spoc_desk.handover_errors import (
    BundleCancelled,
    CaseAway,
    CaseInBothHands,
)
from spoc_desk.vault import users
from spoc_desk.vault.records.handover_rows import custody_of
from spoc_desk.vault.records.hanging_rows import rows_of_case
from spoc_desk.vault.records.protected_people import protected_addresses
from spoc_desk.vault.records.stores import CASES, DECISIONS, HANDOVERS
from spoc_desk.vault.vault import Vault
from tests.casework.desk import TODAY as DAY
from tests.casework.handover.two_desks import PURPOSE, Pair, go_on
from tests.casework.own_copy import issue


def _rows(vault, case_id: str):  # type: ignore[no-untyped-def]
    kernel = {"version", "updated_at", "updated_by"}
    going = carried(vault, [case_id])
    return [
        (table, {k: v for k, v in zip(going.tables[table], cells, strict=True) if k not in kernel})
        for table, cells in going.rows
    ]


def test_a_case_travels_whole_and_can_only_be_read_where_it_left(desks: Pair) -> None:
    seen = preview_seal(desks.north, desk_id=desks.id_of(desks.south), case_ids=[desks.case_id])
    assert not seen.blocks and seen.records == len(carried(desks.north, [desks.case_id]).rows)
    before = _rows(desks.north, desks.case_id)
    with pytest.raises(BadAnswer, match="why they may have it"):
        desks.send(desks.north, purpose="  ")

    sealed = desks.send(desks.north)
    (decision,) = (row for row in _rows(desks.north, desks.case_id) if row not in before)  # made in the same act
    assert (decision[0], decision[1]["shared_with"], decision[1]["purpose"]) == ("decisions", "LA SPOC desk", PURPOSE)
    raw = sealed.path.read_bytes()
    assert raw.startswith(b"age-encryption.org/v1\n") and b"Child A" not in raw
    assert [path.name for path in desks.stick.iterdir()] == [sealed.path.name]
    with pytest.raises(CaseAway):
        edit_case(desks.north, case_id=desks.case_id, version=1, answers={"language_interpreter": "Polish"})

    incoming = desks.look(desks.south, sealed)
    assert (incoming.desk_name, incoming.warnings, len(incoming.cases)) == ("DCS office", (), 1)
    assert CASES.find(desks.south) == []
    taken = desks.take(desks.south, sealed)
    assert (taken.case_ids, taken.changed_records, taken.receipt_owed) == ((desks.case_id,), 0, True)
    assert [row for row in _rows(desks.south, desks.case_id) if row != decision] == before
    assert desks.south.check().ok
    members(desks.south, desks.case_id)
    with desks.south.transaction("corrected a case") as tx:
        case = CASES.get(tx, desks.case_id)
        tx.update("cases", case.id, {"language_interpreter": "Polish"}, version=case.version)

    receipt = make_receipt(desks.south, handover_id=taken.handover_id, folder=desks.stick, told=go_on)
    told = desks.take(desks.north, receipt)
    assert (told.kind, told.case_ids) == (BundleKind.RECEIPT, (desks.case_id,))
    there = custody(desks.north, desks.case_id)
    assert there is not None and there.frozen and there.state is CustodyState.THERE

    back = desks.look(desks.north, desks.send(desks.south))
    assert back.cases[0].returns
    assert [(line.record, line.before, line.after) for line in back.cases[0].changes] == [
        ("Cases", "", "Polish"),
        ("Decisions to share", "", "New"),  # the one to hand it back
    ]
    returned = desks.take(desks.north, back.path)
    assert (returned.new_records, returned.changed_records) == (1, 1)
    assert CASES.get(desks.north, desks.case_id).language_interpreter == "Polish"
    assert desks.north.check().ok and desks.south.check().ok
    held = custody(desks.north, desks.case_id)
    assert held is not None and not held.frozen


def test_the_mark_of_the_present_address_travels_and_stops_at_both_desks(desks: Pair) -> None:
    mark_home(desks.north, case_id=desks.case_id, answers={"marks": "14 Lantern Road, Luton"})
    first = protected_addresses(desks.north)
    desks.take(desks.south, desks.send(desks.north))
    assert protected_addresses(desks.south) == protected_addresses(desks.north) == first != []
    for act in (
        lambda: mark_home(desks.north, case_id=desks.case_id, answers={"marks": "3 Quay Road, Luton"}),
        lambda: unmark_home(desks.north, case_id=desks.case_id),
    ):
        with pytest.raises(CaseAway):
            act()
    mark_home(desks.south, case_id=desks.case_id, answers={"marks": "3 Quay Road, Luton"})
    assert protected_addresses(desks.north) == first
    desks.take(desks.north, desks.send(desks.south))
    assert protected_addresses(desks.north) == protected_addresses(desks.south)
    assert set(protected_addresses(desks.north)).isdisjoint(first)
    assert desks.north.check().ok and desks.south.check().ok
    unmark_home(desks.north, case_id=desks.case_id)
    desks.take(desks.south, desks.send(desks.north))
    assert protected_addresses(desks.south) == []


@pytest.mark.fault(59)
def test_a_cancelled_hand_over_is_logged_on_both_sides_and_its_file_is_refused(desks: Pair) -> None:
    sealed = desks.send(desks.north)
    cancel(desks.north, handover_id=sealed.handover_id, reason="The stick was lost", spoken=True)
    held = custody(desks.north, desks.case_id)
    assert held is not None and not held.frozen
    shared, taken_back = DECISIONS.find(desks.north, "case_id = ? AND about = ?", (desks.case_id, HAND_OVER))
    assert (taken_back.outcome, taken_back.reconsiders, taken_back.shared_on) == (Outcome.DO_NOT_SHARE, shared.id, None)
    assert taken_back.rationale == "The hand-over was cancelled: The stick was lost"
    word = seal_cancellation(desks.north, handover_id=sealed.handover_id, folder=desks.stick, told=go_on)
    assert desks.take(desks.south, word).says
    with pytest.raises(BundleCancelled):
        desks.look(desks.south, sealed)
    assert {each.handover.state for each in handovers(desks.south).rows} == {HandoverState.TAKEN, HandoverState.BARRED}
    assert HANDOVERS.get(desks.north, sealed.handover_id).reason == "The stick was lost"
    assert (
        desks.take(desks.south, desks.send(desks.north)).new_records == 23
    )  # a decision for each sealing, and one for the cancelling


@pytest.mark.fault(59)
def test_both_desks_writing_to_a_case_is_never_silent(desks: Pair) -> None:
    sealed = desks.send(desks.north)
    taken = desks.take(desks.south, sealed)
    cancel(desks.north, handover_id=sealed.handover_id, reason="No answer", spoken=True)
    word = seal_cancellation(desks.north, handover_id=sealed.handover_id, folder=desks.stick, told=go_on)
    coming = desks.send(desks.south)
    with pytest.raises(CaseInBothHands):
        desks.look(desks.north, coming)
    cancel(desks.south, handover_id=coming.handover_id, reason="Refused there", spoken=True)
    told = desks.take(desks.south, word)
    assert "took its cases back" in told.says[0]
    now = custody(desks.south, desks.case_id)
    assert now is not None and now.frozen and now.state is not CustodyState.HERE
    assert taken.handover_id == sealed.handover_id


def test_clocks_rest_where_a_case_can_only_be_read(desks: Pair) -> None:
    with desks.north.transaction("recorded a notification") as tx:
        start_clock(tx, "D-02", desks.case_id, "case", desks.case_id, LONG_AGO, calendar(tx), profile(tx))
    assert due(desks.north) == 1
    sealed = desks.send(desks.north)
    assert due(desks.north) == 0
    desks.take(desks.south, sealed)
    assert due(desks.south) == 1
    desks.take(desks.north, desks.send(desks.south))
    assert (due(desks.north), due(desks.south)) == (1, 0)
    again = desks.send(desks.north)
    cancel(desks.north, handover_id=again.handover_id, reason="Stays here", spoken=True)
    assert due(desks.north) == 1


LONG_AGO = DAY - timedelta(days=30)


def due(vault: Vault) -> int:
    """Return how many lines Today has of what is late or due in a case."""
    found = today(vault)
    return sum(row.case_id is not None for row in (*found.late, *found.due_soon))


def test_an_la_spoc_takes_in_what_becomes_the_case_of_whoever_is_named(desks: Pair) -> None:
    """She sees her own relocations only (domain 1.20); the office sees each, and names its LA SPOC."""
    sealed = desks.send(desks.north)
    south = desks.south
    users.add_user(south, "Cal Office", frozenset({"dcs_office"}), b"fir-window-slate-orchard")
    robin, south.actor = south.actor, replace(south.actor, name="Bea Stranger", roles=frozenset({"la_spoc"}))
    settle(south)
    assert south.is_narrowed
    assert desks.take(south, sealed).case_ids == (desks.case_id,)
    assert list_cases(south).total == 0
    south.actor = replace(robin, roles=frozenset({"dcs_office"}))
    settle(south)
    assert list_cases(south).total == 1


def test_the_sheet_on_paper_carries_the_code_that_the_receiver_sees(desks: Pair) -> None:
    sealed = desks.send(desks.north)
    made = prepare(desks.north, kind="handover-sheet", record_ids=[sealed.handover_id])
    words = str(made.document)
    assert made.leaks == () and sealed.head_code[:4] in words and "LA SPOC desk" in words
    incoming = desks.look(desks.south, sealed)
    assert incoming.head_code == sealed.head_code
    assert issue(desks.north, made).copy.kind.value == "handover-sheet"
    taken = desks.take(desks.south, sealed)
    there = str(prepare(desks.south, kind="handover-sheet", record_ids=[taken.handover_id]).document)
    assert sealed.head_code[4:] in there


def test_nothing_of_a_case_is_disposed_of_before_its_receipt_came(desks: Pair) -> None:
    sealed = desks.send(desks.north)
    with pytest.raises(CaseAway, match="no receipt came yet"):
        _erase_a_contact_of(desks)
    taken = desks.take(desks.south, sealed)
    desks.take(desks.north, make_receipt(desks.south, handover_id=taken.handover_id, folder=desks.stick, told=go_on))
    _erase_a_contact_of(desks)
    assert ("custody", custody_of(desks.north, desks.case_id).id) in rows_of_case(desks.north, desks.case_id)  # type: ignore[union-attr]


def _erase_a_contact_of(desks: Pair) -> None:
    with desks.north.transaction("disposed of a record") as tx:
        row = tx.rows("SELECT id, version FROM ukpps_contacts WHERE case_id = ?", (desks.case_id,))[0]
        tx.erase("ukpps_contacts", row["id"], version=row["version"])
