"""What a bundle says of itself, signed: from whom, for whom, which one, until when, and exactly what is in it."""

import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Final, Self

from spoc_desk.bundles import spelling
from spoc_desk.bundles.limits import (
    MOST_ATTACHMENT_BYTES,
    MOST_ATTACHMENTS,
    MOST_CASES,
    MOST_COLUMNS,
    MOST_RECORD_BYTES,
    MOST_RECORDS,
    MOST_TABLES,
)
from spoc_desk.domain.handovers import BundleKind
from spoc_desk.handover_errors import BundleMisfit, BundleTooLarge, BundleTooNew

FORMAT: Final = 1
_ID: Final = re.compile(r"[0-9a-f]{32}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_CASE: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,119}")
_MOST_NUMBER: Final = 2**53
_LONGEST_WORDS: Final = 200
_MOST_CHAIN: Final = 200


@dataclass(frozen=True)
class State:
    """How far a vault had come when it was last seen: what another desk remembers of it."""

    epoch: int
    commit_no: int
    entry: int
    head: str


@dataclass(frozen=True)
class Attachment:
    """A file that travels beside the records."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """The signed part. `tables` names the columns of each kind of record, in the order of its cells."""

    bundle: str
    kind: BundleKind
    sender: str
    receiver: str
    sequence: int
    skipped: tuple[int, ...]
    """Earlier numbers that will never arrive, because their hand-over was cancelled."""
    made_at: str
    expires_at: str
    made_by: str
    app: str
    schema: int
    answers: str
    """The bundle that this one answers; "" where it answers none."""
    words: str
    """One line of the sender to the receiver, or ""."""
    anchor: State
    yours: State | None
    """What the sender last saw of the receiver's vault."""
    chains: dict[str, tuple[str, ...]]
    """The cases, and the hand-overs that brought each here, the oldest first."""
    tables: dict[str, tuple[str, ...]]
    counts: dict[str, int]
    records_bytes: int
    records_digest: str
    attachments: tuple[Attachment, ...]
    padding: int

    @property
    def records(self) -> int:
        """Return how many records there are."""
        return sum(self.counts.values())

    @property
    def payload_bytes(self) -> int:
        """Return how much follows the signature."""
        return self.records_bytes + sum(each.size for each in self.attachments) + self.padding

    def encoded(self) -> bytes:
        """Return the one spelling of it."""
        return spelling.encode({**asdict(self), "format": FORMAT, "kind": self.kind.value})

    @classmethod
    def read(cls, untrusted: bytes) -> Self:
        """Return the manifest behind bytes whose signature was proven.

        Raises BundleTooNew, BundleDamaged for another spelling, BundleTooLarge, BundleMisfit.
        """
        said = spelling.decode(untrusted)
        if not isinstance(said, dict):
            raise BundleMisfit()
        version = said.pop("format", None)
        if type(version) is not int:
            raise BundleMisfit()
        if version > FORMAT:
            raise BundleTooNew()
        if version != FORMAT or said.keys() != {field.name for field in fields(cls)}:
            raise BundleMisfit()
        try:
            made = cls(**_shaped(said))
        except (TypeError, ValueError, KeyError) as err:
            raise BundleMisfit() from err
        made.refuse_too_much()
        made._refuse_misfit()
        return made

    def refuse_too_much(self) -> None:
        """Raise BundleTooLarge where it says it holds more than a bundle may."""
        files = sum(each.size for each in self.attachments)
        if (
            len(self.chains) > MOST_CASES
            or len(self.tables) > MOST_TABLES
            or self.records > MOST_RECORDS
            or self.records_bytes > MOST_RECORD_BYTES
            or len(self.attachments) > MOST_ATTACHMENTS
            or files > MOST_ATTACHMENT_BYTES
        ):
            raise BundleTooLarge()

    def _refuse_misfit(self) -> None:
        names = [each.name.casefold() for each in self.attachments]
        if (
            self.counts.keys() != self.tables.keys()
            or len(set(names)) != len(names)
            or self.expires_at <= self.made_at
            or self.sender == self.receiver
        ):
            raise BundleMisfit()


