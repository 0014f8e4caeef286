"""What a copy is said to be, and what the proof answers. Light records: they cross to the process apart and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from spoc_desk.sanitise.redact.orders import CoveredPage, Orders, Raster, continues
from spoc_desk.sanitise.redact.tokens import count


class Kind(StrEnum):
    """Which producer made a copy."""

    RETYPE = "retype"
    RASTER = "raster"


@dataclass(frozen=True)
class Proof:
    """What must hold for a copy. In memory only: the terms are what was removed."""

    kind: Kind
    terms: tuple[str, ...] = ()  # must not be found anywhere, in any case or coding
    kept: tuple[tuple[str, int], ...] = ()  # what the reviewer left standing, and how often
    pages: tuple[CoveredPage, ...] = ()  # of a raster copy: its pages in order, and what is covered on each
    tokens: int = 0  # of a re-typeset copy: how many must be there
    pictures: int = 0  # of a re-typeset copy: how many were kept


@dataclass(frozen=True)
class Check:
    """One thing that was checked. `count` is how many were looked at; the sentence never repeats the document."""

    name: str
    passed: bool
    count: int
    sentence: str


def proof_of(orders: Orders, terms: Iterable[str], kept: Iterable[tuple[str, int]] = ()) -> Proof:
    """Return what must hold for the copy made from these orders."""
    if isinstance(orders, Raster):
        return Proof(Kind.RASTER, tuple(terms), tuple(kept), orders.pages)
    passages = orders.passages
    tokens = sum(count(passage.text) for passage in passages if not passage.picture)
    tokens -= sum(
        count(passage.text.partition("\n")[0]) for before, passage in pairwise(passages) if continues(passage, before)
    )
    pictures = sum(1 for passage in passages if passage.picture)
    return Proof(Kind.RETYPE, tuple(terms), tuple(kept), (), tokens, pictures)
