"""The one place that loads a module on first use, so that the unlock window is on the screen before it is needed."""

from importlib import import_module
from types import ModuleType


def load(name: str) -> ModuleType:
    """Return the module called *name*.

    What has no class of Qt in it is best loaded on the worker thread, where it blocks nobody; modules of the window on
    the window's own thread (`ahead`).
    """
    return import_module(name)
