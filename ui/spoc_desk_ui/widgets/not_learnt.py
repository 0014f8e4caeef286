"""What is typed here is nobody's to learn: no dictionary, no suggestion, no history of a keyboard on the screen."""

from PySide6.QtCore import Qt

NOT_LEARNT = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
