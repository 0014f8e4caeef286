"""One thing "check answers" tells."""

from dataclasses import dataclass

MUST, SOFT = "must", "soft"


@dataclass(frozen=True)
class Trouble:
    """A sentence, and the place it is about. A "must" blocks the next step; a "soft" one only asks to look again."""

    section: str
    question_id: str
    row_id: str
    sentence: str
    level: str = MUST
    source: str = ""
