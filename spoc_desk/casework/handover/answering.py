"""What follows a hand-over: the receipt, the word that it is cancelled, the list of all bundles, and saved files."""

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from spoc_desk.bundles import opening
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.handover.deciding import decide_again
from spoc_desk.casework.handover.desks import desk_row, own_keys, public_of
from spoc_desk.casework.handover.looking_in import Incoming
from spoc_desk.casework.handover.writing import NOTHING, Draft, Sealed, Told, seal_word, take_back
from spoc_desk.casework.leaks import scan_texts
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.paging import Page
from spoc_desk.domain.handovers import (
    ANSWERED,
    BundleKind,
    Handover,
    HandoverState,
    Way,
)
from spoc_desk.errors import AlreadyExists, BadAnswer, NotYet
from spoc_desk.handover_errors import BundleDamaged
from spoc_desk.machine import medium
from spoc_desk.machine.files import flush_folder
from spoc_desk.vault.records.handover_rows import answers_to, custody_by, handover_named, handover_page
from spoc_desk.vault.records.stores import HANDOVERS, KNOWN_DESKS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

RECEIPT, CANCEL = "made a receipt", "cancelled a hand-over"
SAVED_FILES = "saved the files of a hand-over"


@dataclass(frozen=True)
class HandoverLine:
    """One bundle in the list. `can_cancel`, `receipt_owed`, `word_owed`: what can be done with it now.

    `receipt_made`, `word_made`: it was done, and can be made again where the file was lost.
    """

    handover: Handover
    desk_name: str
    kind_words: str
    way_words: str
    state_words: str
    made_words: str
    expires_words: str
    settled_words: str
    case_ids: tuple[str, ...]
    can_cancel: bool
    receipt_owed: bool
    receipt_made: bool
    word_owed: bool
    word_made: bool


def handovers(vault: Vault, *, offset: int = 0, limit: int = 50) -> Page[HandoverLine]:
    """Return one page of the bundles this desk sealed and took in, the newest first."""
    found, total = handover_page(vault, offset=offset, limit=limit)
    names = {desk.id: desk.name for desk in KNOWN_DESKS.find(vault)}
    return Page(tuple(_line(vault, each, names) for each in found), total, offset)


def handover_line(vault: Vault, handover_id: str) -> HandoverLine:
    """Return one bundle. Raises UnknownRecord."""
    found = HANDOVERS.get(vault, handover_id)
    return _line(vault, found, {found.desk_id: desk_row(vault, found.desk_id).name})


def make_receipt(vault: Vault, *, handover_id: str, folder: Path, told: Told) -> Sealed:
    """Seal a receipt for something that was taken in; a lost one can be made again. Raises NotYet, and what sealing
    raises."""
    known = HANDOVERS.get(vault, handover_id)
    if known.way is not Way.IN or known.kind not in ANSWERED or known.state is not HandoverState.TAKEN:
        raise NotYet("No receipt is owed for this.")
    draft = Draft(BundleKind.RECEIPT, chains={}, going=NOTHING, answers=handover_id)
    sealed = seal_word(vault, folder=folder, desk_id=known.desk_id, draft=draft, told=told)
    with vault.transaction(RECEIPT) as tx:
        again = HANDOVERS.get(tx, handover_id)
        HANDOVERS.update(tx, again, replace(again, settled_at=tx.now))
    return sealed


def cancel(vault: Vault, *, handover_id: str, reason: str, spoken: bool) -> Done:
    """Cancel a hand-over that no receipt came for: its cases are in our hands again.

    *spoken*: the other desk said that it has not taken the file in, and will not. The word for the other desk is owed
    from then on (seal_cancellation). Raises NotYet, BadAnswer.
    """
    known = HANDOVERS.get(vault, handover_id)
    why = " ".join(reason.split())
    if known.way is not Way.OUT or known.kind not in ANSWERED:
        raise NotYet("Only a hand-over that was sealed here can be cancelled here.")
    if known.state not in (HandoverState.SENT, HandoverState.WRITING):
        raise NotYet("This hand-over is settled: its receipt came, or it was cancelled before.")
    if not spoken:
        raise BadAnswer(
            "Speak to the other desk first: if it took the cases in, two desks would write to them.", "spoken"
        )
    if not why:
        raise BadAnswer("Say why the hand-over is cancelled.", "reason")
    leaks = scan_texts({"reason": ("Why is it cancelled?", why)}, own_words(vault))
    with vault.transaction(CANCEL, reason=why) as tx:
        back = take_back(tx, vault, handover_id)
        decide_again(tx, vault, case_ids=back, reason=f"The hand-over was cancelled: {why}")
        gone = replace(known, state=HandoverState.CANCELLED, settled_at=tx.now, reason=why)
        stored = HANDOVERS.update(tx, known, gone)
    return Done(Change(What.HANDOVER, None, (handover_id, *back)), leaks, stored)


