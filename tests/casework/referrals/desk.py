"""A referral written from beginning to end, for tests: each states only what it changes."""

from dataclasses import dataclass

from spoc_desk.casework.change import Done
from spoc_desk.casework.referrals import consents, moves, rows, sections
from spoc_desk.casework.referrals.answer_store import from_json
from spoc_desk.casework.referrals.checking import check_answers
from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referrals import CHILD, PARENT, Referral, ReferralHappening, ReferralState
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.stores import REFERRALS
from spoc_desk.vault.vault import Vault

BEFORE: Answers = {
    "immediate_danger": "no", "allocated_worker": "no", "need_level": "INT",
    "tried_at_additional": "School and health visitor met three times; parenting course offered.",
    "consulted_manager": "yes", "manager_name": "Ruth Alder", "manager_on": "2026-11-20",
}  # fmt: skip
REFERRER: Answers = {
    "referrer_name": "Asha Brook", "referrer_role": "Pastoral lead", "referrer_source": "2A",
    "referrer_agency": "Harbour Primary", "referrer_address": "1 Quiet Lane, Luton", "referrer_phone": "0300 000 0200",
    "referrer_email": "office@example.org", "referrer_relationship": "Sees the child every day",
    "lead_name": "Ruth Alder", "lead_contact": "0300 000 0201", "referrer_at": "2026-11-23T08:45",
}  # fmt: skip
REASON: Answers = {
    "what_happened": "She comes to school tired and without lunch.", "concern_source": ("seen",),
    "impact": "She falls asleep in lessons.",
}  # fmt: skip
VIEWS: Answers = {
    "child_views_obtained": "yes", "child_views": "She would like breakfast at home.",
    "parent_views_obtained": "yes", "parent_views": "Her mother agrees that help is needed.",
}  # fmt: skip
NINE = ("send", "young_carer", "youth_justice", "missing", "exploitation", "fgm", "radicalisation",
        "private_fostering", "forced_marriage")  # fmt: skip
JUDGEMENT: Answers = {"level": "INT", "reasons": "Several needs at once, and what was tried has not been enough."}
TOLD: Answers = {"told": "yes", "told_who": "Her mother, by the pastoral lead", "told_on": "2026-11-20"}
CHILD_ANSWERS: Answers = {
    "given_names": "Maja", "family_name": "Nowak", "date_of_birth": "2017-05-04", "concern": "yes",
    "address": "2 Harbour Street, Luton", "lives_with": "Her mother", "interpreter": "no",
}  # fmt: skip
MOTHER: Answers = {
    "given_names": "Ewa", "family_name": "Nowak", "relationship": "mother", "parental_responsibility": "yes",
    "safe_to_contact": "yes",
}  # fmt: skip
GIVEN: Answers = {"decision": "given", "given_on": "2026-11-23", "method": "wet_signature"}
SHARING: Answers = {**GIVEN, "agencies": ("school", "gp"), "withdrawal_explained": "yes"}
REFUSED: Answers = {"decision": "refused", "given_on": "2026-11-23", "reason": "Does not want it."}
SENT: Answers = {"sent_at": "2026-11-23T09:15", "method": "secure_mail", "sent_to": "MASH", "version_sent": "1"}
DECISION: Answers = {
    "necessary_and_proportionate": "yes",
    "tests_met": ("necessary", "proportionate", "relevant", "adequate", "accurate", "timely", "secure"),
    "third_parties_protected": "yes", "protected_how": "The grandmother is not named.",
}  # fmt: skip


@dataclass
class ReferralDesk:
    """One referral at a real vault."""

    vault: Vault
    clock: FixedClock
    id: str
    child: str = ""
    mother: str = ""

    @property
    def referral(self) -> Referral:
        return REFERRALS.get(self.vault, self.id)

    @property
    def state(self) -> ReferralState:
        return self.referral.state

    def view(self) -> ReferralView:
        return referral_view(self.vault, self.id)

    def save(self, section: str, answers: Answers, *, completed: bool | None = None) -> Done:
        return sections.save_section(
            self.vault, referral_id=self.id, section=section, answers=answers, completed=completed
        )

    def row(self, form: str, answers: Answers, row_id: str | None = None) -> str:
        done = rows.save_row(self.vault, referral_id=self.id, form=form, answers=answers, row_id=row_id)
        assert done.record is not None
        return done.record.id

    def consent(self, kind: str, answers: Answers, person: str = "") -> str:
        given = {**answers, "person": person or self.mother}
        done = consents.record_consent(self.vault, referral_id=self.id, kind=kind, answers=given)
        assert done.record is not None
        return done.record.id

    def event(self, event: str, answers: Answers | None = None) -> Done:
        return moves.record_event(self.vault, referral_id=self.id, event=event, answers=answers or {})

    def offer(self, event: str) -> object:
        """Return the offer of an event, or None where it is not known here."""
        return next((each for each in moves.offered(self.view()) if each.event == event), None)

    def troubles(self, level: str = "must") -> list[str]:
        view = self.view()
        return [trouble.sentence for trouble in check_answers(view, view.today) if trouble.level == level]

    def to_print(self) -> None:
        """Go on from a complete draft to the printed paper."""
        moves.ready_for_consent(self.vault, referral_id=self.id)
        moves.ready_to_send(self.vault, referral_id=self.id)
        moves.mark_printed(self.vault, referral_id=self.id)

    def send(self, **changes: Answer) -> None:
        moves.mark_sent(self.vault, referral_id=self.id, answers={**SENT, **changes})


def said(event: ReferralHappening, name: str) -> str:
    """Return one answer of an event."""
    return str(from_json(event.answers).get(name, ""))


def begin(vault: Vault, clock: FixedClock, **before: Answer) -> ReferralDesk:
    """Begin a referral with the first answers."""
    done = start_referral(vault, answers={**BEFORE, **before})
    assert done.record is not None
    return ReferralDesk(vault, clock, done.record.id)


def write(
    vault: Vault, clock: FixedClock, *, sought: str = "fps", level: str = "INT", **before: Answer
) -> ReferralDesk:
    """Write a whole referral about one child, with nothing left to check."""
    desk = begin(vault, clock, need_level=level, **before)
    ground = {} if sought == "fps" else {"specialist_ground": "needs" if sought in ("cin", "send") else "likely"}
    desk.save("type", {"level_sought": sought, "referral_kind": "new", "urgency": "routine", **ground})
    desk.save("referrer", REFERRER)
    desk.child = desk.row(CHILD, CHILD_ANSWERS)
    desk.mother = desk.row(PARENT, MOTHER)
    desk.save("reason", REASON)
    desk.save("strengths", {"strengths_text": "She likes school, and her aunt helps."})
    desk.save("views", VIEWS)
    desk.save("circumstances", dict.fromkeys(NINE, "no"))
    desk.save("judgement", {**JUDGEMENT, "level": level})
    desk.save("informing", TOLD)
    desk.save("declaration", {"declared": "yes"})
    return desk


def intensive(vault: Vault, clock: FixedClock) -> ReferralDesk:
    """Return a complete Intensive referral with consent A and B of the mother."""
    desk = write(vault, clock)
    desk.consent("a", GIVEN)
    desk.consent("b", SHARING)
    return desk
