"""A copy that leaves is signed by a second person with the own password, where somebody else has a key."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from spoc_desk.casework.people_at_desk import add_person, change_roles
from spoc_desk.vault.vault import Vault
from tests.ui.checking.conftest import Checking
from tests.ui.checking.test_texts import remove_everything, stored
from tests.ui.conftest import PASSWORD

ROBINS = "copper window field song lantern"


def _robin_joins(vault: Vault) -> None:
    change_roles(vault, vault.actor.user_id, ["la_spoc", "administrator"], own_password=PASSWORD)
    add_person(vault, name="Robin Tallis", roles=["deputy"], password=ROBINS, own_password=PASSWORD)


def test_where_somebody_else_has_a_key_a_typed_name_is_not_enough(
    checking: Checking, story: Path, tmp_path: Path
) -> None:
    checking.tools.session.run(_robin_joins)
    checking.settle()
    checking.open(story, "out")
    remove_everything(checking)
    checking.press(Qt.Key.Key_M)
    checking.settle()
    pane = checking.workspace.leaving.copy
    assert not pane.name.isVisible()
    pane.looked.setChecked(True)
    assert pane.left_to_do == "The second person signs with their own password."
    pane.save_requested.emit(tmp_path / "doc-1.pdf", "Robin Tallis", "deputy", "")
    checking.settle()
    assert "own password" in pane.told.words
    assert not (tmp_path / "doc-1.pdf").exists()
    QTest.keyClicks(pane.signature.password.line, ROBINS)
    pane.signature.sign.click()
    checking.settle()
    assert pane.left_to_do == ""
    pane.place.chosen.emit(tmp_path / "doc-1.pdf")
    checking.settle()
    (kept,) = stored(checking)
    assert (kept.second_person, kept.second_role) == ("Robin Tallis", "deputy")
    assert kept.second_user
    assert (tmp_path / "doc-1.pdf").exists()
