"""What a process that locks tells the one that shows the lock screen: where the window stood, and why. Nothing else."""

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from spoc_desk.errors import KeysUnsure

from .lock import ASKED, BY_SYSTEM, EIGHT_HOURS, HIDDEN, JUMPED, MOST_MINUTES, SLEPT, nobody_for

ROLES: Final = "Your roles were changed."
_WHY: Final = {
    "asked": ASKED,
    "hidden": HIDDEN,
    "system": BY_SYSTEM,
    "roles": ROLES,
    "keys": str(KeysUnsure()),
    "clock": JUMPED,
    "slept": SLEPT,
    "hours": EIGHT_HOURS,
    **{f"idle-{minutes}": nobody_for(minutes) for minutes in range(1, MOST_MINUTES + 1)},
}
_UNKNOWN: Final = "unknown"
_PLACE: Final = re.compile(r"\A[A-Za-z_][A-Za-z_0-9.]{0,60} at (\?|[A-Za-z_0-9.<> -]{1,80}:[0-9]{1,6})\Z")
_NOT_SAID: Final = "?"
_SLOT: Final = re.compile(r"\A[A-Za-z0-9_-]{0,64}\Z")
_LONGEST_PATH: Final = 2048
_LARGEST: Final = 100_000  # pixels


@dataclass(frozen=True)
class Handed:
    """The only words that go from one process to the next. *why* and *fault* cannot hold any others than ours."""

    vault: str = ""
    why: str = _UNKNOWN
    fault: str = ""
    hidden: bool = False
    slot: str = ""
    frame: tuple[int, int, int, int] = field(default=(0, 0, 0, 0))
    maximised: bool = False
    minimised: bool = False
    active: bool = True

    @property
    def words(self) -> str:
        """The sentence on the lock screen; "" where none is known."""
        return _WHY.get(self.why, "")

    def as_bytes(self) -> bytes:
        """Return it as one line."""
        return json.dumps(asdict(self)).encode() + b"\n"


def why_key(words: str) -> str:
    """Return the key of a sentence that says why it locked; one we do not know is not passed on."""
    return next((key for key, known in _WHY.items() if known == words), _UNKNOWN)


def fault_place(place: str) -> str:
    """Return the place of a fault as it may be passed on: a type, a file and a line, or nothing of it."""
    return place if _PLACE.match(place) else _NOT_SAID


def read_handed(line: bytes) -> Handed:
    """Return what the process before said; what does not look like ours is left out."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return Handed()
    if not isinstance(said, dict):
        return Handed()
    words = {name: _text(said, name) for name in ("vault", "why", "fault", "slot")}
    flags = {name: said.get(name) is True for name in ("hidden", "maximised", "minimised")}
    return Handed(
        vault=words["vault"] if len(words["vault"]) <= _LONGEST_PATH else "",
        why=words["why"] if words["why"] in _WHY else _UNKNOWN,
        fault=fault_place(words["fault"]) if words["fault"] else "",
        slot=words["slot"] if _SLOT.match(words["slot"]) else "",
        frame=_frame(said.get("frame")),
        active=said.get("active") is not False,
        **flags,
    )


def _text(said: dict[str, Any], name: str) -> str:  # Any: as JSON brings it
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _frame(value: object) -> tuple[int, int, int, int]:
    if not isinstance(value, list) or len(value) != 4:
        return (0, 0, 0, 0)
    numbers = [each if type(each) is int and abs(each) <= _LARGEST else 0 for each in value]
    return (numbers[0], numbers[1], numbers[2], numbers[3])
