"""The certificates of what was disposed of, and the backups from before that somebody has to destroy."""

from typing import TYPE_CHECKING

from ..forms.record_view import RecordView
from ..lazy import load
from ..theme import XS
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.keeping.certificates import DisposalLine, OldBackup
    from spoc_desk.vault.vault import Vault

CERTIFICATES, BACKUPS = "new-certificates", "new-backups"
"""What is open at the right where it is no record: an id that leads back to none."""
_ROOM = "spoc_desk.casework.keeping.certificates"
_MOST = 100


def read_certificates(vault: "Vault") -> "tuple[DisposalLine, ...]":
    """Return the latest certificates (worker thread)."""
    found: tuple[DisposalLine, ...] = load(_ROOM).list_disposals(vault, limit=_MOST).rows
    return found


def read_backups(vault: "Vault") -> "tuple[OldBackup, ...]":
    """Return the backups that still hold what was disposed of (worker thread)."""
    found: tuple[OldBackup, ...] = load(_ROOM).old_backups(vault)
    return found


def mark_destroyed(vault: "Vault", backup_id: str) -> "Done":
    """Record that an old backup was destroyed (worker thread)."""
    done: Done = load(_ROOM).mark_destroyed(vault, backup_id=backup_id)
    return done


def certificates_view(lines: "tuple[DisposalLine, ...]") -> RecordView:
    """Return the certificates, the newest first, each with its button to print it."""
    view = RecordView("Certificates", sentence="What was disposed of: counts and who signed, nothing of the record.")
    for line in lines:
        left = f"{line.backups_left} {'backup' if line.backups_left == 1 else 'backups'} from before"
        _entry(view, line.number, line.words, f"{line.rows} entries; {left}", "Print the certificate…", line.id)
    if not lines:
        view.column.addWidget(Words("Nothing was disposed of yet.", "muted", parent=view))
    return view


def backups_view(lines: "tuple[OldBackup, ...]", *, may: bool) -> RecordView:
    """Return the backups to destroy; *may*: with the button that says it was done."""
    sentence = (
        "These backups were made before a disposal and still hold the record. Destroy the file and every copy of it, "
        "then say so here. Folders set aside by a restore hold it too."
    )
    view = RecordView("Old backups", sentence=sentence)
    for line in lines:
        button = "It is destroyed" if may else ""
        _entry(view, line.file_name, f"Made {line.when}", line.folder, button, line.id)
    if not lines:
        view.column.addWidget(Words("No known backup holds anything that was disposed of.", "muted", parent=view))
    return view


def _entry(view: RecordView, head: str, words: str, small: str, button: str, action: str) -> None:
    block = column(spacing=XS)
    block.addWidget(Words(head, "strong", parent=view))
    block.addWidget(Words(words, parent=view))
    block.addWidget(Words(small.replace("/", "/\u200b"), "small", parent=view))
    if button:
        press = Button(button, parent=view)
        press.setAccessibleName(f"{button.rstrip('…')}: {head}")
        press.clicked.connect(lambda: view.acted.emit(action))
        line = row()
        line.addWidget(press)
        line.addStretch(1)
        block.addLayout(line)
        view.buttons[action] = press
    view.column.addLayout(block)
