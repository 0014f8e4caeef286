"""What goes into a statement and what comes back."""

from collections.abc import Iterator
from typing import Any, Protocol

SqlValue = str | int | float | bytes | None


class Row(Protocol):
    """One row of an answer: by column name or by position."""

    # Any: a column holds whatever its table says; the record stores turn it into a typed value.
    def __getitem__(self, key: int | str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __len__(self) -> int: ...

    def keys(self) -> list[str]: ...
