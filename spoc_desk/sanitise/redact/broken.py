"""What a broken rule of the grammar is: a reason to throw the copy away."""

from spoc_desk.errors import RefusedByRule


class NotOurs(RefusedByRule):
    """{sentence}"""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(f"The copy is not built as our copies are built ({rule}). It was thrown away.")


def demand(holds: bool, rule: str) -> None:
    """Go on only if a rule holds.

    Raises:
        NotOurs: it does not.
    """
    if not holds:
        raise NotOurs(rule)
