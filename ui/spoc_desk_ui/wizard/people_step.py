"""Step 2: who works at this desk."""

from PySide6.QtWidgets import QWidget

from spoc_desk.domain.roles import Role

from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.text_field import TextField
from ..widgets.tick_list import TickList
from .step import Step

_ROLES_HINT = (
    "Tick all that apply. “Referrer” alone has referrals and schools, “MASH and RELAY” alone the schools; neither sees "
    "relocations."
)


class PeopleStep(Step):
    """Your name and roles; the unlock page later shows the role words only."""

    title = "You"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("You", "Others get their own way into the vault later, each with their own password.", parent)
        self.add_field(
            "name",
            Field(
                "Your full name",
                TextField(),
                width="long",
                why="every change says who made it. The name stays inside the vault.",
            ),
        )
        roles = TickList([(role.value, role.label) for role in Role])
        self.add_field("roles", Field("What you do here", roles, hint=_ROLES_HINT))

    def roles(self) -> frozenset[str]:
        """Return the roles ticked."""
        value = self.fields["roles"].value()
        return frozenset(value) if not isinstance(value, str) else frozenset()

    def problems(self) -> list[Line]:
        found = []
        if not self.text("name"):
            found.append(Line("Enter your full name", "name"))
        if not self.roles():
            found.append(Line("Tick at least one role", "roles"))
        return found
