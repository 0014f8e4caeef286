"""A draft of the message for the secure mail program: no sender, so that nobody can send it from the wrong account."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from spoc_desk.domain.relay_message import Composed


def draft(composed: Composed, recipient: str = "") -> bytes:
    """Return an .eml file that a mail program opens as a draft (X-Unsent). Never a sender, a date or an id."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = composed.subject
    address = parseaddr(recipient.rpartition(",")[2].strip() or recipient)[1]
    if "@" in address and recipient.isprintable():
        mail["To"] = address
    mail.set_content(composed.body, charset="utf-8")
    return mail.as_bytes()
