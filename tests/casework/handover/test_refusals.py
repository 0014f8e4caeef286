"""What may not come in is refused with its reason, and nothing is stored."""

from dataclasses import replace
from datetime import timedelta

import pytest

from spoc_desk.casework.handover import writing
from spoc_desk.casework.handover.answering import handovers, make_receipt
from spoc_desk.casework.handover.desks import add_desk, card_file, known_desks, read_card, renew_keys, revoke_desk
from spoc_desk.casework.handover.standing import custody
from spoc_desk.casework.handover.writing import Sealed
from spoc_desk.clock import FixedClock
from spoc_desk.domain.handovers import BundleKind, CustodyState
from spoc_desk.errors import BadAnswer
from spoc_desk.handover_errors import (
    BadDeskCard,
    BundleExpired,
    BundleForAnotherDesk,
    BundleFromUnknownDesk,
    BundleOutOfOrder,
    BundleReplayed,
    BundleTooNew,
    CaseAway,
    DeskRevoked,
    VaultBehind,
)
from spoc_desk.vault.records.stores import CASES, KNOWN_DESKS
from tests.casework.handover.two_desks import Pair, go_on, meet


@pytest.mark.fault(57)
def test_another_receiver_a_second_time_an_older_one_and_a_late_one(desks: Pair, clock: FixedClock) -> None:
    first = desks.send(desks.north)
    with pytest.raises(BundleForAnotherDesk):
        desks.look(desks.north, first)
    desks.take(desks.south, first)
    with pytest.raises(BundleReplayed):
        desks.look(desks.south, first)
    with pytest.raises(CaseAway):
        desks.send(desks.north)
    lost = make_receipt(desks.south, handover_id=first.handover_id, folder=desks.stick, told=go_on)
    again = make_receipt(desks.south, handover_id=first.handover_id, folder=desks.stick, told=go_on)
    assert "did not come" in desks.look(desks.north, again).warnings[0]
    desks.take(desks.north, again)
    with pytest.raises(BundleOutOfOrder):
        desks.look(desks.north, lost)
    there = custody(desks.north, desks.case_id)
    assert there is not None and there.state is CustodyState.THERE
    back = desks.send(desks.south, valid_days=2)
    clock.moment += timedelta(days=3)
    with pytest.raises(BundleExpired):
        desks.look(desks.north, back)


@pytest.mark.fault(57)
def test_a_desk_that_is_unknown_revoked_or_has_new_keys(desks: Pair) -> None:
    sealed = desks.send(desks.north)
    renew_keys(desks.north)
    desks.take(desks.south, sealed)  # sealed with the keys that south knows
    receipt = make_receipt(desks.south, handover_id=sealed.handover_id, folder=desks.stick, told=go_on)
    with pytest.raises(BundleForAnotherDesk):
        desks.look(desks.north, receipt)  # the old keys are gone for good
    meet(desks.south, desks.north, "DCS office, new keys", "dcs_office")
    fresh = _copy_of_another(desks)
    assert desks.look(desks.south, fresh).kind is BundleKind.COPY
    revoke_desk(desks.south, desk_id=desks.id_of(desks.north), reason="A laptop was stolen")
    with pytest.raises(DeskRevoked):
        desks.look(desks.south, fresh)
    assert [desk.revoked for desk in known_desks(desks.south)] == [False, True]


def _copy_of_another(desks: Pair) -> Sealed:
    """Seal a copy of a second case under the new keys."""
    from_case = CASES.find(desks.north)[0]
    with desks.north.transaction("recorded a notification") as tx:
        other = CASES.insert(tx, replace(from_case, id="7b1c9d3e-0000-4000-8000-000000000009", case_ref="calm tide 1"))
    return desks.send(desks.north, other.id, kind="copy")


def test_a_newer_program_is_asked_for_and_a_stranger_is_sent_away(desks: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(writing.migrate, "newest", lambda _schema: 999)
        newer = desks.send(desks.north)
    with pytest.raises(BundleTooNew):
        desks.look(desks.south, newer)
    known = KNOWN_DESKS.find(desks.south)[0]
    with desks.south.transaction("changed a desk of the list") as tx:
        KNOWN_DESKS.update(tx, known, replace(known, signing_key="0" * 64))
    with pytest.raises(BundleFromUnknownDesk):
        desks.look(desks.south, newer)
    assert CASES.find(desks.south) == [] and handovers(desks.south).total == 0


def test_a_vault_that_was_put_back_is_noticed_by_the_other_desk(desks: Pair) -> None:
    """A whole disk put back takes the memory of the computer along; what the other desk has seen it does not."""
    first = desks.take(desks.south, desks.send(desks.north))
    known = KNOWN_DESKS.find(desks.south)[0]
    with desks.south.transaction("changed a desk of the list") as tx:
        KNOWN_DESKS.update(tx, known, replace(known, seen_head="f" * 64))  # of a later day, which north has not
    receipt = make_receipt(desks.south, handover_id=first.handover_id, folder=desks.stick, told=go_on)
    with pytest.raises(VaultBehind):
        desks.look(desks.north, receipt)


def test_cards_are_compared_before_they_count(desks: Pair) -> None:
    card = read_card(desks.south, data=card_file(desks.north))
    assert card.known and card.words == next(desk.words for desk in known_desks(desks.south))
    with pytest.raises(BadAnswer, match="six words"):
        add_desk(desks.south, card=card, name="X", role="la_spoc", compared=False)
    with pytest.raises(BadAnswer, match="on the list already"):
        add_desk(desks.south, card=card, name="X", role="la_spoc", compared=True)
    with pytest.raises(BadDeskCard, match="itself"):
        read_card(desks.north, data=card_file(desks.north))
