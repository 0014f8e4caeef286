"""Fixed wordings of the council with their gaps filled."""

import re

from spoc_desk.errors import BadAnswer

_GAP = re.compile(r"\{([a-z_]*)\}")


def fill(template: str, **values: str) -> str:
    """Return *template* with each {gap} replaced. Raises BadAnswer for a gap the program has nothing for."""

    def value(gap: re.Match[str]) -> str:
        if gap[1] not in values:
            known = ", ".join(f"{{{name}}}" for name in sorted(values))
            raise BadAnswer(f"This wording has the gap {gap[0]}, which the program cannot fill. It knows: {known}.")
        return values[gap[1]]

    return _GAP.sub(value, template)
