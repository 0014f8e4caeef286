"""Codes that people copy from paper: Crockford's base 32 (no I, L, O, U) in groups that notice typing mistakes.

Each group holds four symbols and a check over GF(32) that also depends on the group's number, so that a wrong symbol,
two swapped symbols and two swapped groups are noticed, and the group is named.
"""

from typing import Final

SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP_LENGTH: Final = 5
DATA: Final = GROUP_LENGTH - 1
BITS: Final = 5
_READ_AS: Final = str.maketrans("OIL-\u2010\u2011\u2012\u2013\u2014", "011      ")  # any dash parts like a space
_POLYNOMIAL: Final = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
_WEIGHTS: Final = (2, 4, 8, 16)


def parts_of(typed: str) -> list[str]:
    """Return what was typed, parted at spaces and dashes: any case, O read as 0, I and L as 1."""
    return typed.upper().translate(_READ_AS).split()


def spelled(number: int, symbols: int) -> str:
    """Return a number in so many symbols."""
    return "".join(SYMBOLS[(number >> (BITS * place)) & 31] for place in reversed(range(symbols)))


def number_of(symbols: str) -> int:
    """Return the number behind symbols."""
    number = 0
    for symbol in symbols:
        number = number << BITS | SYMBOLS.index(symbol)
    return number


def in_groups(symbols: str) -> tuple[str, ...]:
    """Return symbols in groups, each with its check."""
    parts = (symbols[at : at + DATA] for at in range(0, len(symbols), DATA))
    return tuple(part + check(number, part) for number, part in enumerate(parts))


def first_mistake(symbols: str) -> int | None:
    """Return the number of the first group with a typing mistake, from 0; None where there is none."""
    for group in range(len(symbols) // GROUP_LENGTH):
        part = symbols[GROUP_LENGTH * group : GROUP_LENGTH * (group + 1)]
        if any(symbol not in SYMBOLS for symbol in part) or check(group, part[:DATA]) != part[DATA]:
            return group
    return None


def without_checks(symbols: str) -> str:
    """Return the symbols of all groups without their checks."""
    return "".join(symbol for at, symbol in enumerate(symbols) if at % GROUP_LENGTH != DATA)


def check(group: int, symbols: str) -> str:
    """Return the check of a group."""
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
