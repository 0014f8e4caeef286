"""The papers of RELAY: the notification of one cleared message, and what is printed blank."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ..lazy import load
from .prepared import copy_of, ready_of
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.casework.prints import Prepared
    from spoc_desk.vault.vault import Vault

BLANK_RELAY: Mapping[str, str] = {
    "relay-leaflet": "Leaflet for a school's RELAY contact",
    "relay-feedback": "The school's answer, for handwriting",
    "relay-notification": "A notification of the police, for handwriting",
}
"""What can be printed without a notification, by the form in its place, and what it is called."""


@dataclass(frozen=True)
class RelayPrint:
    """The notification of one cleared message; the gates are asked when it is prepared and when it is issued."""

    kind: str
    message_id: str
    asks_recipient: bool = False
    protects: bool = True

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        prepared: Prepared = load("spoc_desk.casework.prints").prepare(
            vault, kind=self.kind, record_ids=(self.message_id,), large_print=large_print
        )
        return ready_of(vault, prepared)

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        prepared = cast("Prepared", ready.handle)
        issued = load("spoc_desk.casework.prints").issue(
            vault, prepared, output, password=password or None, acknowledged=acknowledged
        )
        return copy_of(issued, prepared)


@dataclass(frozen=True)
class BlankRelayPrint:
    """A leaflet or a form with the council's own names: no child, no answer, no number."""

    form: str
    asks_recipient: bool = False
    protects: bool = False

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        council = load("spoc_desk.casework.council").profile(vault)
        document = load("spoc_desk.casework.relay.papers").blank_relay(self.form, council, large_print=large_print)
        today = vault.clock.today()
        return Ready(
            title=f"RELAY: {_small(BLANK_RELAY[self.form])}",
            reference="",
            copy_words="Blank form",
            contains="nothing of any child",
            file_name=load("spoc_desk.printing.naming").file_name(f"blank {self.form}", "", None, today),
            pdf=load("spoc_desk.printing.render").render(document, made_on=today),
            handle=None,
        )

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return Copy(ready.pdf, ready.file_name, "1 blank paper. Blank papers are not in the print register.")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