def seal_cancellation(vault: Vault, *, handover_id: str, folder: Path, told: Told) -> Sealed:
    """Seal the word for the other desk that a hand-over is cancelled; it logs that, and refuses the file after it."""
    known = HANDOVERS.get(vault, handover_id)
    if known.way is not Way.OUT or known.state is not HandoverState.CANCELLED:
        raise NotYet("Cancel the hand-over first.")
    draft = Draft(BundleKind.CANCELLED, chains={}, going=NOTHING, answers=handover_id)
    return seal_word(vault, folder=folder, desk_id=known.desk_id, draft=draft, told=told)


def save_files(vault: Vault, *, incoming: Incoming, folder: Path, told: Told) -> tuple[Path, ...]:
    """Save the attached files of a bundle that was taken in where she chose; the vault keeps none.

    They count only once every byte of the bundle was proven again. Raises NotYet, AlreadyExists, BackupPlaceFull and
    the like, BundleDamaged where the file is another one by now.
    """
    vault.refuse(SAVED_FILES)
    known = handover_named(vault, incoming.manifest.bundle)
    if known is None or known.state is not HandoverState.TAKEN:
        raise NotYet("Take the hand-over in first.")
    finals = [folder / each.name for each in incoming.attachments]
    if any(path.exists() for path in finals):
        raise AlreadyExists()
    keys, desk = own_keys(vault), desk_row(vault, incoming.desk_id)
    with ExitStack() as undo:
        partials = [path.with_name(path.name + ".partial") for path in finals]
        try:
            writers = [_Writer(undo, path) for path in partials]
            opened = opening.open_bundle(
                incoming.path, keys.identity, keys.public, lambda _signing: public_of(desk),
                lambda done, whole: told("Saving the files", done, whole), lambda number, piece: writers[number](piece),
            )  # fmt: skip
            if opened.manifest != incoming.manifest:
                raise BundleDamaged()
            for writer in writers:
                writer.finish()
            for partial, final in zip(partials, finals, strict=True):
                partial.rename(final)
            flush_folder(folder)
        except OSError as err:
            raise medium.place_trouble(err) from None
    with vault.transaction(SAVED_FILES) as tx:
        tx.note(SAVED_FILES, HANDOVERS.name, known.id)
    return tuple(finals)


class _Writer:
    """One attached file on its way to a folder; whatever has not got its name is taken away."""

    def __init__(self, undo: ExitStack, path: Path) -> None:
        self._path = path
        self._descriptor = medium.new_file(path)
        self._open = True
        undo.callback(self._take_away)

    def __call__(self, piece: bytes) -> None:
        left = memoryview(piece)
        while left:
            left = left[os.write(self._descriptor, left) :]

    def finish(self) -> None:
        """Make it survive a power cut."""
        os.fsync(self._descriptor)
        self._close()

    def _close(self) -> None:
        if self._open:
            self._open = False
            os.close(self._descriptor)

    def _take_away(self) -> None:
        with suppress(OSError):
            self._close()
            self._path.unlink(missing_ok=True)


def _line(reader: Reader, one: Handover, names: dict[str, str]) -> HandoverLine:
    out = one.way is Way.OUT
    receipt, word = receipt_owed(one), word_of_cancelling(reader, one)
    return HandoverLine(
        handover=one,
        desk_name=names.get(one.desk_id, ""),
        kind_words=one.kind.label,
        way_words="To" if out else "From",
        state_words=_state_words(one),
        made_words=in_words(one.made_at),
        expires_words=in_words(one.expires_at),
        settled_words=in_words(one.settled_at),
        case_ids=tuple(each.case_id for each in custody_by(reader, one.id)),
        can_cancel=out and one.kind in ANSWERED and one.state in (HandoverState.SENT, HandoverState.WRITING),
        receipt_owed=receipt,
        receipt_made=not out and one.kind in ANSWERED and one.state is HandoverState.TAKEN and not receipt,
        word_owed=word is WordState.OWED,
        word_made=word is WordState.MADE,
    )


class WordState(Enum):
    """Whether the other desk has to be told that a hand-over is cancelled."""

    NONE = "none"
    OWED = "owed"
    MADE = "made"


def word_of_cancelling(reader: Reader, one: Handover) -> WordState:
    """Say whether the word for the other desk was sealed. Where no file was written nobody has to be told."""
    if one.way is not Way.OUT or one.state is not HandoverState.CANCELLED or not one.file_name:
        return WordState.NONE
    made = answers_to(reader, one.id, BundleKind.CANCELLED, Way.OUT)
    return WordState.MADE if any(each.state is HandoverState.SENT for each in made) else WordState.OWED


def receipt_owed(one: Handover) -> bool:
    """Say whether we took something in and made no receipt yet."""
    taken = one.way is Way.IN and one.state is HandoverState.TAKEN
    return taken and one.kind in ANSWERED and not one.settled_at


def _state_words(one: Handover) -> str:
    if one.state is HandoverState.SENT and one.kind not in ANSWERED:
        return "Sealed"
    if one.state is HandoverState.TAKEN and one.kind in ANSWERED:
        return "Taken in, receipt made" if one.settled_at else "Taken in, receipt owed"
    return one.state.label
