"""Who sees what is said once, and agrees with the tables there are and with the roles of the procedure."""

import re
from pathlib import Path

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.may_see import CLOSED_TABLES, Sight, roles_see, settle, sights
from spoc_desk.clock import FixedClock
from spoc_desk.domain.restricted import MAY_KEEP
from spoc_desk.domain.roles import KNOW_OF_RELOCATIONS, Role
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.migrate import SCHEMA
from tests.factories import make_vault

# Tables with rows for every desk: they are asked by row. Those of referrals say of which case they were begun.
OF_BOTH = {"clocks", "prints", "decisions", "referrals", "escalations", "complaints", "consultations"}


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_knows_of_relocations(role: Role) -> None:
    assert roles_see({role.value}, Sight.RELOCATIONS) is (role in KNOW_OF_RELOCATIONS)


@pytest.mark.parametrize("role", list(Role))
def test_who_keeps_restricted_records_sees_the_list(role: Role) -> None:
    assert roles_see({role.value}, Sight.RESTRICTED) is (role in MAY_KEEP)


def test_roles_add_up_and_an_unknown_one_sees_nothing() -> None:
    assert roles_see({"referrer", "la_spoc"}, Sight.RELOCATIONS)
    assert not any(roles_see({"visitor"}, sight) for sight in Sight)
    assert not any(roles_see((), sight) for sight in Sight)


def test_every_table_that_belongs_to_a_case_is_shut() -> None:
    tables = _tables()
    of_cases = {name for name, text in tables.items() if "case_id TEXT" in text or name == "cases"} - OF_BOTH
    of_cases |= {
        name for name, text in tables.items() if re.search(r"REFERENCES (meetings|members|exchange_items)", text)
    }
    assert of_cases <= CLOSED_TABLES[Sight.RELOCATIONS] | OF_BOTH
    known = set().union(*CLOSED_TABLES.values())
    assert known <= tables.keys()
    of_referrals = {name for name in tables if name.startswith("referral")}
    assert of_referrals == CLOSED_TABLES[Sight.REFERRALS]


def test_the_settings_are_hers_where_nobody_else_has_them(tmp_path: Path, clock: FixedClock) -> None:
    alone = make_vault(tmp_path / "alone", clock, roles=frozenset({"referrer"}))
    assert Sight.COUNCIL in sights(alone)
    with alone.transaction("added a user") as tx:
        tx.insert("users", {"id": "another", "name": "Ruth Alder", "roles": '["administrator"]'})
    assert Sight.COUNCIL not in sights(alone)
    with pytest.raises(NotAtThisDesk):
        save_profile(alone, load_profile("luton"))
    alone.close()


def test_an_administrator_sees_no_case_and_no_referral(tmp_path: Path, clock: FixedClock) -> None:
    vault = make_vault(tmp_path / "vault", clock, roles=frozenset({"administrator"}))
    settle(vault)
    for table in ("cases", "member_names", "referral_rows"):
        with pytest.raises(NotAtThisDesk):
            vault.rows(f"SELECT * FROM {table}")
    assert vault.rows("SELECT * FROM restricted_records") == []
    vault.close()


def _tables() -> dict[str, str]:
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCHEMA.glob("*.sql")))
    return {found[1]: found[2] for found in re.finditer(r"CREATE TABLE (\w+) \((.*?)\) STRICT;", script, re.DOTALL)}
