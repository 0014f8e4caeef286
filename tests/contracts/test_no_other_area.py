"""No column, record field or form question can hold the other area, in either direction (class BAN)."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import spoc_desk.vault
from spoc_desk.domain.exchanges import Party
from spoc_desk.domain.meetings import Organisation
from spoc_desk.forms.loader import form_ids, load_form
from spoc_desk.vault.records.stores import ALL

# What would show the other area by its nature (domain 1.1, 1.2, 1.7): other authority, place, body or address,
# former identity, birth place, travel papers, and why the family moved.
BANNED = re.compile(
    r"previous|former|(^|_)old_|destination|origin_|_origin|other_(la|area|force|school|gp|authority|council)"
    r"|(^|_)(from|to)(_area|_authority|_council|_school|_place)"
    r"|forwarding|birth_(place|name)|place_of_birth|maiden|passport|nationality|national_insurance|(^|_)nino(_|$)|photo"
    r"|reason_for|why_moved|(source|receiving|sending)_(organisation|authority|service)|ukpps_(unit|region)|region"
    r"|(^|_)(town|city|county|postcode|address|latitude|longitude|authority|force)(_|$)"
)

# Kept apart on purpose: where a hand goes is one of three parties, never a free text.
# incident_address: where our own police were called, one of RELAY's four facts; a protected family stops before it.
CLOSED_LISTS = {"from_party", "to_party", "to_contact", "to_ukpps_on", "told_at_meeting", "from_id", "incident_address"}

# Where people of a referral live now, and where the referrer works.
ADDRESSES = {"address", "postcode", "referrer_address"}


def _schema_columns() -> Iterator[tuple[str, str]]:
    connection = sqlite3.connect(":memory:")
    for step in sorted((Path(spoc_desk.vault.__file__).parent / "schema").glob("*.sql")):
        connection.executescript(step.read_text(encoding="utf-8"))
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for row in connection.execute(f"PRAGMA table_info({table})"):
            yield table, row[1]
    connection.close()


@pytest.mark.req("R-003-14", "R-003-17", "R-003-28", "R-003-46", "R-003-54")
def test_no_column_of_the_vault_can_hold_the_other_area() -> None:
    bad = [f"{table}.{column}" for table, column in _schema_columns() if BANNED.search(column)]
    assert not [name for name in bad if name.split(".")[1] not in CLOSED_LISTS]


def test_no_record_field_can_hold_the_other_area() -> None:
    names = [f"{table.name}.{field.name}" for table in ALL for field in fields(table.kind)]
    assert len(names) > 200
    assert not [name for name in names if BANNED.search(name.split(".")[1]) and name.split(".")[1] not in CLOSED_LISTS]


@pytest.mark.parametrize("form_id", [name for name in form_ids() if not name.startswith("referral")])
@pytest.mark.req("R-003-14", "R-003-17", "R-003-46")
def test_no_form_asks_for_the_other_area(form_id: str) -> None:
    asked = [question.id for question in load_form(form_id).questions]
    assert not [name for name in asked if BANNED.search(name) and name not in CLOSED_LISTS]


@pytest.mark.parametrize("form_id", [name for name in form_ids() if name.startswith("referral")])
def test_a_referral_asks_where_people_are_now_and_withholds_the_rest_for_a_restricted_record(form_id: str) -> None:
    """A referral is about any child: it may ask where somebody lives. What tells of an earlier place is withheld."""
    banned = [question for question in load_form(form_id).questions if BANNED.search(question.id)]
    assert not [one.id for one in banned if one.id not in ADDRESSES and not one.withheld]


@pytest.mark.parametrize(
    "name",
    [
        "previous_address",
        "destination",
        "old_school",
        "forwarding_address",
        "ukpps_region",
        "place_of_birth",
        "reason_for_relocation",
        "to_authority",
        "home_town",
        "police_force",
    ],
)
def test_the_walk_finds_a_field_that_could(name: str) -> None:
    assert BANNED.search(name)


@pytest.mark.req("R-003-11", "R-003-21", "R-003-63")
def test_hands_run_only_between_own_service_la_spoc_and_ukpps_spoc() -> None:
    assert {party.value for party in Party} == {"own_service", "la_spoc", "ukpps_spoc"}


def test_who_was_at_a_meeting_is_a_closed_list_of_ukpps_and_our_own_council() -> None:
    assert {organisation.value for organisation in Organisation} == {"ukpps", "children", "adults", "other_own"}
