"""The colours of the window: light, dark and high contrast, each pair checked for contrast by a test."""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True)
class Colours:
    """One set of colours, named by what they are for."""

    name: str
    window: str  # behind the rail and around cards
    base: str  # behind text and fields
    hover: str
    scroll: str
    line: str  # hairline between rows; decoration only
    text: str
    muted: str
    border: str
    accent: str  # the one thing to do next
    on_accent: str
    accent_soft: str
    error: str
    error_soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    focus: str

    def colour(self, name: str) -> QColor:
        """Return the colour called *name*."""
        return QColor(getattr(self, name))


LIGHT = Colours(
    name="light",
    window="#f3f4f6",
    base="#ffffff",
    hover="#e8eaee",
    scroll="#8b93a1",
    line="#dfe2e7",
    text="#111827",
    muted="#4b5563",
    border="#6b7280",
    accent="#1d4ed8",
    on_accent="#ffffff",
    accent_soft="#e3ebfd",
    error="#b42318",
    error_soft="#fdecea",
    ok="#05603a",
    ok_soft="#e0f4ea",
    warn="#8a4b00",
    warn_soft="#fdf0d8",
    focus="#111827",
)
DARK = Colours(
    name="dark",
    window="#1b1f24",
    base="#11151a",
    hover="#2a3038",
    scroll="#6c7680",
    line="#2c333b",
    text="#f1f3f5",
    muted="#b6bec8",
    border="#8b949e",
    accent="#8ab4ff",
    on_accent="#0b1220",
    accent_soft="#1b2a47",
    error="#ff9b8f",
    error_soft="#3b1c19",
    ok="#7ee2a8",
    ok_soft="#12301f",
    warn="#ffc46b",
    warn_soft="#38290f",
    focus="#ffdd00",
)
HIGH_CONTRAST = Colours(
    name="high contrast",
    window="#000000",
    base="#000001",  # one step from window: a set is recognised by its window colour, and both must read as black
    hover="#262626",
    scroll="#ffffff",
    line="#8c8c8c",
    text="#ffffff",
    muted="#ffffff",
    border="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    accent_soft="#2b2b00",
    error="#ffb3ab",
    error_soft="#330000",
    ok="#8df0b4",
    ok_soft="#002b12",
    warn="#ffd27a",
    warn_soft="#2e1f00",
    focus="#00e5ff",
)
ALL_COLOURS = (LIGHT, DARK, HIGH_CONTRAST)


def colour_names() -> tuple[str, ...]:
    """Return the names of the colours in a set."""
    return tuple(each.name for each in fields(Colours) if each.name != "name")


def current_colours() -> Colours:
    """Return the set the window shows now, read back from the application's palette."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window).name()
    return next((each for each in ALL_COLOURS if each.window == window), LIGHT)


def to_palette(colours: Colours) -> QPalette:
    """Return the palette Fusion paints with."""
    role = QPalette.ColorRole
    palette = QPalette()
    for role_of, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "base"),
        (role.AlternateBase, "window"),
        (role.Text, "text"),
        (role.Button, "window"),
        (role.ButtonText, "text"),
        (role.BrightText, "error"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.PlaceholderText, "muted"),
        (role.ToolTipBase, "text"),
        (role.ToolTipText, "base"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
        (role.Mid, "border"),
        (role.Dark, "border"),
        (role.Midlight, "line"),
        (role.Light, "base"),
        (role.Shadow, "border"),
    ):
        palette.setColor(role_of, colours.colour(name))
    for role_of in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role_of, colours.colour("muted"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colours.colour("line"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, colours.colour("muted"))
    return palette


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2.2 contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
