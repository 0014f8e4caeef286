"""Looking after the vault, as the settings page and the command line tell it."""

from spoc_desk.casework.vault_care import check_vault, vault_facts
from spoc_desk.clock import FixedClock
from spoc_desk.vault.vault import Vault


def test_a_vault_that_was_never_checked_says_so(vault: Vault) -> None:
    facts = vault_facts(vault)

    assert (facts.last_check, facts.folder, facts.vault_id) == ("Never", vault.folder, vault.vault_id)
    assert facts.size_bytes > 10_000
    assert facts.sheet == "Sheet 1, made Mon 23 Nov 2026, 09:30"


def test_the_last_check_is_remembered_with_its_day(vault: Vault, clock: FixedClock) -> None:
    assert check_vault(vault).ok
    clock.advance(days=1)

    assert vault_facts(vault).last_check == "Mon 23 Nov 2026, 09:30: nothing wrong"


def test_a_fault_is_remembered_too(vault: Vault, clock: FixedClock) -> None:
    check_vault(vault)
    clock.advance(days=1)
    vault.database.execute("UPDATE users SET name = 'Somebody Else'")

    assert not check_vault(vault).ok
    assert vault_facts(vault).last_check == "Tue 24 Nov 2026, 09:30: something was wrong"
