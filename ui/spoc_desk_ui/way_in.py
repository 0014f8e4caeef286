"""From the start of the program, or a lock, to an open vault: unlock, first run, recovery, restore, new sheet."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import Missing, Rollback, UserError

from .damaged_way import DamagedWay
from .door_guide import DoorGuide
from .lazy import load
from .pages.unlock import UnlockPage
from .session import Session
from .typed import secret_of
from .window import Window

if TYPE_CHECKING:
    from spoc_desk.casework.first_run_answers import FirstRun
    from spoc_desk.vault.lifecycle import RecoveryCode, SlotLabel
    from spoc_desk.vault.vault import Vault

    from .pages.first_run import FirstRunPage
    from .pages.new_sheet import NewSheetPage
    from .pages.older_copy import OlderCopyPage
    from .pages.recovery import RecoveryPage
    from .pages.restore import RestorePage

SET_UP = "spoc_desk.casework.first_run"


class WayIn(QObject):
    """Shows the pages before the desk and asks the session to open the vault in *folder*.

    The session's `unlocked` says that it worked.
    """

    def __init__(self, session: Session, window: Window, folder: Path) -> None:
        super().__init__(window)
        self.folder = folder
        self._session = session
        self._window = window
        self._code: RecoveryCode | None = None
        self._sheet_page: FirstRunPage | NewSheetPage | None = None
        self._recovery: RecoveryPage | None = None
        self._roles: list[tuple[str, str]] = []  # of everybody who has a key, by slot
        self._restore: RestorePage | None = None
        self._older: OlderCopyPage | None = None
        self._tried = ""  # whose password was typed last, by slot
        self._instead_of: Path | None = None  # the folder of the program's start, while another one is opened
        self.unlock = UnlockPage()
        self.unlock.unlock_requested.connect(self._on_unlock_requested)
        self.unlock.recovery_requested.connect(self._on_recovery_requested)
        self.unlock.restore_requested.connect(self._on_restore_requested)
        session.checking.connect(self.unlock.show_checking)
        self.guide = DoorGuide(window)
        self.unlock.help_requested.connect(self._on_help)
        self.guide.left.connect(self._on_guide_left)
        self.damaged = DamagedWay(session, window, self.guide)
        self.damaged.opened.connect(self._drop_recovery)
        self.damaged.left.connect(self.show_unlock)
        self.damaged.restore_requested.connect(self._on_restore_instead)
        self.damaged.mended.connect(self._on_restored)
        window.show_view(self.unlock)

    def start(self) -> None:
        """Show what fits the folder: the password where there is a vault, the first run where there is none."""
        if _is_empty(self.folder) and not _finish_restore(self.folder):
            self._show_first_run()
        else:
            self.show_unlock()

    def show_unlock(self, why: str = "") -> None:
        """Ask for the password; *why* says what locked the desk."""
        if why:
            self.unlock.show_locked(why=why)
        self._show(self.unlock, self.unlock.first_focus())
        self._session.slots(self.folder, self._on_slots)  # each time: somebody may have joined or left
        self._session.tries(self.folder, self.unlock.wait_after)  # another process may have seen wrong passwords

    def come_back(self, why: str = "You hid the screen.") -> None:
        """Show what fits after the screen was hidden, or after a lock."""
        if _is_empty(self.folder):
            self._show_first_run()
        else:
            self.show_unlock(why)

    # unlock ---------------------------------------------------------------------------------------------------------

    def _on_slots(self, slots: "tuple[SlotLabel, ...]") -> None:
        self._roles = [(slot.slot_id, slot.label) for slot in slots if slot.kind == "password"]
        self.unlock.show_roles(self._roles)

    def _on_unlock_requested(self, password: str, slot_id: str) -> None:
        self._tried = slot_id
        self._session.open(self.folder, password, slot_id=slot_id or None, done=self._on_opened, failed=self._on_shut)

    def _on_shut(self, error: UserError) -> None:
        self.unlock.show_error(error)
        if isinstance(error, Rollback):
            self._show_older(error)
        else:
            self.damaged.meets(error, self.folder)

    def _on_opened(self) -> None:
        self.guide.put_away()
        self.unlock.show_opened()
        if not self._session.setup_complete:
            self._session.renew_recovery(self._show_new_sheet, self.unlock.show_error)

    # first run ------------------------------------------------------------------------------------------------------

    def _show_first_run(self) -> None:
        page: FirstRunPage = load("spoc_desk_ui.pages.first_run").FirstRunPage(self.folder)
        page.create_requested.connect(self._on_create_requested)
        page.sheet_save_requested.connect(self._on_sheet_save_requested)
        page.code_typed.connect(self._on_code_typed)
        page.restore_requested.connect(self._on_restore_into)
        self._sheet_page = page
        self._show(page, page.first_focus())

    def _on_create_requested(self, folder: Path, password: str, answers: "FirstRun") -> None:
        page = self._sheet_page
        if page is None:
            return
        self.folder = folder

        def made(code: "RecoveryCode") -> None:
            self._code = code
            self._session.run(lambda vault: load(SET_UP).set_up(vault, answers), self._on_set_up, page.show_error)

        self._session.create(
            folder, password, name=answers.person_name, roles=answers.roles, done=made, failed=page.show_error
        )

    def _on_set_up(self, _done: object) -> None:
        page = self._sheet_page
        if self._code is not None and page is not None and hasattr(page, "show_sheet"):
            page.show_sheet(self._code.groups)

    # recovery -------------------------------------------------------------------------------------------------------

    def _on_recovery_requested(self) -> None:
        page: RecoveryPage = load("spoc_desk_ui.pages.recovery").RecoveryPage()
        page.show_roles(self._roles)
        page.cancelled.connect(self._on_recovery_cancelled)
        page.recover_requested.connect(self._on_recover_requested)
        self._recovery = page
        self._show(page, page.first_focus())

    def _on_help(self) -> None:
        self.guide.show()

    def _on_guide_left(self) -> None:
        if not self.damaged.come_back():
            self.show_unlock()
            self.unlock.go_on_typing()

    def _on_recovery_cancelled(self) -> None:
        self._drop_recovery()
        self.show_unlock()

    def _on_recover_requested(self, code: str, password: str, slot_id: str) -> None:
        page = self._recovery
        if page is not None:
            self._session.recover(
                self.folder,
                code,
                password,
                slot_id=slot_id or None,
                done=self._show_new_sheet,
                failed=self._on_not_recovered,
            )

    def _on_not_recovered(self, error: UserError) -> None:
        if self._recovery is not None:
            self._recovery.show_error(error)
        if isinstance(error, Rollback):
            self._drop_recovery()
            self._show_older(error)
        else:
            self.damaged.meets(error, self.folder)

    def _drop_recovery(self) -> None:
        page, self._recovery = self._recovery, None
        if page is not None:
            page.forget()
            self._window.drop_view(page)

    # an older copy --------------------------------------------------------------------------------------------------

    def _show_older(self, error: Rollback) -> None:
        self._drop_older()
        page: OlderCopyPage = load("spoc_desk_ui.pages.older_copy").OlderCopyPage(error, self._roles, self._tried)
        page.left.connect(self._on_older_left)
        page.folder_chosen.connect(self._on_newer_chosen)
        page.restore_requested.connect(self._on_restore_requested)
        page.go_on_requested.connect(self._on_go_on_requested)
        self._session.checking.connect(page.show_checking)
        self._older = page
        self._show(page, page.first_focus())

    def _on_older_left(self) -> None:
        self._drop_older()
        self.folder, self._instead_of = self._instead_of or self.folder, None
        self.show_unlock()

    def _on_newer_chosen(self, folder: Path) -> None:
        if self._older is not None and not load("spoc_desk.vault.header_files").is_there(folder):
            self._older.show_error(Missing())
            return
        self._drop_older()
        self.folder, self._instead_of = folder, self._instead_of or self.folder
        self.show_unlock(f"This once the vault in the folder “{folder.name}”.")

    def _on_go_on_requested(self, password: str, slot_id: str, typed: str, by_code: bool, reason: str) -> None:
        page = self._older
        if page is None:
            return
        session, folder = self._session, self.folder

        def enter() -> "Vault":
            vault: Vault = load("spoc_desk.vault.older_copy").go_on(
                folder,
                password,
                secret_of((typed, by_code)),
                reason,
                clock=session.clock,
                anchors=session.anchors,
                slot_id=slot_id or None,
                told=session.checking.emit,
            )
            return vault

        session.enter_by(enter, self._on_gone_on, page.show_error)

    def _on_gone_on(self) -> None:
        self._on_opened()
        self._drop_older()

    def _drop_older(self) -> None:
        page, self._older = self._older, None
        if page is not None:
            page.forget()
            self._window.drop_view(page)

    # restore --------------------------------------------------------------------------------------------------------

    def _on_restore_requested(self) -> None:
        self._session.touched = True  # a password of that day is typed there
        self._drop_restore()
        page: RestorePage = load("spoc_desk_ui.pages.restore").RestorePage(self._session, self.folder)
        page.left.connect(self._on_restore_left)
        page.restored.connect(self._on_restored)
        self._restore = page
        self._show(page, page.first_focus())

    def _on_restore_instead(self, path: Path | None) -> None:
        """Restore the backup that was laid beside a damaged vault, where there was one."""
        self._on_restore_requested()
        if path is not None and self._restore is not None:
            self._restore.take_file(path)

    def _on_restore_into(self, folder: Path) -> None:
        self.folder = folder
        self._on_restore_requested()

    def _on_restore_left(self) -> None:
        self._drop_restore()
        if self._sheet_page is not None:
            self._show(self._sheet_page, self._sheet_page.first_focus())
        elif self._older is not None:
            self._show(self._older, self._older.first_focus())
        elif not self.damaged.come_back():
            self.show_unlock()

    def _on_restored(self) -> None:
        self.forget()
        self.start()

    def _drop_restore(self) -> None:
        page, self._restore = self._restore, None
        if page is not None:
            page.forget()
            self._window.drop_view(page)

    # the sheet ------------------------------------------------------------------------------------------------------

    def _show_new_sheet(self, code: "RecoveryCode") -> None:
        self._code = code
        page: NewSheetPage = load("spoc_desk_ui.pages.new_sheet").NewSheetPage(code.groups)
        page.sheet_save_requested.connect(self._on_sheet_save_requested)
        page.code_typed.connect(self._on_code_typed)
        self._sheet_page = page
        self._show(page, page.first_focus())
        self._drop_recovery()

    def _on_sheet_save_requested(self, name: str) -> None:
        page, code = self._sheet_page, self._code
        if page is None or code is None:
            return
        path, today = Path(name), self._session.clock.today()

        def saved(_nothing: object) -> None:
            page.sheet_step.say_saved(f"Saved as {path.name}. Print it, then delete the file.")

        def write(vault: "Vault") -> None:
            practice = load("spoc_desk.casework.council").profile(vault).practice
            load("spoc_desk_ui.sheet_file").write_sheet(path, code, today, sample=practice)

        self._session.run(write, saved, page.show_error)

    def _on_code_typed(self, code: str) -> None:
        page = self._sheet_page
        if page is not None:
            self._session.confirm_recovery(code, self._on_confirmed, page.show_error)

    def _on_confirmed(self) -> None:
        page, self._sheet_page, self._code = self._sheet_page, None, None
        self._session.announce_unlocked()
        if page is not None:
            page.sheet_step.forget()
            self._window.drop_view(page)

    def forget(self) -> None:
        """Throw away whatever page held a code or a password: the desk locks in the middle of it."""
        self.guide.put_away()
        self._drop_recovery()
        self._drop_restore()
        self._drop_older()
        self.damaged.drop()
        page, self._sheet_page, self._code = self._sheet_page, None, None
        if page is not None:
            page.sheet_step.forget()
            self._window.drop_view(page)

    def _show(self, page: QWidget, focus: QWidget) -> None:
        self._window.show_view(page)
        focus.setFocus(Qt.FocusReason.OtherFocusReason)


def _finish_restore(folder: Path) -> bool:
    """Give a restored or salvaged vault its name where a power cut kept it from it; True when that was done."""
    waits = any(folder.with_name(f"{folder.name}{ending}").is_dir() for ending in (".restored", ".salvaged"))
    return waits and bool(load("spoc_desk.vault.backup_restore").finish(folder))


def _is_empty(folder: Path) -> bool:
    """Say whether no vault is in a folder: nothing at all, or what an interrupted creation left."""
    try:
        if (folder / "creation.unfinished").exists():
            return bool(load("spoc_desk.vault.header_files").is_unfinished(folder))
        return not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except OSError:
        return False
