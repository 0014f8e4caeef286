"""Jobs run one after the other on one thread; answers arrive on the window's."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from spoc_desk.errors import DiskFull, UserError
from spoc_desk_ui.tasks import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


def test_jobs_run_in_order_on_one_other_thread(worker: Worker, qtbot: QtBot) -> None:
    seen: list[tuple[int, QThread]] = []
    for number in range(20):
        worker.submit(lambda number=number: seen.append((number, QThread.currentThread())))  # type: ignore[misc]
    qtbot.waitUntil(lambda: worker.idle)
    assert [number for number, _thread in seen] == list(range(20))
    assert len({id(thread) for _number, thread in seen}) == 1
    assert seen[0][1] is not QThread.currentThread()


def test_the_answer_arrives_on_the_windows_thread(worker: Worker, qtbot: QtBot) -> None:
    answers: list[tuple[object, bool]] = []
    here = threading.get_ident()
    worker.submit(lambda: 42, lambda value: answers.append((value, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(42, True)]


def test_a_user_error_goes_to_failed(worker: Worker, qtbot: QtBot) -> None:
    told: list[UserError] = []

    def full() -> None:
        raise DiskFull

    worker.submit(full, None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], DiskFull)


def test_an_error_nobody_waits_for_is_still_told(worker: Worker, qtbot: QtBot) -> None:
    def full() -> None:
        raise DiskFull

    with qtbot.waitSignal(worker.refused) as told:
        worker.submit(full)
    assert isinstance(told.args[0], DiskFull)


def test_a_bug_is_not_mistaken_for_a_user_error(worker: Worker, qtbot: QtBot) -> None:
    failed: list[UserError] = []

    def broken() -> None:
        raise KeyError("x")

    with qtbot.waitSignal(worker.broke) as told:
        worker.submit(broken, None, failed.append)
    assert isinstance(told.args[0], KeyError)
    assert failed == []


def test_answers_asked_before_a_lock_are_dropped(worker: Worker, qtbot: QtBot) -> None:
    answers: list[object] = []
    gate = threading.Event()
    worker.submit(gate.wait, answers.append)
    worker.forget_answers()
    gate.set()
    worker.submit(lambda: "new", answers.append)
    qtbot.waitUntil(lambda: worker.idle)
    assert answers == ["new"]


class _Gone(QObject):
    def take(self, _value: object) -> None:
        raise AssertionError("a deleted widget was called")


def test_a_deleted_receiver_is_not_called(worker: Worker, qtbot: QtBot) -> None:
    receiver = _Gone()
    gate = threading.Event()
    worker.submit(gate.wait, receiver.take)
    receiver.deleteLater()
    del receiver
    gate.set()
    qtbot.waitUntil(lambda: worker.idle)


def test_the_busy_cursor_comes_after_half_a_second_and_goes(worker: Worker, qtbot: QtBot) -> None:
    gate = threading.Event()
    with qtbot.waitSignal(worker.busy_changed):
        worker.submit(gate.wait)
    cursor = QGuiApplication.overrideCursor()
    assert cursor is not None
    assert cursor.shape() == Qt.CursorShape.BusyCursor
    gate.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert QGuiApplication.overrideCursor() is None


class _Witness(QObject):
    """Notes on which thread it dies."""

    def __init__(self, deaths: list[int]) -> None:
        super().__init__()
        self._deaths = deaths

    def work(self) -> None:
        raise KeyError("a fault whose traceback holds the widget")

    def take(self, _value: object) -> None:
        return

    def __del__(self) -> None:
        self._deaths.append(threading.get_ident())


def test_what_a_job_held_dies_on_the_windows_thread(worker: Worker, qtbot: QtBot) -> None:
    deaths: list[int] = []
    for _ in range(200):
        witness = _Witness(deaths)
        worker.submit(witness.work, witness.take)
        del witness
    qtbot.waitUntil(lambda: worker.idle)
    gc.collect()
    assert deaths == [threading.get_ident()] * 200
