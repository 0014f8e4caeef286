"""Every pair of colours that is used together can be told apart (WCAG 2.2, checklist 6)."""

import pytest

from spoc_desk_ui.colours import ALL_COLOURS, DARK, LIGHT, Colours, contrast, current_colours
from spoc_desk_ui.theme import Look, Theme

GROUNDS = ("base", "window", "hover", "accent_soft", "error_soft", "ok_soft", "warn_soft")
INKS = ("text", "muted", "accent", "error", "ok", "warn")


@pytest.mark.parametrize("colours", ALL_COLOURS, ids=lambda each: each.name)
class TestContrast:
    def test_text_is_at_least_four_and_a_half_to_one(self, colours: Colours) -> None:
        pairs = {
            (ink, ground): contrast(getattr(colours, ink), getattr(colours, ground))
            for ink in INKS
            for ground in GROUNDS
        }
        assert {pair: ratio for pair, ratio in pairs.items() if ratio < 4.5} == {}

    def test_words_on_the_accent_can_be_read(self, colours: Colours) -> None:
        assert contrast(colours.on_accent, colours.accent) >= 4.5
        assert contrast(colours.on_accent, colours.colour("accent").darker(115).name()) >= 4.5

    def test_borders_icons_and_scroll_bars_are_at_least_three_to_one(self, colours: Colours) -> None:
        for name in ("border", "scroll", "focus"):
            assert contrast(getattr(colours, name), colours.base) >= 3, name
        for name in ("border", "focus"):
            assert contrast(getattr(colours, name), colours.window) >= 3, name


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_set_in_use_is_known_from_the_palette(theme: Theme) -> None:
    assert current_colours() is LIGHT
    theme.use(Look.DARK)
    assert current_colours() is DARK


def test_the_high_contrast_set_differs_from_dark_in_its_window_colour() -> None:
    assert len({each.window for each in ALL_COLOURS}) == len(ALL_COLOURS)
