"""Step 1: which council, where the vault is kept, who is asked, what is our own area."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.profile.documents import load_profile
from spoc_desk.profile.profile import Office, Profile

from ..printing.save_place import leave_no_trace
from ..theme import S
from ..widgets.banner import Line
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.options import Options
from ..widgets.text_field import TextField
from ..widgets.words import Words
from .step import Step

_AREA = (
    ("names", "Names of our area", "Our council and the places in it, with commas between."),
    ("outcodes", "First halves of our postcodes", "For example LU1, LU2"),
    ("dialling_codes", "Our dialling codes", "For example 01582"),
    ("domains", "Endings of our e-mail and web addresses", "For example luton.gov.uk"),
    ("dfe_codes", "Our local-authority codes", "As in the first three figures of a pupil number"),
    ("bodies", "Our police force, health bodies, courts and schools", "As they call themselves."),
)


class CouncilStep(Step):
    """Signals:
    folder_chosen: another folder for the vault.
    """

    title = "Your council"
    folder_chosen = Signal(object)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            "Your council",
            "Everything here can be changed later in the settings. The leak scan lets the words of our own area pass, "
            "and only those.",
            parent,
        )
        self.folder = folder
        self._profile = load_profile("blank")
        start = Options((("luton", "Luton, as an example"), ("blank", "Start blank")), in_a_row=True)
        self.add_field("profile", Field("Start from", start))
        start.edited.connect(self._on_profile_chosen)
        self.add_field("council_name", Field("Name of the council", TextField(), width="long"))
        self._office("dcs", "Office of the Director of Children's Services")
        self._office("dass", "Office of the Director of Adult Social Services")
        self.column.addSpacing(S)
        self.column.addWidget(Words("Our own area", "heading", parent=self))
        for key, label, hint in _AREA:
            self.add_field(key, Field(label, NoteField(lines=1, most_lines=5), hint=hint))
        self._folder_line()

    def profile_id(self) -> str:
        """Return the id of the profile the rest comes from."""
        return self.text("profile") or "blank"

    def own_area(self) -> OwnArea:
        """Return the own area as typed."""
        return OwnArea(**{key: _parts(self.text(key)) for key, _label, _hint in _AREA})

    def office(self, key: str) -> Office:
        """Return the contacts of "dcs" or "dass"."""
        return Office(self.text(f"{key}_name"), self.text(f"{key}_phone"), self.text(f"{key}_email"))

    def problems(self) -> list[Line]:
        found = []
        if not self.text("council_name"):
            found.append(Line("Enter the name of the council", "council_name"))
        if not self.text("names"):
            found.append(Line("Enter at least the council's own name as a name of our area", "names"))
        return found

    def _office(self, key: str, words: str) -> None:
        self.column.addSpacing(S)
        self.column.addWidget(Words(words, "heading", parent=self))
        self.add_field(f"{key}_name", Field("What it is called", TextField(), width="long"))
        self.add_row(
            (f"{key}_phone", Field("Phone", TextField())),
            (f"{key}_email", Field("E-mail", TextField())),
        )

    def _folder_line(self) -> None:
        self.column.addSpacing(S)
        self.column.addWidget(Words("Where the vault is kept", "heading", parent=self))
        self._folder_words = Words(_breakable(self.folder), parent=self)
        self.column.addWidget(self._folder_words)
        change = Button("Choose another folder…", "link", parent=self)
        change.clicked.connect(self._on_change_folder)
        self.column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(
            Words("On this computer's own disk: not in a shared or synchronised folder.", "small", parent=self)
        )

    def _on_profile_chosen(self) -> None:
        try:
            profile = load_profile(self.profile_id())
        except BadAnswer:
            return
        for key, value in _texts(profile).items():
            # What she typed herself stays; only what the last profile filled in, or nothing, is replaced.
            if self.text(key) in ("", _texts(self._profile)[key]):
                self.fields[key].set_value(value)
        self._profile = profile

    def _on_change_folder(self) -> None:
        dialog = QFileDialog(self, "Where the vault is kept", str(self.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        dialog.fileSelected.connect(self._on_folder_selected)
        dialog.open()

    def _on_folder_selected(self, name: str) -> None:
        chosen = Path(name)
        self.folder = chosen / "vault" if any(chosen.iterdir()) else chosen
        self._folder_words.setText(_breakable(self.folder))
        self.folder_chosen.emit(self.folder)


def _breakable(path: Path) -> str:
    """Return *path* as text that may go on in the next line after each folder."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")


def _texts(profile: Profile) -> dict[str, str]:
    area = profile.own_area
    return {
        "council_name": profile.council_name,
        "dcs_name": profile.dcs_office.name,
        "dcs_phone": profile.dcs_office.phone,
        "dcs_email": profile.dcs_office.email,
        "dass_name": profile.dass_office.name,
        "dass_phone": profile.dass_office.phone,
        "dass_email": profile.dass_office.email,
    } | {key: _joined(getattr(area, key)) for key, _label, _hint in _AREA}


def _joined(words: tuple[str, ...]) -> str:
    # A body's name may hold a comma of its own; then each stands on its line.
    return ("\n" if any("," in word for word in words) else ", ").join(words)


def _parts(text: str) -> tuple[str, ...]:
    separated = text.split("\n") if "\n" in text else text.split(",")
    return tuple(part.strip() for part in separated if part.strip())
