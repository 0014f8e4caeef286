"""The prompts of a section while it is being answered: each below the question whose answer called for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from spoc_desk.forms.definition import Answer

from ..lazy import load
from .editor import Editor
from .prompt_block import PromptBlock

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.prompts import Prompt
    from spoc_desk.casework.referrals.reading import ReferralView

_BELOW = {"private_fostering": "private_fostering_disabled", "fostering_notice": "private_fostering_told_on"}
"""The result of the calculator stands below the last of its questions."""


class LivePrompts(QObject):
    """Works out again at every answer what must be said; what was said already stays where it is.

    *more* says what stands below a prompt: when its clock ends, where the council's guidance is.
    """

    def __init__(self, editor: Editor, section: str) -> None:
        super().__init__(editor)
        self._editor, self._section = editor, section
        self._view: ReferralView | None = None
        self._more: Callable[[Prompt], str] = _nothing
        self.blocks: dict[tuple[str, str], PromptBlock] = {}
        editor.edited.connect(self._on_edited)
        editor.restored.connect(self._on_edited)

    def show_view(self, view: "ReferralView", more: "Callable[[Prompt], str]") -> None:
        """Show what the stored and the typed answers call for."""
        self._view, self._more = view, more
        self._show(speak=False)

    def found(self) -> "tuple[Prompt, ...]":
        """Return what the answers as typed call for in this section."""
        if self._view is None:
            return ()
        typed: dict[str, Answer] = {**self._view.answers, **self._editor.answers()}
        view = replace(self._view, answers=typed)
        found = load("spoc_desk.casework.referrals.prompts").prompts(view, self._editor.body.asking.clock.today())
        return tuple(each for each in found if each.section == self._section)

    def _on_edited(self) -> None:
        self._show(speak=True)

    def _show(self, *, speak: bool) -> None:
        wanted = {(each.key, each.sentence): each for each in self.found()}
        for name in [each for each in self.blocks if self.blocks[each].prompt != wanted.get(each)]:
            block = self.blocks.pop(name)
            block.hide()
            block.deleteLater()
        for name, prompt in wanted.items():
            if name not in self.blocks:
                added = self._add(prompt)
                if added is not None and speak and not prompt.done:
                    added.speak()

    def _add(self, prompt: "Prompt") -> PromptBlock | None:
        line = self._editor.fields.get(_BELOW.get(prompt.key, prompt.key)) or self._editor.fields.get(prompt.question)
        layout = line.field.layout() if line is not None else None
        if line is None or not isinstance(layout, QVBoxLayout):
            return None
        block = PromptBlock(prompt, more=self._more(prompt), leads=False, parent=line.field)
        self.blocks[prompt.key, prompt.sentence] = block
        layout.addWidget(block)
        block.show()
        return block


def _nothing(_prompt: "Prompt") -> str:
    return ""
