"""A library that computes something else must not touch a vault."""

import sqlite3

import pytest

from spoc_desk.errors import OldLibrary
from spoc_desk.vault import connection, selftest


@pytest.fixture(autouse=True)
def _ask_again() -> None:
    selftest.check_libraries.cache_clear()


@pytest.mark.fault(14)
def test_this_computer_gives_the_known_answers() -> None:
    selftest.check_libraries()


@pytest.mark.fault(14)
@pytest.mark.parametrize("answer", ["_ARGON2ID", "_HKDF", "_CHACHA", "_ED25519", "_HPKE_BOX", "_HPKE_PLAIN"])
def test_any_other_answer_is_refused(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    wrong = bytearray(getattr(selftest, answer))
    wrong[-1] ^= 1
    monkeypatch.setattr(selftest, answer, bytes(wrong))
    with pytest.raises(OldLibrary):
        selftest.check_libraries()


@pytest.mark.fault(73)
def test_an_unsafe_database_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.sqlcipher, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(OldLibrary):
        selftest.check_libraries()


@pytest.mark.fault(73)
def test_a_database_library_that_does_not_encrypt_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.sqlcipher, "connect", sqlite3.connect)
    with pytest.raises(OldLibrary):
        selftest.check_libraries()
