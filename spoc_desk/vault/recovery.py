"""The recovery code: 160 random bits in eight groups of five that notice typing mistakes (domain/typed_groups)."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from spoc_desk.domain.typed_groups import (
    DATA,
    GROUP_LENGTH,
    SYMBOLS,
    first_mistake,
    in_groups,
    number_of,
    parts_of,
    spelled,
    without_checks,
)
from spoc_desk.errors import WrongRecoveryCode

__all__ = ["GROUPS", "GROUP_LENGTH", "SECRET_BYTES", "SYMBOLS", "RecoveryCode", "new_secret", "parse"]

GROUPS: Final = 8
SECRET_BYTES: Final = 20


@dataclass(frozen=True)
class RecoveryCode:
    """One code, to be printed on the recovery sheet and nowhere else."""

    secret: bytes = field(repr=False)
    vault_id: str
    sheet: int  # 1 for the first sheet of a vault, one more for each that replaced it

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the eight groups as printed."""
        return in_groups(spelled(int.from_bytes(self.secret, "big"), GROUPS * DATA))

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
    parts = parts_of(typed)
    symbols = "".join(parts)
    if len(symbols) != GROUPS * GROUP_LENGTH:
        raise WrongRecoveryCode(sentence=_length_sentence(parts))
    wrong = first_mistake(symbols)
    if wrong is not None:
        raise WrongRecoveryCode(sentence=_mistake(wrong))
    return number_of(without_checks(symbols)).to_bytes(SECRET_BYTES, "big")


def _mistake(group: int) -> str:
    return f"Group {group + 1} has a typing mistake."


def _length_sentence(parts: list[str]) -> str:
    if len(parts) == GROUPS:
        return _mistake(next(group for group, part in enumerate(parts) if len(part) != GROUP_LENGTH))
    typed = sum(len(part) for part in parts)
    return f"The code has {GROUPS * GROUP_LENGTH} letters and digits in {GROUPS} groups; this one has {typed}."
