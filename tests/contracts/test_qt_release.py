"""The Qt in use survives many signals: PySide6 6.12.0 aborts Python 3.11 after 568 of them."""

import subprocess
import sys

EMIT = """
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Sender(QObject):
    sent = Signal(int, str, object)

class Receiver(QObject):
    total = 0
    def take(self, number, text, thing):
        self.total += number

application = QCoreApplication([])
sender, receiver = Sender(), Receiver()
sender.sent.connect(receiver.take)
for _ in range(20_000):
    sender.sent.emit(1, "text", receiver)
print(receiver.total)
"""


def test_twenty_thousand_signals_arrive() -> None:
    done = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True, timeout=120)

    assert (done.returncode, done.stdout.strip()) == (0, "20000"), done.stderr
