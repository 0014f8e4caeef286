"""Special circumstances: what an answer of yes makes urgent is said at once, below its question."""

from typing import TYPE_CHECKING

from spoc_desk.domain.house_dates import short_date

from .editor import Editor
from .form_section import FormSection
from .live_prompts import LivePrompts

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

_FGM = "D-20"


class CircumstancesSection(FormSection):
    """The nine questions, with their forced prompts, their clocks and where local guidance is found."""

    prompts: LivePrompts | None = None

    def built(self, editor: Editor) -> None:
        self.prompts = LivePrompts(editor, self.key)

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        if self.prompts is not None:
            self.prompts.show_view(view, self._more(view))

    def _more(self, view: "ReferralView") -> dict[str, str]:
        """Return what stands below a prompt: local guidance, and for FGM the clock."""
        more = {key: f"Local guidance: {where}" for key, where in self.known.guidance.items()}
        if clock := self._fgm_clock(view):
            more["fgm"] = " ".join(part for part in (clock, more.get("fgm", "")) if part)
        return more

    def _fgm_clock(self, view: "ReferralView") -> str:
        running = next((each for each in view.clocks if each.rule == _FGM and each.running), None)
        if running is not None and running.due_on is not None:
            return f"Where it is known: report by the close of {short_date(running.due_on)}."
        if self.known.council is None:
            return ""
        due = self.known.council.calendar.add_working_days(self.session.clock.today(), 1)
        return f"Where it is known, the clock starts when you save: by the close of {short_date(due)}."
