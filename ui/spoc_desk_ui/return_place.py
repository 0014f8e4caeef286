"""Where she was when the desk locked: kept in the encrypted vault, never on disk in clear."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.vault.drafts import Draft

from .caret import caret_of, put_caret

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

DRAFT_PLACE = "desk"


@dataclass(frozen=True)
class Spot:
    """A place with its ids, and the field and caret on it."""

    place: str
    ids: dict[str, str]
    field: str = ""
    caret: int = 0


def spot_on(page: QWidget, place: str, ids: dict[str, str], focused: QWidget | None) -> Spot:
    """Return the spot of *focused* on *page*."""
    if focused is None or not page.isAncestorOf(focused):
        return Spot(place, ids)
    return Spot(place, ids, _path(page, focused), caret_of(focused))


def go_back_to(page: QWidget, spot: Spot) -> bool:
    """Give the field of *spot* its focus and caret back. False where the page does not show it (yet)."""
    for widget in _stops(page):
        if _path(page, widget) == spot.field and widget.isVisibleTo(page):
            put_caret(widget, spot.caret)
            return True
    return False


def keep_spot(vault: "Vault", spot: Spot, moment: str) -> None:
    """Write *spot* into the vault."""
    answers: dict[str, object] = {"place": spot.place, "ids": dict(spot.ids)}
    vault.save_draft(Draft(DRAFT_PLACE, answers, spot.field, spot.caret, moment))


def kept_spot(vault: "Vault") -> Spot | None:
    """Return the spot kept at the last lock and forget it."""
    draft = next((each for each in vault.drafts() if each.place == DRAFT_PLACE), None)
    if draft is None:
        return None
    vault.discard_draft(DRAFT_PLACE)
    ids = draft.answers.get("ids")
    known = {str(key): str(value) for key, value in ids.items()} if isinstance(ids, dict) else {}
    return Spot(str(draft.answers.get("place", "")), known, draft.focus, draft.caret)


def _stops(page: QWidget) -> list[QWidget]:
    return [each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _path(page: QWidget, widget: QWidget) -> str:
    """Return a name for *widget* that is the same when the page is built again."""
    if widget.objectName():
        return widget.objectName()
    named = f"{type(widget).__name__}:{widget.accessibleName()}"
    same = [each for each in _stops(page) if f"{type(each).__name__}:{each.accessibleName()}" == named]
    return f"{named}:{same.index(widget)}" if widget in same else ""
