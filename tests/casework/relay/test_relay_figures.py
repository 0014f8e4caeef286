"""The months of RELAY for this desk: true numbers, months as they are in London."""

from datetime import date

import pytest

from spoc_desk.casework.relay import figures
from spoc_desk.casework.relay.figures import Figure
from tests.casework.relay.desk import CHILD, RelayDesk, make_school
from tests.casework.story import Story

NOVEMBER = date(2026, 11, 30)


def send(relay: RelayDesk) -> None:
    relay.share()
    relay.match()
    relay.clear()
    relay.send()


@pytest.mark.req("R-000-19")
def test_the_months_count_what_was_received_decided_and_sent(story: Story) -> None:
    relay = RelayDesk(story.vault, make_school(story.vault))
    relay.capture(CHILD, {**CHILD, "given_names": "Jan"})
    send(relay)
    relay.capture(police_ref="DA/2", incident_date="2026-10-20", received_at="2026-10-21T10:00")
    (october, november) = figures.months(story.vault, date(2026, 10, 1), NOVEMBER)
    assert october.words == "October 2026"
    assert october.counts == {
        Figure.RECEIVED: 1, Figure.CHILDREN: 1, Figure.SHARED: 0, Figure.NOT_SHARED: 0, Figure.REFERRED: 0,
    }  # fmt: skip
    assert (november.counts[Figure.CHILDREN], november.counts[Figure.SHARED]) == (2, 1)
    assert figures.year_total((october, november))[Figure.RECEIVED] == 2


def test_a_month_ends_at_midnight_in_london(story: Story) -> None:
    relay = RelayDesk(story.vault, make_school(story.vault))
    relay.capture(incident_date="2026-05-31", received_at="2026-06-01T00:30")  # 31 May, 23:30 UTC
    (may, june) = figures.months(story.vault, date(2026, 5, 1), date(2026, 6, 30))
    assert (may.counts[Figure.RECEIVED], june.counts[Figure.RECEIVED]) == (0, 1)
