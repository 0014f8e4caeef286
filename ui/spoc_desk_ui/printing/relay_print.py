"""The paper of RELAY: the notification of one cleared message."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lazy import load
from .prepared import issue, ready_of
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.casework.prints import Prepared
    from spoc_desk.vault.vault import Vault


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
        return issue(vault, ready, output, password, acknowledged=acknowledged)
