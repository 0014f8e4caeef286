"""A second person signs on the same laptop, with the own password."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework.people_at_desk import add_person, change_roles
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.parts.second_signature import SecondSignature
from spoc_desk_ui.session import Session
from tests.ui.accessible import unnamed
from tests.ui.conftest import PASSWORD

ROBINS = "copper window field song lantern"


def _wait(session: Session, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: session.idle, timeout=20_000)
    QApplication.processEvents()


def _robin(vault: Vault) -> None:
    change_roles(vault, vault.actor.user_id, ["la_spoc", "administrator"], own_password=PASSWORD)
    add_person(vault, name="Robin Tallis", roles=["deputy"], password=ROBINS, own_password=PASSWORD)


def _shown(session: Session, qtbot: QtBot) -> SecondSignature:
    made = SecondSignature(session, lambda _vault: SPOCS | DIRECTORS_OFFICES)
    qtbot.addWidget(made)
    made.ask()
    _wait(session, qtbot)
    return made


@pytest.fixture
def signature(session: Session, qtbot: QtBot) -> SecondSignature:
    session.run(_robin)
    _wait(session, qtbot)
    return _shown(session, qtbot)


def test_it_is_not_there_while_nobody_else_has_a_key(session: Session, qtbot: QtBot) -> None:
    made = _shown(session, qtbot)
    assert (made.can_sign, made.isVisible()) == (False, False)


def test_the_own_password_signs_and_is_forgotten(signature: SecondSignature, session: Session, qtbot: QtBot) -> None:
    assert signature.can_sign
    assert unnamed(signature) == []
    QTest.keyClicks(signature.password.line, ROBINS)
    with qtbot.waitSignal(signature.signed, timeout=20_000):
        signature.sign.click()
    assert signature.second is not None
    assert (signature.second.name, signature.second.is_confirmed) == ("Robin Tallis", True)
    assert signature.password.value() == ""
    assert "Robin Tallis, Deputy SPOC, signed" in signature.told.text()
    session.lock()
    assert signature.second is None
    _wait(session, qtbot)


def test_a_wrong_password_signs_nothing(signature: SecondSignature, session: Session, qtbot: QtBot) -> None:
    QTest.keyClicks(signature.password.line, PASSWORD)
    signature.sign.click()
    _wait(session, qtbot)
    assert signature.second is None
    assert "not the password of Robin Tallis" in signature._wrong.text()
    assert signature.sign.isEnabled()
    signature.sign.click()
    assert "who then types their password" in signature._wrong.text()
