"""What a detector hands back: a span of the clean text, not yet judged by mode."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own


class Hit(NamedTuple):
    """One span that tells an area; `own` when that area is ours."""

    start: int
    end: int
    channel: str
    severity: Severity = Severity.HIGH
    own: bool = False


# A detector reads the text and yields hits; it knows nothing of modes, other detectors or screens.
Detector = Callable[[Clean, Own], Iterable[Hit]]
