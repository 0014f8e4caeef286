"""Special circumstances: what an answer of yes makes urgent is said at once, below the question, before anything else."""

from .form_section import FormSection


class CircumstancesSection(FormSection):
    """The nine questions."""
