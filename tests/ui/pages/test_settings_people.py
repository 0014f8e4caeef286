"""Settings, people at this desk: who joins, gets other roles, leaves; the own password; who may not sees less."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from spoc_desk.casework.people_at_desk import add_person, change_roles
from spoc_desk.vault.lifecycle import open_vault, slots
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.program import Program
from spoc_desk_ui.session import Session
from spoc_desk_ui.settings.people import PeopleSection
from spoc_desk_ui.settings.people_forms import AddPerson, ChangePassword, ChangeRoles, RemovePerson
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.card import Card
from spoc_desk_ui.widgets.new_password import NewPassword
from spoc_desk_ui.widgets.words import Words
from tests.ui.accessible import unnamed
from tests.ui.conftest import PASSWORD, Unlock
from tests.ui.laid_out import tools_of

ROBINS = "copper window field song lantern"
NEW = "river candle stone maple harbour"


def _wait(session: Session, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: session.idle, timeout=20_000)
    QApplication.processEvents()


def _become_administrator(vault: Vault) -> None:
    change_roles(vault, vault.actor.user_id, ["la_spoc", "administrator"], own_password=PASSWORD)


@pytest.fixture
def section(session: Session, theme: Theme, qtbot: QtBot) -> PeopleSection:
    session.run(_become_administrator)
    _wait(session, qtbot)
    made = PeopleSection(tools_of(session, theme))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_now()
    _wait(session, qtbot)
    return made


def _names(section: PeopleSection) -> list[str]:
    return [
        words.text() for card in section._cards if isinstance(card, Card) for words in card.head.findChildren(Words)
    ][::2]


def _press(section: PeopleSection, name: str) -> None:
    next(
        button for button in section.findChildren(QPushButton) if button.isVisible() and name in
        (button.accessibleName(), button.text())
    ).click()  # fmt: skip


def _choose(widget: NewPassword, password: str) -> None:
    QTest.keyClicks(widget._first_line.line, password)
    QTest.keyClicks(widget._second_line.line, password)


def _add_robin(section: PeopleSection, qtbot: QtBot, *roles: str) -> None:
    _press(section, "Add a person…")
    form = section.form
    assert isinstance(form, AddPerson)
    QTest.keyClicks(form.name.inner.text_edit(), "Robin Tallis")
    form.roles.set_value(roles)
    _choose(form.password, ROBINS)
    QTest.keyClicks(form.own_line.line, PASSWORD)
    _press(section, "Add this person")
    _wait(section.session, qtbot)


def test_a_person_joins_and_unlocks_with_the_own_password(
    section: PeopleSection, qtbot: QtBot, vault_folder: Path
) -> None:
    assert _names(section) == ["Ada Okafor (you)"]
    _add_robin(section, qtbot, "deputy")
    assert _names(section) == ["Ada Okafor (you)", "Robin Tallis"]
    assert section.told.words.startswith("Added.")
    assert section.form is None
    assert unnamed(section) == []
    section.session.shut_down()
    again = open_vault(vault_folder, ROBINS, clock=section.session.clock)
    assert again.actor.name == "Robin Tallis"
    again.close()


def test_what_is_missing_is_said_and_nothing_is_lost(section: PeopleSection, qtbot: QtBot) -> None:
    _press(section, "Add a person…")
    form = section.form
    assert isinstance(form, AddPerson)
    _press(section, "Add this person")
    assert "Enter the person's full name." in form._error.words
    QTest.keyClicks(form.name.inner.text_edit(), "Robin Tallis")
    form.roles.set_value(("deputy",))
    _choose(form.password, ROBINS)
    QTest.keyClicks(form.own_line.line, "guessed")
    _press(section, "Add this person")
    _wait(section.session, qtbot)
    assert "not the password of Ada Okafor" in form._error.words
    assert form.own_line.value() == ""
    assert form.name.value() == "Robin Tallis"
    assert form.submit.isEnabled()


def test_a_person_leaves_after_a_question_that_says_what_follows(
    section: PeopleSection, qtbot: QtBot, vault_folder: Path
) -> None:
    _add_robin(section, qtbot, "deputy")
    _press(section, "Remove Robin Tallis")
    form = section.form
    assert isinstance(form, RemovePerson)
    _press(section, "Not now")
    assert section.form is None
    _press(section, "Remove Robin Tallis")
    again = section.form
    assert isinstance(again, RemovePerson)
    QTest.keyClicks(again.own_line.line, PASSWORD)
    _press(section, "Remove this person")
    _wait(section.session, qtbot)
    assert _names(section) == ["Ada Okafor (you)"]
    assert section.told.words.startswith("Removed.")
    assert [slot.label for slot in slots(vault_folder)] == ["LA SPOC", "Recovery sheet"]


def test_the_own_password_is_changed(section: PeopleSection, qtbot: QtBot, vault_folder: Path) -> None:
    _press(section, "Change my password…")
    form = section.form
    assert isinstance(form, ChangePassword)
    _choose(form.password, NEW)
    QTest.keyClicks(form.own_line.line, PASSWORD)
    _press(section, "Change it")
    _wait(section.session, qtbot)
    assert section.told.words.startswith("Changed.")
    section.session.shut_down()
    open_vault(vault_folder, NEW, clock=section.session.clock).close()


def test_other_roles_for_somebody_are_in_the_list(section: PeopleSection, qtbot: QtBot) -> None:
    _add_robin(section, qtbot, "deputy")
    _press(section, "Change the roles of Robin Tallis")
    form = section.form
    assert isinstance(form, ChangeRoles)
    assert form.roles.value() == ("deputy",)
    form.roles.set_value(("auditor",))
    QTest.keyClicks(form.own_line.line, PASSWORD)
    _press(section, "Change the roles")
    _wait(section.session, qtbot)
    assert "Auditor" in [words.text() for words in section.findChildren(Words) if words.isVisible()]


def test_own_roles_that_change_lock_the_desk(section: PeopleSection, qtbot: QtBot) -> None:
    _press(section, "Change the roles of Ada Okafor")
    form = section.form
    assert isinstance(form, ChangeRoles)
    form.roles.set_value(("la_spoc", "administrator", "auditor"))
    QTest.keyClicks(form.own_line.line, PASSWORD)
    with qtbot.waitSignal(section.session.lock_wanted, timeout=20_000) as said:
        _press(section, "Change the roles")
    assert said.args == ["Your roles were changed."]
    _wait(section.session, qtbot)


def test_a_lock_forgets_the_passwords_of_a_form(section: PeopleSection, qtbot: QtBot) -> None:
    _press(section, "Change my password…")
    form = section.form
    assert isinstance(form, ChangePassword)
    _choose(form.password, NEW)
    QTest.keyClicks(form.own_line.line, PASSWORD)
    section.session.lock()
    assert section.form is None
    assert (form.own_line.value(), form.password._first_line.value()) == ("", "")
    _wait(section.session, qtbot)


def _in_the_window(vault: Vault) -> None:
    _become_administrator(vault)
    add_person(vault, name="Robin Tallis", roles=["referrer"], password=ROBINS, own_password=PASSWORD)


def test_somebody_who_keeps_nobody_changes_the_own_password_only(
    program: Program, unlock: Unlock, qtbot: QtBot, theme: Theme
) -> None:
    unlock()
    session = program.session
    session.run(_in_the_window)
    _wait(session, qtbot)
    program.lock()
    _wait(session, qtbot)
    offered = program.way_in.unlock
    assert [offered._roles.itemText(n) for n in range(offered._roles.count())] == ["LA SPOC", "Referrer"]
    offered._roles.setCurrentIndex(1)
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        QTest.keyClicks(offered.first_focus(), ROBINS)
        offered._button.click()
    _wait(session, qtbot)
    assert session.actor is not None
    assert session.actor.name == "Robin Tallis"
    made = PeopleSection(tools_of(session, theme))
    qtbot.addWidget(made)
    made.show()
    made.show_now()
    _wait(session, qtbot)
    assert _names(made) == ["Robin Tallis (you)"]
    shown = {button.text() for button in made.findChildren(QPushButton) if button.isVisible()}
    assert shown == {"Change my password…"}


def test_the_recovery_sheet_asks_who_forgot_the_password(program: Program, unlock: Unlock, qtbot: QtBot) -> None:
    unlock()
    program.session.run(_in_the_window)
    _wait(program.session, qtbot)
    program.lock()
    _wait(program.session, qtbot)
    program.way_in._on_recovery_requested()
    page = program.way_in._recovery
    assert page is not None
    assert page._who.isVisible()
    assert [page._roles.itemText(n) for n in range(page._roles.count())] == ["LA SPOC", "Referrer"]
