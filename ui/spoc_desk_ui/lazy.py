"""The one place that loads a module on first use, so that the unlock window is on the screen before it is needed."""

from importlib import import_module
from types import ModuleType


def load(name: str) -> ModuleType:
    """Return the module called *name*; meant for the worker thread, where loading blocks nobody."""
    return import_module(name)
