"""A deputy pack: what the next days need, to read until a day, and a list that comes back."""

from datetime import date, timedelta

import pytest

from spoc_desk.casework.handover.answering import cancel, make_receipt, seal_cancellation
from spoc_desk.casework.handover.desks import own_desk
from spoc_desk.casework.handover.expired import clear_expired
from spoc_desk.casework.handover.packs import (
    hand_back_list,
    mark_entered,
    note_done,
    packs,
    preview_pack,
    seal_hand_back,
    seal_pack,
)
from spoc_desk.clock import FixedClock
from spoc_desk.domain.handovers import BundleKind
from spoc_desk.domain.queries import Query
from spoc_desk.domain.record import CaseId, ContactId, new_id
from spoc_desk.domain.terms import Method
from spoc_desk.errors import BadAnswer, LeakFound
from spoc_desk.handover_errors import BundleExpired
from spoc_desk.vault.records.stores import CASES, PACK_NOTES, QUERIES
from tests.casework.handover.two_desks import Pair, go_on


def _pack(desks: Pair):  # type: ignore[no-untyped-def]
    return seal_pack(desks.north, folder=desks.stick, desk_id=desks.id_of(desks.south), told=go_on)


def test_it_says_what_the_next_days_need_without_a_name_and_moves_no_case(desks: Pair) -> None:
    seen = preview_pack(desks.north, desk_id=desks.id_of(desks.south))
    words = " ".join(f"{line.heading} {line.words}" for line in seen.lines)
    assert "Child A, Child B, Unborn 1, Adult 1, Adult 2" in words and "07700 900123" in words
    assert "LA SPOC Jordan Field, 0300 000 0100" in words and seen.ends_on == date(2026, 11, 30)
    assert not seen.blocks and 5 < len(seen.lines) < 40
    taken = desks.take(desks.south, _pack(desks))
    assert (taken.kind, taken.new_records, taken.receipt_owed) == (BundleKind.PACK, len(seen.lines), True)
    there = packs(desks.south)[0]
    assert there.lines == seen.lines and there.desk_name == "DCS office"
    assert CASES.find(desks.south) == []
    with desks.north.transaction("corrected a case") as tx:  # the case stays in our hands
        case = CASES.get(tx, desks.case_id)
        tx.update("cases", case.id, {"language_interpreter": "Polish"}, version=case.version)
    receipt = make_receipt(desks.south, handover_id=taken.handover_id, folder=desks.stick, told=go_on)
    assert desks.take(desks.north, receipt).case_ids == ()


def test_what_was_done_goes_back_and_is_entered_by_whoever_keeps_the_case(desks: Pair, clock: FixedClock) -> None:
    pack_id = desks.take(desks.south, _pack(desks)).handover_id
    ref = packs(desks.south)[0].lines[0].case_ref
    with pytest.raises(BadAnswer):
        note_done(desks.south, pack_id=pack_id, case_ref="other", done_on="2026-11-23", what_was_done="Called")
    note_done(desks.south, pack_id=pack_id, case_ref=ref, done_on="2026-11-23", what_was_done="Called the UKPPS SPOC.")
    clock.moment += timedelta(days=8)
    assert clear_expired(desks.south) == 1  # its lines; the note waits until it has gone back
    assert packs(desks.south)[0].lines == () and clear_expired(desks.south) == 0
    back = seal_hand_back(desks.south, pack_id=pack_id, folder=desks.stick, told=go_on)
    assert clear_expired(desks.south) == 1 and packs(desks.south) == ()
    assert PACK_NOTES.find(desks.south) == []
    assert (
        desks.south.own_rows("SELECT count(*) FROM row_history WHERE table_name IN ('packs', 'pack_notes')")[0][0] == 0
    )

    assert desks.take(desks.north, back).new_records == 1
    note = hand_back_list(desks.north)[0]
    assert (note.note.case_id, note.note.what_was_done) == (desks.case_id, "Called the UKPPS SPOC.")
    mark_entered(desks.north, note_id=note.note.id)
    assert hand_back_list(desks.north) == () and len(hand_back_list(desks.north, open_only=False)) == 1


def test_it_ends_when_its_days_are_over_or_when_it_is_taken_back(desks: Pair, clock: FixedClock) -> None:
    first = _pack(desks)
    desks.take(desks.south, first)
    cancel(desks.north, handover_id=first.handover_id, reason="Back at work", spoken=True)
    word = seal_cancellation(desks.north, handover_id=first.handover_id, folder=desks.stick, told=go_on)
    desks.take(desks.south, word)
    assert packs(desks.south) == ()
    late = _pack(desks)
    clock.moment += timedelta(days=8)
    with pytest.raises(BundleExpired):
        desks.look(desks.south, late)


def test_a_text_that_may_show_an_area_stops_it(desks: Pair) -> None:
    with desks.north.transaction("recorded a question") as tx:
        asked = Query(
            id=new_id(), case_id=CaseId(desks.case_id), received_on=date(2026, 11, 20), method=Method.PHONE,
            asked_by=ContactId(desks.desk.school), question="Did they come from Leeds?",
        )  # fmt: skip
        QUERIES.insert(tx, asked)
    assert preview_pack(desks.north, desk_id=desks.id_of(desks.south)).blocks
    with pytest.raises(LeakFound):
        _pack(desks)
    assert list(desks.stick.iterdir()) == [] and own_desk(desks.north) is not None
