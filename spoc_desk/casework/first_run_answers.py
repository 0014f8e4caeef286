"""What the first-run wizard asks: the answers from which the desk is set up."""

from dataclasses import dataclass

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.profile.profile import Office


@dataclass(frozen=True)
class FirstRun:
    """One council's set-up. Name and roles of the first person are already in the vault when this is used."""

    profile_id: str  # which shipped profile the rest is taken from: "luton", "blank"
    council_name: str
    own_area: OwnArea
    dcs_office: Office
    dass_office: Office
    person_name: str
    roles: frozenset[str]  # values of domain.roles.Role
    backup_note: str  # where backups will go, in her words
    sample_case: bool
    practice: bool = False  # a desk to practise on: everything made with it is marked SAMPLE
