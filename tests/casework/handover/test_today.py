"""What Today says of hand-overs: who owes a receipt, a word or a list, what is late, and nothing of what is settled."""

from dataclasses import replace

from spoc_desk.casework.agenda import Section, agenda_page, today
from spoc_desk.casework.agenda_line import AgendaRow
from spoc_desk.casework.handover.answering import cancel, handover_line, make_receipt, seal_cancellation
from spoc_desk.casework.handover.expired import clear_expired
from spoc_desk.casework.handover.packs import hand_back_list, mark_entered, note_done, packs, seal_hand_back, seal_pack
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.what_now import next_steps
from spoc_desk.clock import FixedClock
from spoc_desk.vault.vault import Vault
from tests.casework.handover.two_desks import Pair, go_on


def lines(vault: Vault) -> dict[str, list[str]]:
    """Return the lines about hand-over, list by list; the counts agree with the lists."""
    found: dict[str, list[str]] = {}
    counts = today(vault).counts
    for section in Section:
        rows: tuple[AgendaRow, ...] = agenda_page(vault, section=section, limit=200).rows
        assert len(rows) == getattr(counts, section.value)
        said = [row.what for row in rows if row.case_ref == "Hand-over"]
        if said:
            found[section.value] = said
    return found


def test_a_receipt_is_waited_for_two_working_days_and_then_somebody_phones(desks: Pair, clock: FixedClock) -> None:
    assert lines(desks.north) == {}
    sealed = desks.send(desks.north)
    assert lines(desks.north) == {"waiting": ["Receipt for 1 case"]}
    assert next_steps(desks.north, desks.case_id) == ()
    assert {row.case_id for section in Section for row in agenda_page(desks.north, section=section).rows} == {None}
    clock.advance(days=2)
    assert lines(desks.north) == {"waiting": ["Receipt for 1 case"]}
    clock.advance(days=1)
    (late,) = [row for row in today(desks.north).late if row.case_ref == "Hand-over"]
    assert late.what == "Did 1 case arrive? Phone LA SPOC desk"
    assert late.words == "no receipt, sealed Mon 23 Nov, 3 working days ago"
    assert late.place == f"handover/{sealed.handover_id}"

    taken = desks.take(desks.south, sealed)
    assert lines(desks.south) == {"due_soon": ["Make the receipt for DCS office"]}
    receipt = make_receipt(desks.south, handover_id=taken.handover_id, folder=desks.stick, told=go_on)
    assert lines(desks.south) == {}
    assert handover_line(desks.south, taken.handover_id).receipt_made
    desks.take(desks.north, receipt)
    assert lines(desks.north) == {}

    desks.send(desks.south)
    desks.south.actor = replace(desks.south.actor, roles=frozenset({"referrer"}))
    settle(desks.south)
    assert lines(desks.south) == {}


def test_a_cancelled_hand_over_owes_a_word_until_it_is_sealed(desks: Pair) -> None:
    sealed = desks.send(desks.north)
    cancel(desks.north, handover_id=sealed.handover_id, reason="Lost", spoken=True)
    assert lines(desks.north) == {"due_soon": ["Tell LA SPOC desk that a hand-over is cancelled"]}
    seal_cancellation(desks.north, handover_id=sealed.handover_id, folder=desks.stick, told=go_on)
    assert lines(desks.north) == {}
    known = handover_line(desks.north, sealed.handover_id)
    assert (known.word_owed, known.word_made) == (False, True)


def test_a_pack_that_ends_and_its_list_are_asked_for_on_both_sides(desks: Pair, clock: FixedClock) -> None:
    sealed = seal_pack(desks.north, folder=desks.stick, desk_id=desks.id_of(desks.south), told=go_on, working_days=2)
    taken = desks.take(desks.south, sealed)
    receipt = make_receipt(desks.south, handover_id=taken.handover_id, folder=desks.stick, told=go_on)
    desks.take(desks.north, receipt)
    assert lines(desks.north) == {}
    (pack,) = packs(desks.south)
    ends = "The deputy pack from DCS office ends"
    clock.advance(days=(pack.ends_on - clock.today()).days)
    assert lines(desks.south) == {"due_soon": [ends]}
    case_ref = pack.lines[0].case_ref
    note_done(desks.south, pack_id=pack.pack_id, case_ref=case_ref, done_on=clock.today(), what_was_done="Rang")
    assert lines(desks.south) == {"due_soon": ["Hand back what you did for DCS office"]}
    clock.advance(days=1)
    clear_expired(desks.south)
    assert lines(desks.south) == {"late": ["Hand back what you did for DCS office"]}
    assert lines(desks.north) == {"waiting": ["Hand-back list of the deputy pack"]}
    back = seal_hand_back(desks.south, pack_id=pack.pack_id, folder=desks.stick, told=go_on)
    assert lines(desks.south) == {}
    desks.take(desks.north, back)
    assert lines(desks.north) == {"due_soon": ["Enter 1 thing a deputy did"]}
    (note,) = hand_back_list(desks.north)
    mark_entered(desks.north, note_id=note.note.id)
    assert lines(desks.north) == {}
