"""A header for a vault that has none any more, out of a backup of the same vault: only where it fits what lies here.

A header says who has a key. One from a backup may be older than the vault: then somebody was removed, or a sheet was
replaced, since. So the database itself must say that it has seen no later one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spoc_desk.errors import HeaderMisfit, HeaderTooOld, RefusedByRule, TooNew, Unfinished, UserError
from spoc_desk.machine.files import machine_trouble, place_marker
from spoc_desk.vault import backup_reading, generations, header, header_files, opening, selftest, subkeys
from spoc_desk.vault.header import Header
from spoc_desk.vault.salvage import cells
from spoc_desk.vault.salvage.pages import Pages
from spoc_desk.vault.second_key import Secret
from spoc_desk.vault.vault import MARKER

# The columns of meta that come first, in the order of the file (schema/0001_vault.sql is never edited).
_ONE, _VAULT, _GENERATION, _HEADER_SEQ, _LEAST_COLUMNS = 0, 1, 2, 4, 13
_WHOLE: Final = "The keys of this vault are whole. Nothing has to be put back."


def is_lost(folder: Path) -> bool:
    """Say whether no copy of a vault's header can be used, though a database lies there."""
    try:
        header_files.load(folder)
    except (TooNew, Unfinished):
        return False
    except UserError:
        return bool(generations.present(folder))
    return False


def put_back(folder: Path, backup: Path, secret: Secret) -> None:
    """Give a vault the header of a backup. The next unlock checks everything.

    Raises HeaderTooOld where the vault has seen a later one, HeaderMisfit where it is of another vault or of other
    keys, RefusedByRule where nothing is lost, WrongPassword, WrongRecoveryCode, and what reading a backup raises. Then
    nothing was changed.
    """
    selftest.check_libraries()
    if not is_lost(folder):
        raise RefusedByRule(_WHOLE)
    with backup_reading.reading(backup) as (_, head):
        found = backup_reading.unseal(head, secret)
    with opening.locked(folder) as lock:
        _refuse_misfit(folder, head.header, found.master)
        header.prove(head.header_raw, found.master)
        place_marker(folder / MARKER)
        header_files.save(folder, head.header_raw)
        lock.release()


def _refuse_misfit(folder: Path, counts: Header, master: bytes) -> None:
    present = generations.present(folder)
    if any(other > counts.generation for other in present):
        raise HeaderTooOld()
    if counts.generation not in present:
        raise HeaderMisfit()
    path = generations.database_path(folder, counts.generation)
    key = subkeys.database_key(master, counts.generation)
    try:
        with Pages(path, key, counts.db_salt) as pages:
            seen = [
                seq
                for vault, generation, seq in _facts(pages)
                if (vault, generation) == (counts.vault, counts.generation)
            ]
    except OSError as err:
        raise machine_trouble(err) from None
    if not seen:
        raise HeaderMisfit()
    if max(seen) > counts.seq:
        raise HeaderTooOld()


def _facts(pages: Pages) -> Iterator[tuple[str, int, int]]:
    """Yield what the database says of itself: its vault, its generation, and the last header it has seen."""
    for number, page in pages.each():
        if page is None or not cells.is_table_leaf(number, page):
            continue
        for cell in cells.cells(number, page, pages.page):
            values = cell.values if cell is not None else ()
            if len(values) >= _LEAST_COLUMNS and values[_ONE] is None:
                vault, generation, seq = values[_VAULT], values[_GENERATION], values[_HEADER_SEQ]
                if isinstance(vault, str) and isinstance(generation, int) and isinstance(seq, int):
                    yield vault, generation, seq