def is_moment(text: str) -> bool:
    """Say whether a text is a moment as the vault writes it."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shaped(said: dict[str, Any]) -> dict[str, Any]:  # Any: each value is looked at below
    """Return the values in their types. Raises ValueError, TypeError or KeyError for one that is none."""
    return {
        "bundle": _text(said["bundle"], _ID),
        "kind": BundleKind(_text(said["kind"])),
        "sender": _text(said["sender"], _ID),
        "receiver": _text(said["receiver"], _ID),
        "sequence": _number(said["sequence"], 1),
        "skipped": tuple(_number(each, 1) for each in _list(said["skipped"], MOST_RECORDS)),
        "made_at": _moment(said["made_at"]),
        "expires_at": _moment(said["expires_at"]),
        "made_by": _line(said["made_by"]),
        "app": _line(said["app"]),
        "schema": _number(said["schema"], 1),
        "answers": _text(said["answers"], _ID) if said["answers"] else _text(said["answers"]),
        "words": _line(said["words"]),
        "anchor": _state(said["anchor"]),
        "yours": None if said["yours"] is None else _state(said["yours"]),
        "chains": {
            _text(case, _CASE): tuple(_text(each, _ID) for each in _list(chain, _MOST_CHAIN))
            for case, chain in _object(said["chains"]).items()
        },
        "tables": {
            _text(name, _NAME): tuple(_text(each, _NAME) for each in _distinct(_list(columns, MOST_COLUMNS)))
            for name, columns in _object(said["tables"]).items()
        },
        "counts": {_text(name, _NAME): _number(count) for name, count in _object(said["counts"]).items()},
        "records_bytes": _number(said["records_bytes"]),
        "records_digest": _text(said["records_digest"], _DIGEST),
        "attachments": tuple(_attachment(each) for each in _list(said["attachments"], MOST_RECORDS)),
        "padding": _number(said["padding"]),
    }


def _text(value: object, pattern: re.Pattern[str] | None = None) -> str:
    if type(value) is not str or (pattern is not None and not pattern.fullmatch(value)):
        raise ValueError
    return value


def _line(value: object) -> str:
    text = _text(value)
    if len(text) > _LONGEST_WORDS or not (text.isprintable() or not text):
        raise ValueError
    return text


def _number(value: object, least: int = 0) -> int:
    if type(value) is not int or not least <= value < _MOST_NUMBER:
        raise ValueError
    return value


def _moment(value: object) -> str:
    text = _text(value)
    if not is_moment(text):
        raise ValueError
    return text


def _list(value: object, most: int) -> list[object]:
    if type(value) is not list or len(value) > most:
        raise ValueError
    return value


def _distinct(values: list[object]) -> list[object]:
    if len({str(value) for value in values}) != len(values):
        raise ValueError
    return values


def _object(value: object) -> dict[str, object]:
    if type(value) is not dict:
        raise ValueError
    return value


def _state(value: object) -> State:
    said = _object(value)
    if said.keys() != {"epoch", "commit_no", "entry", "head"}:
        raise ValueError
    return State(
        _number(said["epoch"]), _number(said["commit_no"]), _number(said["entry"]), _text(said["head"], _DIGEST)
    )


def _attachment(value: object) -> Attachment:
    said = _object(value)
    if said.keys() != {"name", "size", "digest"}:
        raise ValueError
    return Attachment(file_name(said["name"]), _number(said["size"]), _text(said["digest"], _DIGEST))


def file_name(untrusted: object) -> str:
    """Return the name of a file that is safe on every system: no path, nothing hidden. Raises ValueError."""
    name = _text(untrusted, _FILE)
    stem = name.split(".")[0].strip().casefold()
    if name.endswith((".", " ")) or stem in _RESERVED:
        raise ValueError
    return name


_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
