"""The draft for the secure mail program opens as a draft and says nothing of who made it."""

from datetime import date
from email import policy
from email.parser import BytesParser

import pytest

from spoc_desk.casework.relay.draft_mail import draft
from spoc_desk.domain.relay_message import FourFacts, compose

TOLD = compose(
    "Domestic Abuse Notification", "The police have attended an incident, details are as follows:",
    FourFacts(date(2026, 11, 21), "4 Harbour Street", "Zoë Łukasz-Sample", date(2017, 5, 4)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("recipient", "to"),
    [("Ruth Alder, ruth@harbour.example.org", "ruth@harbour.example.org"), ("ruth@harbour.example.org",) * 2,
     ("Ruth Alder", None), ("", None), ("x\r\nBcc: a@b.example.org", None)],
)  # fmt: skip
def test_it_is_an_unsent_draft_without_sender_date_or_id(recipient: str, to: str | None) -> None:
    read = BytesParser(policy=policy.default).parsebytes(draft(TOLD, recipient))
    assert (read["X-Unsent"], read["Subject"], read["To"]) == ("1", TOLD.subject, to)
    assert [name for name in ("From", "Sender", "Date", "Message-ID", "Bcc") if read[name]] == []
    assert read.get_content().replace("\r\n", "\n") == TOLD.body
