"""What belongs to our own council: the words, codes and numbers that a leak scan may let pass."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnArea:
    """The allow-list of the council's profile. Only an administrator changes it (domain 1.0.1 rule 6)."""

    names: tuple[str, ...] = ()
    outcodes: tuple[str, ...] = ()
    dialling_codes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    dfe_codes: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
