"""Step 3: where backups will go, what the desk is for, and whether a sample case is there to try things on."""

from PySide6.QtWidgets import QWidget

from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.options import Options, YesNo
from ..widgets.text_field import TextField
from .step import Step


class BackupStep(Step):
    """A note on the backup place, real work or practice, and yes or no to the sample case."""

    title = "Backups and a sample"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Backups and a sample", "A vault that exists once is lost once. Decide now where its copies go.", parent
        )
        self.add_field(
            "backup",
            Field(
                "Where will backups be kept?",
                TextField(),
                hint="For example: encrypted stick in the safe of the Director's office",
                width="long",
                why="so that whoever covers for you finds them. It may stay empty today.",
            ),
        )
        purpose = self.add_field(
            "purpose",
            Field(
                "What is this desk for?",
                Options((("real", "Real work"), ("practice", "Practice only"))),
                hint="On a desk for practice every case and every paper is marked SAMPLE, for good.",
            ),
        )
        purpose.set_value("real")
        self.add_field(
            "sample",
            Field(
                "Put in a sample case to try things on?",
                YesNo(),
                hint="Invented people, marked SAMPLE on screen and paper. One button removes it.",
            ),
        )
        self._offered = True

    def offer_sample(self, offered: bool) -> None:
        """Ask about the sample case, or not: somebody who sees no relocations has no use for one."""
        self.fields["sample"].setVisible(offered)
        self._offered = offered

    def wants_sample(self) -> bool:
        """Say whether the sample case was wanted."""
        return self._offered and self.text("sample") == "yes"

    def is_practice(self) -> bool:
        """Say whether everything at this desk is to be marked SAMPLE."""
        return self.text("purpose") == "practice"

    def problems(self) -> list[Line]:
        if self.text("sample") or not self._offered:
            return []
        return [Line("Say whether you want a sample case", "sample")]
