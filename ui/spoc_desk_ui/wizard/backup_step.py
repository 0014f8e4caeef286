"""Step 3: where backups will go, and whether a sample case should be there to try things on."""

from PySide6.QtWidgets import QWidget

from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.options import YesNo
from ..widgets.text_field import TextField
from .step import Step


class BackupStep(Step):
    """A note on the backup place, and yes or no to the sample case."""

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
        self.add_field(
            "sample",
            Field(
                "Put in a sample case to try things on?",
                YesNo(),
                hint="Invented people, marked SAMPLE on screen and paper. One button removes it.",
            ),
        )

    def wants_sample(self) -> bool:
        """Say whether the sample case was wanted."""
        return self.text("sample") == "yes"

    def problems(self) -> list[Line]:
        return [] if self.text("sample") else [Line("Say whether you want a sample case", "sample")]
