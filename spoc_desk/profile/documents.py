"""Profiles as documents: TOML in the program, JSON in the vault."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.domain.retention import RetentionClass, RetentionRule
from spoc_desk.errors import BadAnswer
from spoc_desk.profile.profile import (
    Clocks,
    Disputes,
    Guidance,
    Listed,
    Mash,
    Office,
    Pointer,
    Profile,
    Referring,
    Relay,
    Reviewing,
    Templates,
)
from spoc_desk.resources import read_text, resource


def profile_ids() -> tuple[str, ...]:
    """Return the ids of the profiles that come with the program."""
    return tuple(sorted(path.stem for path in resource("profile", "councils").glob("*.toml")))


def load_profile(profile_id: str) -> Profile:
    """Return a profile that comes with the program. Raises BadAnswer for an unknown id."""
    if profile_id not in profile_ids():
        raise BadAnswer(f"There is no profile “{profile_id}”. Choose one of: {', '.join(profile_ids())}.")
    common = tomllib.loads(read_text("profile", "common.toml"))
    own = tomllib.loads(read_text("profile", "councils", f"{profile_id}.toml"))
    referring = {**common["referring"], **own.get("referring", {})}
    relay = {**common["relay"], **own.get("relay", {})}
    disputes = {**common["disputes"], **own.get("disputes", {})}
    reviewing = {**common["reviewing"], **own.get("reviewing", {})}
    merged = {"referring": referring, "relay": relay, "disputes": disputes, "reviewing": reviewing}
    return _from_mapping({**common, **own, **merged})


def to_json(profile: Profile) -> str:
    """Return the profile as the vault keeps it."""
    return json.dumps(asdict(profile), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(document: str) -> Profile:
    """Return the profile the vault kept."""
    return _from_mapping(json.loads(document))


def _from_mapping(data: Mapping[str, Any]) -> Profile:
    return Profile(
        council_name=data["council_name"],
        short_name=data["short_name"],
        own_area=OwnArea(**{key: tuple(values) for key, values in data["own_area"].items()}),
        dcs_office=Office(**data["dcs_office"]),
        dass_office=Office(**data["dass_office"]),
        dcs_title=data["dcs_title"],
        dass_title=data["dass_title"],
        marking=data["marking"],
        systems=tuple(Listed(**entry) for entry in data["systems"]),
        services=tuple(Listed(**entry) for entry in data["services"]),
        templates=Templates(**{**_shipped_templates(), **data["templates"]}),
        clocks=Clocks(**data["clocks"]),
        referring=_referring(data["referring"]),
        relay=Relay(**data.get("relay", {})),
        disputes=_disputes(data.get("disputes") or default_disputes()),
        reviewing=_reviewing(data.get("reviewing", {})),
        retention=_retention(data.get("retention", ())),
        small_numbers=int(data.get("small_numbers", 7)),
        extra_holidays=tuple(data["extra_holidays"]),
        backup_note=data.get("backup_note", ""),
        practice=data.get("practice", False),
    )


def default_disputes() -> Mapping[str, Any]:
    """Return what a council starts with that has settled nothing about disagreements and complaints yet."""
    disputes: Mapping[str, Any] = tomllib.loads(read_text("profile", "common.toml"))["disputes"]
    return disputes


def _shipped_templates() -> dict[str, str]:
    """Return the wording that comes with the program: a stored profile may be from before a text was there."""
    shipped: dict[str, str] = tomllib.loads(read_text("profile", "common.toml"))["templates"]
    return shipped


def default_retention() -> tuple[RetentionClass, ...]:
    """Return the classes a council starts with (domain 2.6)."""
    return tuple(_class(entry) for entry in tomllib.loads(read_text("profile", "retention.toml"))["classes"])


def _retention(entries: Sequence[Mapping[str, Any]]) -> tuple[RetentionClass, ...]:
    """Return the stored classes, and every class a stored schedule does not know yet as it comes with the program."""
    own = {entry["id"]: _class(entry) for entry in entries}
    return tuple(own.get(each.id, each) for each in default_retention())


def _class(entry: Mapping[str, Any]) -> RetentionClass:
    return RetentionClass(**{**entry, "rule": RetentionRule(entry["rule"])})


def _disputes(data: Mapping[str, Any]) -> Disputes:
    lists = {
        "stage_working_days": tuple(data["stage_working_days"]),
        "whistleblowing": tuple(Pointer(**entry) for entry in data["whistleblowing"]),
    }
    return Disputes(**{**data, **lists})


def _reviewing(data: Mapping[str, Any]) -> Reviewing:
    return Reviewing(**{**data, "agencies": tuple(Listed(**entry) for entry in data.get("agencies", ()))})


def _referring(data: Mapping[str, Any]) -> Referring:
    lists = {
        "mash": Mash(**data["mash"]),
        "agencies": tuple(Listed(**entry) for entry in data["agencies"]),
        "sources": tuple(Listed(**entry) for entry in data["sources"]),
        "guidance": tuple(Guidance(**entry) for entry in data["guidance"]),
    }
    return Referring(**{**data, **lists})
