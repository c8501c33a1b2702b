"""What the document orders of everybody, beside the reports: one line an order. Pure."""

from datetime import date

from handlers.vocabulary.words import say
from scoring.document import Order
from scoring.programme import Programme
from thai.dates import day_and_month
from thai.working_days import Calendar

SOON = 10  # working days


def orders(programme: Programme, language: str) -> tuple[str, ...]:
    """All of them, those with a day first."""
    found = sorted(programme.document.orders, key=lambda one: one.due or date.max)
    return tuple(_line(one, language) for one in found)


def soon(programme: Programme, calendar: Calendar, today: date, language: str) -> tuple[str, ...]:
    """Those whose day is near and has not passed."""
    return tuple(
        _line(one, language)
        for one in programme.document.orders
        if one.due and today <= one.due and calendar.left(today, one.due) <= SOON
    )


def _line(one: Order, language: str) -> str:
    """• ส่ง ปผ.๑–ปผ.๓ · ถึงงานบริหารทั่วไป · ภายใน 22 ก.พ."""
    told = [one.text]
    if one.to:
        told.append(say("orders.to", language, to=one.to))
    if one.due:
        told.append(say("orders.by", language, day=day_and_month(one.due)))
    return say("orders.line", language, order=" · ".join(told))
