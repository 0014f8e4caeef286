"""What stands where the connection to the database was, after the lock or a failed disk."""

from collections.abc import Callable
from typing import Any


class Locked:
    """Stands where the connection was: a use after the lock is a fault of this program."""

    in_transaction = False

    def execute(self, *_: object) -> Any:
        """Raise RuntimeError."""
        raise RuntimeError("the vault is locked")

    def set_authorizer(self, _: object) -> None:
        """Nothing to guard."""

    def interrupt(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing to close."""


class Lost(Locked):
    """Stands where the connection was when the disk failed: the next statement tries a new one."""

    def __init__(self, reopen: Callable[[], Any]) -> None:
        self._reopen = reopen

    def execute(self, *words: Any) -> Any:
        """Run a statement on the new connection."""
        return self._reopen().execute(*words)
