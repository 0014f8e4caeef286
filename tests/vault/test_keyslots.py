"""One password, one slot; nothing of a slot can be changed or planted."""

import secrets
from dataclasses import replace

import pytest

from spoc_desk.errors import Forged
from spoc_desk.vault import keyslots
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.keyslots import Slot, SlotKeys, SlotKind
from tests.factories import fast_kdf

VAULT = "0123456789abcdef" * 2
MASTER = bytes(range(32))


@pytest.fixture(scope="module")
def made() -> tuple[Slot, SlotKeys]:
    slot, keys = keyslots.new_slot(VAULT, SlotKind.PASSWORD, "LA SPOC", b"secret", fast_kdf())
    return keyslots.wrap_master(slot, VAULT, 7, MASTER, keys.binding), keys


def test_the_password_opens_the_slot_and_the_slot_the_master_key(made: tuple[Slot, SlotKeys]) -> None:
    slot, keys = made
    assert keyslots.unseal(slot, VAULT, b"secret") == keys
    assert keyslots.unwrap_master(slot, VAULT, 7, keys) == MASTER


def test_another_password_opens_nothing(made: tuple[Slot, SlotKeys]) -> None:
    assert keyslots.unseal(made[0], VAULT, b"Secret") is None


@pytest.mark.fault(6)
@pytest.mark.parametrize(
    "changed",
    [
        {"kdf": KdfSettings(64 * 1024, 2, 1)},
        {"label": "Administrator"},
        {"kind": SlotKind.RECOVERY},
        {"id": "00000000"},
        {"salt": bytes(16)},
        {"public_key": bytes(31) + b"\x09"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_slot_whose_open_part_was_changed_does_not_open(
    made: tuple[Slot, SlotKeys], changed: dict[str, object]
) -> None:
    assert keyslots.unseal(replace(made[0], **changed), VAULT, b"secret") is None  # type: ignore[arg-type]


@pytest.mark.fault(6)
def test_a_slot_moved_to_another_vault_does_not_open(made: tuple[Slot, SlotKeys]) -> None:
    assert keyslots.unseal(made[0], "f" * 32, b"secret") is None


@pytest.mark.fault(7)
@pytest.mark.parametrize("seq", [6, 8])
def test_a_wrap_counts_for_one_header_only(made: tuple[Slot, SlotKeys], seq: int) -> None:
    slot, keys = made
    with pytest.raises(Forged):
        keyslots.unwrap_master(slot, VAULT, seq, keys)


@pytest.mark.fault(8)
def test_a_master_key_planted_with_the_public_key_is_refused(made: tuple[Slot, SlotKeys]) -> None:
    slot, keys = made
    planted = keyslots.wrap_master(slot, VAULT, 7, secrets.token_bytes(32), secrets.token_bytes(32))
    with pytest.raises(Forged):
        keyslots.unwrap_master(planted, VAULT, 7, keys)
    with pytest.raises(Forged):
        keyslots.unwrap_master(replace(slot, wrap=planted.wrap), VAULT, 7, keys)
    with pytest.raises(Forged):
        keyslots.unwrap_master(replace(slot, bind=planted.bind), VAULT, 7, keys)


def test_a_new_master_key_needs_no_password(made: tuple[Slot, SlotKeys]) -> None:
    slot, keys = made
    rotated = keyslots.wrap_master(slot, VAULT, 8, bytes(32), keys.binding)
    opened = keyslots.unseal(rotated, VAULT, b"secret")
    assert opened is not None
    assert keyslots.unwrap_master(rotated, VAULT, 8, opened) == bytes(32)


def test_secrets_are_not_shown_by_accident(made: tuple[Slot, SlotKeys]) -> None:
    assert repr(made[1]) == "SlotKeys()"
