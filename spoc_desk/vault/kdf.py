"""From a password to a key: Argon2id (RFC 9106), its settings and their limits."""

import math
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from spoc_desk.errors import OutOfMemory

ALGORITHM: Final = "argon2id"
ARGON2_VERSION: Final = 19
SALT_BYTES: Final = 16
KEY_BYTES: Final = 32

# Limits of what is ever run. Less memory is too weak; more would let a changed file freeze the computer.
LEAST_KIB: Final = 64 * 1024
MOST_KIB: Final = 1024 * 1024
MOST_PASSES: Final = 16
MOST_LANES: Final = 8

_AIM_SECONDS: Final = (1.0, 2.0)


@dataclass(frozen=True)
class KdfSettings:
    """How much work one password check costs."""

    m_kib: int
    t: int
    p: int

    def within_limits(self) -> bool:
        """Return whether this program may run it at all."""
        return LEAST_KIB <= self.m_kib <= MOST_KIB and 1 <= self.t <= MOST_PASSES and 1 <= self.p <= MOST_LANES


START: Final = KdfSettings(256 * 1024, 3, 4)
FLOOR: Final = KdfSettings(LEAST_KIB, 3, 4)  # RFC 9106 section 4, second recommended option


def password_bytes(password: str) -> bytes:
    """Return the bytes of a password, the same however the keyboard composes its accents (NFC)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def derive(secret: bytes, salt: bytes, settings: KdfSettings) -> bytes:
    """Return the key behind *secret*. Raises OutOfMemory when the computer cannot spare the memory now."""
    argon = Argon2id(salt=salt, length=KEY_BYTES, iterations=settings.t, lanes=settings.p, memory_cost=settings.m_kib)
    try:
        return argon.derive(secret)
    except MemoryError as err:
        raise OutOfMemory() from err


def _seconds(settings: KdfSettings) -> float:
    started = time.perf_counter()
    derive(b"how fast is this computer", bytes(SALT_BYTES), settings)
    return time.perf_counter() - started


def calibrate(measure: Callable[[KdfSettings], float] = _seconds) -> KdfSettings:
    """Return settings that take one to two seconds on this computer, never weaker than the floor.

    Too slow or too little memory: half the memory, down to the floor. Too fast: more passes, because more memory
    could be missing on the day it is needed.
    """
    settings = START
    while settings != FLOOR:
        try:
            took = measure(settings)
        except OutOfMemory:
            took = math.inf
        if took <= _AIM_SECONDS[1]:
            break
        settings = KdfSettings(max(settings.m_kib // 2, LEAST_KIB), START.t, START.p)
    else:
        return FLOOR
    least, _ = _AIM_SECONDS
    passes = math.ceil(settings.t * least / max(took, 0.001))
    return KdfSettings(settings.m_kib, min(MOST_PASSES, max(settings.t, passes)), settings.p)
