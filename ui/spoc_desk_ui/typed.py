"""What was typed to open something, on its way to the vault."""

from typing import TYPE_CHECKING

from .lazy import load

if TYPE_CHECKING:
    from spoc_desk.vault.second_key import Secret

Typed = tuple[str, bool]
"""The words, and whether they are the code of a recovery sheet."""


def secret_of(typed: Typed) -> "Secret":
    """Return what the vault takes. Raises WrongRecoveryCode; call it on the worker thread."""
    kinds = load("spoc_desk.vault.second_key").Secret
    words, is_code = typed
    made: Secret = kinds.code(words) if is_code else kinds.password(words)
    return made
