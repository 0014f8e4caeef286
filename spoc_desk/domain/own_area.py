"""What belongs to our own area: the names and codes that a leak scan may clear."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnArea:
    """The council's own area, as its profile lists it. Every other area is simply "not this one".

    `names` are the council, its towns and wards; `bodies` are the organisations that serve it (force, ICB, trusts,
    courts, schools). `outcodes` are the first halves of postcodes, `dialling_codes` start with 0, `domains` cover
    their sub-domains, `dfe_codes` are the authority's numbers: the three-digit DfE number and, if wanted, its ONS code.
    """

    names: tuple[str, ...] = ()
    outcodes: tuple[str, ...] = ()
    dialling_codes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    dfe_codes: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
