"""The flags as a grid: record systems by people, each cell with a word, a day and a shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.house_dates import day_and_month
from spoc_desk.errors import RefusedByRule
from spoc_desk.forms.definition import Choice

from ..forms.choices import fetch_choices
from ..lazy import load
from ..widgets.paged_model import LOOK_ROLE, STATE_ROLE
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.flags import FlagCell, FlagGrid
    from spoc_desk.vault.vault import Vault

Index = QModelIndex | QPersistentModelIndex

Key = tuple[str, str]
"""(member id, system id)."""


@dataclass(frozen=True)
class FlagDesk:
    """The grid with what its panel needs; `why_no_words` says why the words of the flag cannot be given yet."""

    grid: "FlagGrid"
    contacts: tuple[Choice, ...]
    calendar: Calendar
    words: str
    why_no_words: str


def read_flags(vault: "Vault", case_id: str) -> FlagDesk:
    """Return the flags of a case (worker thread)."""
    flags = load("spoc_desk.casework.flags")
    words = why = ""
    try:
        words = flags.flag_words(vault, case_id)
    except RefusedByRule as refused:
        why = str(refused)
    return FlagDesk(
        grid=flags.grid(vault, case_id),
        contacts=fetch_choices(vault, case_id)["own_contacts"],
        calendar=load("spoc_desk.casework.council").calendar(vault),
        words=words,
        why_no_words=why,
    )


class FlagGridModel(QAbstractTableModel):
    """Systems are rows, people are columns; the first column is the system's name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: FlagGrid | None = None

    def show_grid(self, grid: "FlagGrid") -> None:
        """Show another grid, keeping the selection where its shape is the same."""
        old = self.grid
        same = old is not None and old.members == grid.members and old.systems == grid.systems
        if not same:
            self.beginResetModel()
        self.grid = grid
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        else:
            self.endResetModel()

    def cells_of(self, indexes: Sequence[Index]) -> "tuple[FlagCell, ...]":
        """Return the cells under *indexes*; the name of a system stands for everybody in it."""
        if self.grid is None:
            return ()
        found: dict[Key, FlagCell] = {}
        for index in indexes:
            system = self.grid.systems[index.row()].id
            people = self.grid.members if index.column() == 0 else (self.grid.members[index.column() - 1],)
            for member in people:
                found[member.id, system] = self.grid.cells[member.id, system]
        return tuple(found.values())

    def place_of(self, member_id: str, system: str) -> QModelIndex:
        """Return where somebody's flag in a system is shown; an invalid index for nowhere."""
        if self.grid is None:
            return QModelIndex()
        rows = [row for row, each in enumerate(self.grid.systems) if each.id == system]
        columns = [column for column, each in enumerate(self.grid.members, 1) if each.id == member_id]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def about(self, cell: "FlagCell") -> str:
        """Return "Child A in Education"."""
        grid = self.grid
        if grid is None:
            return ""
        alias = next((each.alias for each in grid.members if each.id == cell.member_id), "")
        system = next((each.label for each in grid.systems if each.id == cell.system), cell.system)
        return f"{alias} in {system}"

    # Qt's side ------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() or self.grid is None else len(self.grid.systems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.grid is None else len(self.grid.members) + 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or self.grid is None:
            return None
        system = self.grid.systems[index.row()]
        if index.column() == 0:
            return _name(system.label, role)
        member = self.grid.members[index.column() - 1]
        cell = self.grid.cells[member.id, system.id]
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)):
            return cell.words
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{member.alias}, {system.label}: {cell.words}"
        if role == STATE_ROLE:
            return state_of(cell)
        return _look(cell) if role == LOOK_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if role != int(Qt.ItemDataRole.DisplayRole) or self.grid is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.grid.systems[section].label
        return "Record system" if section == 0 else self.grid.members[section - 1].alias


def state_of(cell: "FlagCell") -> State:
    """Return how a flag stands, as lines and a shape."""
    flag = cell.flag
    match cell.state.value:
        case "no record":
            return State("no record")
        case "to ask for":
            return State("to request", Tone.UNDER_WAY)
        case "asked for" if flag is not None and flag.requested_on:
            return State(f"{day_and_month(flag.requested_on)}\nrequested", Tone.UNDER_WAY)
        case "placed" if flag is not None and flag.placed_on:
            return State(f"{day_and_month(flag.placed_on)}\nplaced", Tone.DONE)
        case "to renew" if flag is not None and flag.placed_on:
            return State(f"{day_and_month(flag.placed_on)}\nplaced, renew it", Tone.WARN)
        case "taken off" if flag is not None and flag.removed_on:
            return State(f"{day_and_month(flag.removed_on)}\ntaken off")
        case _:
            return State("record?", Tone.NOT_YET)


def _look(cell: "FlagCell") -> str:
    quiet = cell.state.value in ("no record", "taken off")
    return "muted" if quiet else "day"


def _name(label: str, role: int) -> object:
    if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)):
        return label
    if role == int(Qt.ItemDataRole.AccessibleTextRole):
        return f"{label}: everybody"
    if role == STATE_ROLE:
        return State(label)
    return "head" if role == LOOK_ROLE else None
