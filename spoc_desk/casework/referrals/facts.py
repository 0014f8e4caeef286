"""What the guards look at, gathered from a referral as it is."""

from datetime import date

from spoc_desk.casework.referrals.checking import check_answers
from spoc_desk.casework.referrals.clocks import TELL
from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.casework.referrals.young_people import young_people
from spoc_desk.domain.private_fostering import is_private_fostering
from spoc_desk.domain.referral_consents import ConsentKind
from spoc_desk.domain.referral_guards import ReferralFacts


def facts_of(view: ReferralView, today: date) -> ReferralFacts:
    """Return the facts of a referral today."""
    referral = view.referral
    return ReferralFacts(
        state=referral.state,
        level_sought=referral.level_sought,
        must=sum(trouble.level == "must" for trouble in check_answers(view, today)),
        a_given=given_with_responsibility(view, ConsentKind.REFERRAL),
        b_given=given_with_responsibility(view, ConsentKind.SHARING),
        reason=bool(view.text("no_consent_reason").strip()),
        basis=any(decision.allows for decision in view.decisions),
        young_refused=any(young.refused for young in young_people(view, today)),
        stopped=view.stopped,
        released=view.released,
        feedback=referral.feedback_on is not None or referral.no_feedback,
        sent=bool(referral.sent_at),
        escalated=referral.escalated_on is not None,
        archived=referral.archived_on is not None,
        consented=any(consent.stands for consent in view.consents),
        fostering=is_private_fostering(view.answers),
        untold=any(clock.rule == TELL and clock.running for clock in view.clocks),
    )


def given_with_responsibility(view: ReferralView, kind: ConsentKind) -> bool:
    """Say whether at least one person with parental responsibility has given a consent that stands."""
    return any(view.has_responsibility(consent.row_id) for consent in view.standing(kind))
