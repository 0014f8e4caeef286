"""One page of a long list: what the window shows at a time."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list, and how many there are in all."""

    rows: tuple[T, ...]
    total: int
    offset: int = 0
