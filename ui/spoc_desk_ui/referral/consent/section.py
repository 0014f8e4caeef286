"""The pages of consent A, consent B and the young person: the people first, then how it was explained."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.referral_consents import Basis, ConsentKind
from spoc_desk.domain.referral_states import AFTER_SENDING
from spoc_desk.forms.definition import Choice
from spoc_desk.forms.loader import load_form

from ...forms.panel import FormPanel
from ...forms.record_desk import leak_words
from ...lazy import load
from ...session import Session
from ...theme import M
from ...widgets.words import Words
from ..editor import Editor
from ..form_section import FormSection
from .lines import COMPETENCE, FRASER, RECORD, SEEN, WITHDRAW, PersonLine, parents_lines
from .needs import need_of
from .panels import answer_panel, competence_panel, seen_panel, withdrawal_panel
from .people import ConsentPeople
from .young_lines import young_lines

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.vault.vault import Vault

KINDS = {
    "consent_a": ConsentKind.REFERRAL,
    "consent_b": ConsentKind.SHARING,
    "young_person": ConsentKind.YOUNG_PERSON,
}
_NOBODY_GROWN = "Nobody to ask yet: add the parents and carers first."
_NO_CHILD = "Nobody to ask yet: add the children first."
_YOUNG_NOTE = (
    "Gillick asks whether a child under 16 can decide about this matter. Fraser is narrower: only advice on "
    "contraception or sexual health. One never stands for the other."
)


@dataclass(frozen=True)
class ConsentFacts:
    """What the council has settled: its agencies, and the words of its sheets."""

    agencies: tuple[Choice, ...]
    words: Mapping[ConsentKind, str]


class ConsentSection(FormSection):
    """One kind of consent. A form opens in place of the list; Esc goes back to it."""

    def __init__(self, key: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self.kind = KINDS[key]
        self.people: ConsentPeople | None = None
        self.panel: FormPanel | None = None
        self._facts: ConsentFacts | None = None
        self._opened: tuple[str, str] = ("", "")
        self._person_wish: tuple[str, str] = ("", "")

    # the desk -------------------------------------------------------------------------------------------------------

    def show_view(self, view: "ReferralView") -> None:
        super().show_view(view)
        self._show_people()
        if self._facts is None:
            self.session.run(fetch_facts, self._on_facts)

    def open_field(self, row_id: str, field: str) -> None:
        if not row_id:
            super().open_field(row_id, field)
            return
        self._person_wish = (row_id, field)
        self._follow_wish()

    def open_ids(self) -> tuple[str, str]:
        return self._opened if self.panel is not None else super().open_ids()

    def first_focus(self) -> QWidget | None:
        if self.panel is not None:
            return self.panel.first_focus()
        return self.people.first_button() if self.people is not None else None

    def keep_text(self) -> None:
        super().keep_text()
        if self.panel is not None:
            self.panel.keep_text()

    def save(self, then: Callable[[], None]) -> None:
        if self.panel is not None:
            self.panel.submit()  # what is wrong is told there; she goes on herself when it is saved
        else:
            super().save(then)

    def print_requested(self) -> bool:
        if self.view is None:
            return False
        paper = "referral-young-person" if self.kind is ConsentKind.YOUNG_PERSON else "referral-consent"
        self.place_requested.emit(f"print/{paper}/{self.view.referral.id}", {})
        return True

    def built(self, editor: Editor) -> None:
        young = self.kind is ConsentKind.YOUNG_PERSON
        intro = next(each.intro for each in load_form("referral").sections if each.id == self.key)
        for words in editor.body.findChildren(Words):
            if words.text() == intro:
                words.hide()  # it stands above the people, not above the last question
        self.people = ConsentPeople(
            print_words="&Print the young person's sheet…" if young else "&Print the consent sheet…",
            nobody=_NO_CHILD if young else _NOBODY_GROWN,
            intro=intro,
            parent=self,
        )
        self.people.acted.connect(self.act)
        self.people.print_wanted.connect(self.print_requested)
        self.people.section_wanted.connect(self._on_section_wanted)
        self.people.reached.connect(self._on_reached)
        editor.column.insertWidget(0, self.people)
        self._show_people()  # before the desk gives the focus to what is to be done next

    # acting ---------------------------------------------------------------------------------------------------------

    def act(self, row_id: str, act: str) -> None:
        """Open the form of one act for one person."""
        line = (
            next((each.line for each in self.people.lines if each.line.row_id == row_id), None) if self.people else None
        )
        if line is None or self.view is None or self._facts is None:
            return
        panel = self._panel(line, act)
        if panel is None:
            return
        self._close()
        self._opened = (row_id, act)
        self.panel = panel
        panel.saved.connect(self._on_panel_saved)
        panel.cancelled.connect(self._on_panel_left)
        if self.editor is not None:
            self.editor.hide()
        self._layout.addWidget(panel)
        panel.show()
        self._say_alone(True)
        panel.focus_question("")

    def _panel(self, line: PersonLine, act: str) -> FormPanel | None:
        assert self.view is not None and self._facts is not None
        session, referral = self.session, self.view.referral
        consent = next((each for each in self.view.consents if each.id == line.consent_id), None)
        place = f"referral/{referral.id}/{self.key}/{line.row_id}/{act}"
        if act == RECORD:
            return answer_panel(
                session, referral.id, self.kind, line.row_id, line.name,
                before=consent, choices={"agencies": self._facts.agencies}, place=place, parent=self,
            )  # fmt: skip
        if act == SEEN and consent is not None:
            return seen_panel(session, consent, line.name, place=place, parent=self)
        if act == WITHDRAW and consent is not None:
            sent = referral.state in AFTER_SENDING
            return withdrawal_panel(session, referral.id, consent, line.name, sent=sent, place=place, parent=self)
        if act in (COMPETENCE, FRASER):
            return self._competence(line, act, place)
        return None

    def _competence(self, line: PersonLine, act: str, place: str) -> FormPanel:
        assert self.view is not None
        basis = Basis.FRASER if act == FRASER else self._basis(line.row_id)
        records = [each for each in self.view.competence if each.row_id == line.row_id and each.basis is basis]
        return competence_panel(
            self.session, self.view.referral.id, line.row_id, line.name, basis,
            before=records[0] if records else None, place=place, parent=self,
        )  # fmt: skip

    def _basis(self, row_id: str) -> Basis:
        assert self.view is not None
        young = load("spoc_desk.casework.referrals.young_people").young_people(self.view, self.session.clock.today())
        return next((each.basis for each in young if each.row_id == row_id), Basis.GILLICK)

    # showing --------------------------------------------------------------------------------------------------------

    def _show_people(self) -> None:
        if self.people is None or self.view is None:
            return
        if self.kind is ConsentKind.YOUNG_PERSON:
            module = load("spoc_desk.casework.referrals.young_people")
            self.people.show_lines(young_lines(self.view, module.young_people(self.view, self.session.clock.today())))
        else:
            agencies = {each.id: each.label for each in self._facts.agencies} if self._facts is not None else {}
            self.people.show_need(need_of(self.view, self.kind))
            self.people.show_lines(parents_lines(self.view, self.kind, agencies, _relations()))
        if self._facts is not None:
            note = _YOUNG_NOTE if self.kind is ConsentKind.YOUNG_PERSON else ""
            self.people.show_words(self._facts.words[self.kind], note)
        self._follow_wish()

    def _follow_wish(self) -> None:
        row_id, act = self._person_wish
        if not row_id or self.people is None or not self.people.lines or self._facts is None:
            return
        self._person_wish = ("", "")
        if act and self._opened != (row_id, act):
            self.act(row_id, act)
        elif self.panel is None:
            self.people.focus_person(row_id)

    def _close(self) -> None:
        panel, self.panel = self.panel, None
        if panel is None:
            return
        panel.keep_text()
        panel.hide()
        self._layout.removeWidget(panel)
        panel.deleteLater()
        if self.editor is not None:
            self.editor.show()
        self._say_alone(False)

    def _say_alone(self, alone: bool) -> None:
        self.alone = alone
        self.alone_wanted.emit(alone)

    def _back_to_list(self) -> None:
        (row_id, act), self._opened = self._opened, ("", "")
        self._close()
        if self.people is not None and not self.people.focus_person(row_id, act):
            self.people.first_button().setFocus(Qt.FocusReason.OtherFocusReason)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_facts(self, facts: ConsentFacts) -> None:
        self._facts = facts
        self._show_people()

    def _on_panel_saved(self, done: "Done") -> None:
        self._back_to_list()
        if words := leak_words(done):
            self.notice_requested.emit(words, "warn")
        self.saved.emit(done)

    def _on_panel_left(self) -> None:
        self._back_to_list()

    def _on_reached(self, person: QWidget) -> None:
        if self.editor is not None:
            self.editor.area.ensureWidgetVisible(person, 0, M)

    def _on_section_wanted(self, section: str) -> None:
        if self.view is not None:
            self.place_requested.emit(f"referral/{self.view.referral.id}/{section}", {})


def fetch_facts(vault: "Vault") -> ConsentFacts:
    """Return the agencies and the wording of the sheets (worker thread)."""
    profile = load("spoc_desk.casework.council").profile(vault)
    words = {
        ConsentKind.REFERRAL: profile.templates.t8_consent_a,
        ConsentKind.SHARING: profile.templates.t8_consent_b,
        ConsentKind.YOUNG_PERSON: profile.templates.t8_young_person,
    }
    return ConsentFacts(tuple(Choice(each.id, each.label) for each in profile.referring.agencies), words)


def _relations() -> dict[str, str]:
    """Return what the relationships are called, by their id."""
    found: dict[str, str] = {}
    for form in ("referral_household", "referral_parent"):
        question = load_form(form).question("relationship")
        found |= {choice.id: choice.label for choice in question.choices}
    return found
