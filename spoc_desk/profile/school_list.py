"""The list of schools that comes with a profile: where a council's own directory begins (S004, appendix 1)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spoc_desk.resources import read_text, resource


@dataclass(frozen=True)
class ListedSchool:
    """One school as the list has it. `trust` is the trust's name in full."""

    name: str
    phase: str
    trust: str = ""
    behaviour_unit: bool = False
    associate: bool = False


@dataclass(frozen=True)
class ListedPartnership:
    """A partnership with its schools, in the order of the list."""

    name: str
    schools: tuple[ListedSchool, ...]


@dataclass(frozen=True)
class SchoolList:
    """The whole list, and where it was taken from."""

    source: str
    partnerships: tuple[ListedPartnership, ...]


def school_list_ids() -> tuple[str, ...]:
    """Return the ids of the profiles that a list of schools comes with."""
    return tuple(sorted(path.stem for path in resource("schools").glob("*.toml")))


def load_school_list(profile_id: str) -> SchoolList:
    """Return the list that comes with a profile. KeyError where there is none."""
    if profile_id not in school_list_ids():
        raise KeyError(profile_id)
    table = tomllib.loads(read_text("schools", f"{profile_id}.toml"))
    trusts: Mapping[str, str] = table["trusts"]
    partnerships = tuple(
        ListedPartnership(each["name"], tuple(_school(one, trusts) for one in each["schools"]))
        for each in table["partnership"]
    )
    return SchoolList(table["source"], partnerships)


def _school(table: Mapping[str, Any], trusts: Mapping[str, str]) -> ListedSchool:
    return ListedSchool(**{**table, "trust": trusts.get(table.get("trust", ""), "")})
