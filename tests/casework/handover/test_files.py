"""Sanitised copies travel along: made by a real check, refused when changed, saved whole at the other desk or not."""

from hashlib import sha256
from pathlib import Path

import pytest

from spoc_desk.casework.document_checks import Outcome, plan_check, save_check
from spoc_desk.casework.handover.answering import save_files
from spoc_desk.casework.handover.taking_in import take_in
from spoc_desk.domain.document_checks import Mode, Verdict
from spoc_desk.errors import AlreadyExists, BackupPlaceGone, LeakFound, NotYet
from spoc_desk.handover_errors import BundleDamaged, BundleRefused
from spoc_desk.sanitise.apart.asking import go_on as heard
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.review.acceptance import accept_until_clean
from spoc_desk.sanitise.review.making import orders, proof
from spoc_desk.sanitise.review.review import Review
from spoc_desk.vault.vault import Vault
from tests.casework.handover.two_desks import Pair, go_on


def checked_copy(vault: Vault, path: Path) -> None:
    """Read a letter apart, take every finding out, prove the copy, write it, and remember the check in the vault."""
    plan = plan_check(vault, mode=Mode.LOCAL)
    with ReadingRoom(plan.area, plan.mode) as room:
        document = room.read(b"She likes swimming in Scunthorpe.\n", "letter.txt", heard=heard)
        review = Review(document, plan.mode, plan.area)
        accept_until_clean(review, room.boxes, room.look_again)
        wanted = orders(review)
        pdf = room.make(wanted)
        checks = room.prove(pdf, proof(review, wanted))
    assert checks and all(check.passed for check in checks)
    path.write_bytes(pdf)
    proofs = tuple(check.name for check in checks)
    save_check(vault, plan, Outcome(Verdict.COPY, 1, 0, (), proofs=proofs, copy_digest=sha256(pdf).hexdigest()))


def test_a_copy_travels_and_is_saved_whole_or_not_at_all(desks: Pair, tmp_path: Path) -> None:
    copy, out = tmp_path / "copy.pdf", tmp_path / "out"
    out.mkdir()
    checked_copy(desks.north, copy)
    raw = copy.read_bytes()
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(raw + b" ")
    with pytest.raises(LeakFound, match="no sanitised copy"):
        desks.send(desks.north, files=[changed])

    sealed = desks.send(desks.north, files=[copy])
    incoming = desks.look(desks.south, sealed)
    assert [(each.name, each.size) for each in incoming.attachments] == [("copy.pdf", len(raw))]
    with pytest.raises(NotYet):
        save_files(desks.south, incoming=incoming, folder=out, told=go_on)
    take_in(desks.south, incoming)

    with pytest.raises(BackupPlaceGone):
        save_files(desks.south, incoming=incoming, folder=tmp_path / "pulled", told=go_on)
    whole = sealed.path.read_bytes()
    sealed.path.write_bytes(whole[:-40])
    with pytest.raises(BundleRefused):
        save_files(desks.south, incoming=incoming, folder=out, told=go_on)
    assert list(out.iterdir()) == []  # nothing half is left
    sealed.path.write_bytes(whole)

    (saved,) = save_files(desks.south, incoming=incoming, folder=out, told=go_on)
    assert saved.read_bytes() == raw
    assert [path.name for path in out.iterdir()] == ["copy.pdf"]
    with pytest.raises(AlreadyExists):
        save_files(desks.south, incoming=incoming, folder=out, told=go_on)
    other = desks.send(desks.south, files=())
    sealed.path.write_bytes(other.path.read_bytes())  # another file under the same name: ours, and not the one shown
    saved.unlink()
    with pytest.raises((BundleRefused, BundleDamaged)):
        save_files(desks.south, incoming=incoming, folder=out, told=go_on)
    assert list(out.iterdir()) == []
