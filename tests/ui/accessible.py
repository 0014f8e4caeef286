"""Walks a window the way a screen reader does and lists the controls it could not name (checklist 1 to 3)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QComboBox, QHeaderView, QWidget

_MUST_HAVE_NAMES = {
    QAccessible.Role.EditableText,
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.Table,
    QAccessible.Role.List,
    QAccessible.Role.Tree,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Slider,
}


def unnamed(root: QWidget) -> list[str]:
    """Return the widgets under *root* that take the focus and have no name."""
    return [_about(each) for each in [root, *root.findChildren(QWidget)] if _lacks_a_name(each)]


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls *widget*; for a combo box that is its label."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return ""
    if isinstance(widget, QComboBox):
        labels = [each for each, kind in interface.relations() if kind & QAccessible.RelationFlag.Label]
        return labels[0].text(QAccessible.Text.Name) if labels else ""
    return interface.text(QAccessible.Text.Name)


def tab_order(root: QWidget) -> list[QWidget]:
    """Return the visible widgets the Tab key reaches, in its order."""
    found: list[QWidget] = []
    step = root.nextInFocusChain()
    while step is not root and step is not None:
        takes_tab = step.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if takes_tab and step.isVisibleTo(root) and step.isEnabled() and step.focusProxy() is None:
            found.append(step)
        step = step.nextInFocusChain()
    return found


def _lacks_a_name(widget: QWidget) -> bool:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QHeaderView) or _belongs_to_a_combo(widget):
        return False
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None or interface.role() not in _MUST_HAVE_NAMES:
        return False
    return not name_of(widget).strip()


def _belongs_to_a_combo(widget: QWidget) -> bool:
    """A combo box's own list is read together with the box."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox):
            return isinstance(widget, QAbstractItemView | QAbstractScrollArea)
        parent = parent.parentWidget()
    return False


def _about(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
