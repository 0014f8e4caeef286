"""A RELAY desk."""

import pytest

from tests.casework.relay.desk import RelayDesk, make_school
from tests.casework.story import Story


@pytest.fixture
def relay(story: Story) -> RelayDesk:
    """Return a desk with a school in order and a captured notification."""
    made = RelayDesk(story.vault, make_school(story.vault))
    made.capture()
    return made
