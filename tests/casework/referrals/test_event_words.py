"""What happened to a referral in words, on the time line and on paper."""

from datetime import date

from spoc_desk.casework.referrals.event_words import day_of, form_of, on_paper, title, when
from spoc_desk.domain.referrals import ReferralEvent


def test_every_event_is_said_on_the_time_line_and_on_paper() -> None:
    assert all(title(event) and on_paper(event) for event in ReferralEvent)


def test_paper_says_an_event_with_the_title_of_its_form() -> None:
    form = form_of(ReferralEvent.ACKNOWLEDGED)
    assert form is not None and on_paper(ReferralEvent.ACKNOWLEDGED) == form.title
    assert form_of(ReferralEvent.PRINTED) is None and on_paper(ReferralEvent.PRINTED) == "Printed"


def test_a_moment_is_said_and_counted_in_london() -> None:
    assert when("2026-07-01T23:30:00Z") == "Thu 2 Jul 2026, 00:30"
    assert day_of("2026-07-01T23:30:00Z") == date(2026, 7, 2)
    assert when("2026-07-01") == "Wed 1 Jul 2026"
    assert day_of("2026-07-01") == date(2026, 7, 1)
