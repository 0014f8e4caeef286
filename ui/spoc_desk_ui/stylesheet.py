"""The one stylesheet of the window, written for a set of colours and a text size."""

from string import Template

from .colours import Colours

_SHEET = Template("""
QToolTip { background: $text; color: $base; border: none; padding: 6px 8px; }
QMainWindow, QDialog { background: $base; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
QLabel[role="overline"] { color: $muted; font-size: ${small}pt; font-weight: 600; }
QLabel[role="error"] { color: $error; font-weight: 600; }
QLabel[role="warn"] { color: $warn; font-weight: 600; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="code"] {
  font-family: "Noto Sans Mono", "DejaVu Sans Mono", "Consolas", monospace; font-size: ${heading}pt; }

QWidget[surface="base"], QScrollArea[surface="base"], QStackedWidget[surface="base"] { background: $base; }
QWidget[surface="rail"] { background: $window; }
QWidget[surface="gate"] { background: $window; }
QWidget[surface="sheet"] { background: $base; border: 1px solid $line; border-radius: 12px; }
QWidget[surface="card"] { background: $window; border-radius: 8px; }
QWidget[surface="error"] { background: $error_soft; border-left: 4px solid $error; }
QWidget[surface="warn"] { background: $warn_soft; border-left: 4px solid $warn; }
QWidget[surface="ok"] { background: $ok_soft; border-left: 4px solid $ok; }
QWidget[surface="info"] { background: $accent_soft; border-left: 4px solid $accent; }
QWidget[surface="toast"] { background: $text; border-radius: 6px; }
QWidget[surface="toast"] QLabel { color: $base; }
QWidget[surface="toast"] QPushButton {
  color: $base; background: transparent; border: none; text-decoration: underline; }
QWidget[surface="pop"] { background: $base; border: 1px solid $border; border-radius: 6px; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[surface="clear"] { background: transparent; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $base; color: $text; border: 1px solid $border; border-radius: 4px;
  padding: 6px 8px; placeholder-text-color: $muted; selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit { padding: 4px 5px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $focus; padding: 5px 7px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 3px 4px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid $error; padding: 5px 7px; }
QPlainTextEdit[wrong="true"] { padding: 3px 4px; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus {
  border: 2px solid $focus; }
QLineEdit:disabled, QPlainTextEdit:disabled,
QComboBox:disabled, QLineEdit:read-only, QPlainTextEdit:read-only {
  background: $window; color: $muted; border-color: $line; }
QLineEdit[place="filter"] { border: 1px solid $line; border-radius: 4px; padding: 3px 6px; font-weight: 400; }
QLineEdit[place="filter"]:focus { border: 2px solid $focus; padding: 2px 5px; }
QComboBox[place="filter"] { border: 1px solid $line; padding: 3px 2px 3px 6px; font-weight: 400; }
QComboBox[place="filter"]:focus { border: 2px solid $focus; padding: 2px 1px 2px 5px; }
QLineEdit[place="command"] {
  background: $window; border: 1px solid $line; border-radius: 6px; padding: 6px 10px; }
QLineEdit[place="command"]:focus { background: $base; border: 2px solid $focus; padding: 5px 9px; }
QComboBox { padding-right: 8px; }
QComboBox:focus, QComboBox[wrong="true"] { padding-right: 7px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView, QListView[role="offers"] {
  background: $base; color: $text; border: 1px solid $border; padding: 4px; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item, QListView[role="offers"]::item {
  min-height: ${row}px; padding: 2px 8px; border-radius: 4px; }

QPushButton {
  background: $base; color: $text; border: 1px solid $border; border-radius: 6px; padding: 7px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $muted; border-color: $line; background: $window; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $focus_accent; border-color: $focus_accent; }
QPushButton[kind="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[kind="danger"] { color: $error; border-color: $error; font-weight: 600; }
QPushButton[kind="danger"]:disabled { color: $muted; border: 1px dashed $border; background: $window; }
QPushButton[kind="quiet"] {
  border: 1px solid transparent; background: transparent; color: $accent; padding: 7px 8px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:disabled { color: $muted; background: transparent; border-color: transparent; }
QPushButton[kind="link"] {
  border: none; background: transparent; color: $accent; padding: 4px 2px;
  text-align: left; text-decoration: underline; }
QToolButton { background: transparent; color: $text; border: none; border-radius: 6px; padding: 6px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; }

QTableView, QListView, QListWidget, QTreeView { background: $base; color: $text; border: none; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; gridline-color: transparent; }
QHeaderView { background: $base; border: none; }
QHeaderView::section { background: $base; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 6px 8px; font-weight: 600; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }
QTableCornerButton::section { background: $base; border: none; }

QMenuBar { background: $window; color: $text; padding: 2px 6px; border: none; }
QMenuBar::item { padding: 5px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $base; color: $text; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: none; }

QTabBar::tab {
  background: transparent; color: $muted; padding: 8px 14px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::scroller { width: ${row}px; }
QTabBar::tear { width: 0; border: none; }
QTabBar QToolButton { padding: 0; background: $base; border: 1px solid $line; border-radius: 4px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QSplitter::handle { background: $line; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def stylesheet(colours: Colours, scale: float) -> str:
    """Return the stylesheet for *colours* with text enlarged by *scale* (1.0 to 2.0)."""
    values = {name: str(value) for name, value in vars(colours).items()}
    sizes = {"title": 18.0, "heading": 14.0, "small": 9.5}
    values |= {name: f"{points * scale:.1f}" for name, points in sizes.items()}
    values["row"] = str(round(28 * scale))
    values["focus_accent"] = colours.colour("accent").darker(115).name()
    return _SHEET.substitute(values)
