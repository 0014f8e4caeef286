"""A header is read only when it is exactly what this program writes, and trusted only when it is proven."""

import contextlib
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.errors import Damaged, EmptyFile, Forged, NotAVault, TooNew, VaultTrouble
from spoc_desk.vault import header, keyslots
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.opening import unseal_raw
from tests.vault import headers
from tests.vault.headers import MASTER, PASSWORD, Made


@pytest.fixture(scope="module")
def made() -> Made:
    return headers.make()


def _opens(raw: bytes) -> bool:
    """Return whether the program would go on with this file and the right password."""
    return unseal_raw(raw, PASSWORD, SlotKind.PASSWORD, None) is not None


def test_what_is_written_is_read(made: Made) -> None:
    assert header.parse(made.raw) == made.header
    found = unseal_raw(made.raw, PASSWORD, SlotKind.PASSWORD, None)
    assert found is not None
    assert found[2] == MASTER
    assert unseal_raw(made.raw, b"sheet", SlotKind.PASSWORD, None) is None
    assert unseal_raw(made.raw, b"sheet", SlotKind.RECOVERY, None) is not None
    assert unseal_raw(made.raw, PASSWORD, SlotKind.PASSWORD, made.header.slots[1].id) is None


def test_the_file_is_small_and_holds_no_key(made: Made) -> None:
    assert len(made.raw) < 4096
    for secret in (MASTER, PASSWORD, *made.bindings.values()):
        assert secret not in made.raw


@pytest.mark.fault(1)
def test_every_flipped_bit_is_damage_before_a_password_is_typed(made: Made) -> None:
    for place in range(len(made.raw) - 32):
        for bit in range(8):
            broken = bytearray(made.raw)
            broken[place] ^= 1 << bit
            with pytest.raises((Damaged, NotAVault)):
                header.parse(bytes(broken))


@pytest.mark.fault(1)
def test_every_flipped_bit_of_the_proof_is_forgery(made: Made) -> None:
    for place in range(len(made.raw) - 32, len(made.raw)):
        broken = bytearray(made.raw)
        broken[place] ^= 1 << (place % 8)
        assert header.parse(bytes(broken)) == made.header
        with pytest.raises(Forged):
            header.prove(bytes(broken), MASTER)


@pytest.mark.fault(2)
def test_flipped_bits_with_the_hash_made_to_fit_are_never_accepted(made: Made) -> None:
    text, still_a_header = headers.body(made.raw), []
    for place in range(len(text)):
        for bit in range(8):
            broken = bytearray(text)
            broken[place] ^= 1 << bit
            forged = headers.around(bytes(broken), made.raw[-32:])
            try:
                header.parse(forged)
            except VaultTrouble:
                continue
            still_a_header.append(forged)
    assert len(still_a_header) > 500  # other ids, labels, keys: only the password's own check can tell
    for forged in random.Random(5).sample(still_a_header, 40):
        with contextlib.suppress(VaultTrouble):
            assert not _opens(forged)


@pytest.mark.fault(3)
def test_every_cut_is_damage(made: Made) -> None:
    for length in range(1, len(made.raw)):
        with pytest.raises((Damaged, NotAVault)):
            header.parse(made.raw[:length])
    with pytest.raises(EmptyFile):
        header.parse(b"")


def test_a_file_of_something_else_is_no_vault() -> None:
    for other in (b"SQLite format 3\0" + bytes(4096), b"%PDF-1.7", b"\0" * 2000):
        with pytest.raises(NotAVault):
            header.parse(other)


@pytest.mark.fault(4)
def test_a_malformed_header_is_damage_whatever_is_wrong_with_it(made: Made) -> None:
    corpus = dict(headers.malformed(made.raw))
    assert len(corpus) >= 80
    accepted = [name for name, raw in corpus.items() if not _is_damage(raw)]
    assert accepted == []


def _is_damage(raw: bytes) -> bool:
    try:
        header.parse(raw)
    except Damaged:
        return True
    return False


@pytest.mark.fault(7)
@pytest.mark.parametrize(
    "change",
    [
        lambda value: value["slots"].pop(1),
        lambda value: value["slots"].pop(2),
        lambda value: value["slots"].reverse(),
        lambda value: value.update(generation=2),
        lambda value: value.update(epoch=1),
        lambda value: value.update(seq=value["seq"] + 1),
        lambda value: value.update(seq=value["seq"] - 1),
        lambda value: value.update(db_salt=value["slots"][0]["salt"]),
        lambda value: value["slots"][1].update(label="Auditor"),
    ],
    ids=[
        "slot dropped",
        "sheet dropped",
        "slots reordered",
        "generation",
        "epoch",
        "seq + 1",
        "seq - 1",
        "salt",
        "label",
    ],
)
def test_a_header_changed_without_the_keys_is_forged(made: Made, change: headers.Change) -> None:
    with pytest.raises(Forged):
        _opens(headers.changed(made.raw, change))


@pytest.mark.fault(6)
@pytest.mark.parametrize("field", [{"t": 2}, {"m_kib": 65537}, {"p": 2}])
def test_a_changed_cost_does_not_open(made: Made, field: dict[str, int]) -> None:
    assert not _opens(headers.changed(made.raw, lambda value: value["slots"][0]["kdf"].update(field)))


@pytest.mark.fault(8)
def test_a_whole_planted_vault_is_refused(made: Made) -> None:
    master = bytes(32)
    strangers = {slot.id: bytes([7]) * 32 for slot in made.header.slots}
    planted = replace(made.header, seq=made.header.seq - 1).with_slots(made.header.slots, master, strangers)
    with pytest.raises(Forged):
        _opens(header.build(planted, master))


def test_the_next_header_is_wrapped_anew_without_passwords(made: Made) -> None:
    kept = (made.header.slots[0], made.header.slots[2])
    following = made.header.with_slots(kept, bytes(32), made.bindings)
    raw = header.build(following, bytes(32))
    assert following.seq == made.header.seq + 1
    found = unseal_raw(raw, PASSWORD, SlotKind.PASSWORD, None)
    assert found is not None
    assert found[2] == bytes(32)
    assert unseal_raw(raw, b"other", SlotKind.PASSWORD, None) is None


@pytest.mark.fault(11)
@pytest.mark.parametrize("change", [{"format": 2}, {"min_reader": 2}, {"format": 2, "min_reader": 2, "extra": [1]}])
def test_a_later_format_says_so_whatever_else_it_holds(made: Made, change: dict[str, object]) -> None:
    with pytest.raises(TooNew):
        header.parse(headers.changed(made.raw, lambda value: value.update(change)))


def test_a_later_outer_version_says_so(made: Made) -> None:
    with pytest.raises(TooNew):
        header.parse(headers.around(b"a format we do not know", bytes(32), version=2))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sentence(raw: bytes) -> None:
    with pytest.raises(VaultTrouble):
        header.parse(raw)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_a_sentence(value: object) -> None:
    text = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(VaultTrouble):
        header.parse(headers.around(text, bytes(32)))


def test_sixteen_slots_fit() -> None:
    one = headers.make().header.slots[0]
    many = tuple(replace(one, id=f"{number:08x}") for number in range(16))
    keys = {slot.id: bytes(32) for slot in many}
    whole = header.Header(headers.VAULT, 0, 1, 1, bytes(16), ()).with_slots(many, MASTER, keys)
    assert header.parse(header.build(whole, MASTER)) == whole
    assert len(whole.slots[0].wrap) == keyslots.WRAP_BYTES
