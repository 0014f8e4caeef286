"""Special circumstances: what an answer of yes makes urgent is said at once, below its question."""

from typing import TYPE_CHECKING

from spoc_desk.domain.house_dates import short_date

from .editor import Editor
from .form_section import FormSection
from .live_prompts import LivePrompts

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.prompts import Prompt
    from spoc_desk.casework.referrals.reading import ReferralView

_FGM = "D-20"
_FGM_REPORT = ("fgm_reported_at", "fgm_police_ref")


class CircumstancesSection(FormSection):
    """The nine questions, with their forced prompts, their clocks and where local guidance is found."""

    prompts: LivePrompts | None = None

    def built(self, editor: Editor) -> None:
        self.prompts = LivePrompts(editor, self.key)

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        if self.prompts is not None:
            self.prompts.show_view(view, self._more)

    def _more(self, prompt: "Prompt") -> str:
        """Return what stands below a prompt: for known FGM the clock, and where local guidance is."""
        clock = self._fgm_clock() if prompt.question in _FGM_REPORT else ""
        where = self.known.guidance.get(prompt.key, "")
        return " ".join(part for part in (clock, f"Local guidance: {where}" if where else "") if part)

    def _fgm_clock(self) -> str:
        clocks = self.view.clocks if self.view is not None else ()
        running = next((each for each in clocks if each.rule == _FGM and each.running), None)
        if running is not None and running.due_on is not None:
            return f"Report by the close of {short_date(running.due_on)}, and in one month at the latest."
        if self.known.council is None:
            return ""
        due = self.known.council.calendar.add_working_days(self.session.clock.today(), 1)
        return f"The clock starts when you save: report by the close of {short_date(due)}."
