"""The recovery code: 160 random bits in eight groups of five that notice typing mistakes.

Crockford's base 32 (no I, L, O, U). Each group holds four symbols and a check over GF(32) that also depends on the
group's number, so that a wrong symbol, two swapped symbols and two swapped groups are noticed, and the group is named.
"""

import secrets
from dataclasses import dataclass, field
from typing import Final

from spoc_desk.errors import WrongRecoveryCode

SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 8
GROUP_LENGTH: Final = 5
SECRET_BYTES: Final = 20
_DATA: Final = GROUP_LENGTH - 1
_BITS: Final = 5
_POLYNOMIAL: Final = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
_WEIGHTS: Final = (2, 4, 8, 16)
_READ_AS: Final = str.maketrans("OIL-\u2010\u2011\u2012\u2013\u2014", "011      ")  # any dash parts like a space


@dataclass(frozen=True)
class RecoveryCode:
    """One code, to be printed on the recovery sheet and nowhere else."""

    secret: bytes = field(repr=False)
    vault_id: str
    sheet: int  # 1 for the first sheet of a vault, one more for each that replaced it

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the eight groups as printed."""
        number = int.from_bytes(self.secret, "big")
        symbols = "".join(SYMBOLS[(number >> (_BITS * place)) & 31] for place in reversed(range(GROUPS * _DATA)))
        return tuple(
            symbols[_DATA * group : _DATA * (group + 1)] + _check(group, symbols[_DATA * group : _DATA * (group + 1)])
            for group in range(GROUPS)
        )

    @property
    def text(self) -> str:
        """Return the code in one line."""
        return "-".join(self.groups)


def new_secret() -> bytes:
    """Return the random bits of a new code."""
    return secrets.token_bytes(SECRET_BYTES)


def parse(typed: str) -> bytes:
    """Return the secret behind a typed code: any case and spacing, O read as 0, I and L as 1.

    Raises WrongRecoveryCode with the number of the first group that has a typing mistake.
    """
    parts = typed.upper().translate(_READ_AS).split()
    symbols = "".join(parts)
    if len(symbols) != GROUPS * GROUP_LENGTH:
        raise WrongRecoveryCode(sentence=_length_sentence(parts))
    number = 0
    for group in range(GROUPS):
        part = symbols[GROUP_LENGTH * group : GROUP_LENGTH * (group + 1)]
        if any(symbol not in SYMBOLS for symbol in part) or _check(group, part[:_DATA]) != part[_DATA]:
            raise WrongRecoveryCode(sentence=_mistake(group))
        for symbol in part[:_DATA]:
            number = number << _BITS | SYMBOLS.index(symbol)
    return number.to_bytes(SECRET_BYTES, "big")


def _mistake(group: int) -> str:
    return f"Group {group + 1} has a typing mistake."


def _length_sentence(parts: list[str]) -> str:
    if len(parts) == GROUPS:
        return _mistake(next(group for group, part in enumerate(parts) if len(part) != GROUP_LENGTH))
    typed = sum(len(part) for part in parts)
    return f"The code has {GROUPS * GROUP_LENGTH} letters and digits in {GROUPS} groups; this one has {typed}."


def _check(group: int, symbols: str) -> str:
    value = group + 1
    for symbol, weight in zip(symbols, _WEIGHTS, strict=True):
        value ^= _multiply(SYMBOLS.index(symbol), weight)
    return SYMBOLS[value]


def _multiply(left: int, right: int) -> int:
    """Multiply in GF(32)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= _POLYNOMIAL
        right >>= 1
    return product
