"""The wait after wrong passwords of a vault: the same one as on the unlock page, whoever had them (security 3.8)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spoc_desk.clock import SystemClock
from spoc_desk.errors import WrongPassword
from spoc_desk.vault import preauth


def refuse_early(folder: Path) -> None:
    """Raise TooSoon while the wait lasts, before anybody is asked for a password."""
    preauth.refuse_early(folder, SystemClock())


@contextmanager
def counted(folder: Path) -> Iterator[None]:
    """Count a wrong password of what is done inside, where the vault does not count it itself.

    The count is a file of the vault's folder that holds nothing of the vault: a damaged one stays as it was.
    """
    try:
        yield
    except WrongPassword:
        preauth.note_wrong(folder, SystemClock())
        raise
