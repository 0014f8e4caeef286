"""How a day is written, on the screen and on paper: one house format, whatever the computer's language is."""

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date) -> str:
    """Return "Tuesday 5 May 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return "Tue 5 May 2026", the form for tables, lists and print."""
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """Return "Tue 5 May", only where the year cannot be in doubt."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def month_and_year(year: int, month: int) -> str:
    """Return "May 2026", an approximate date kept approximate."""
    return f"{MONTHS[month - 1]} {year}"
