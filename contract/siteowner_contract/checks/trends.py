"""REV: trends over days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from siteowner_contract.drawn import for_all
from siteowner_contract.registry import check
from siteowner_contract.values import amount, day, instant, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

SPAN = timedelta(days=30)
DAY = timedelta(days=1)
# Before any purchase there can be.
BEGINNING = date(2000, 1, 1)
RANGES = 5
# So many lectures are asked for their purchases: on a small server all of them.
LECTURES, QUICK_LECTURES = 100, 20


@check("REV-6")
def default_range(ctx: Context) -> None:
    """No dates, a lone end and a lone start are completed as documented."""
    answer = ctx.call("revenue_trends")
    start, end = _range(ctx, answer)
    span = ctx.must.holds(answer, abs(end - start - SPAN) <= DAY, "a range of 30 days")
    ctx.should.holds(answer, not span or end - start == SPAN, "a start 30 days before the end")
    _is_today(ctx, answer, end)

    for lone_end in (ctx.today(), date(2026, 3, 15), date(2024, 3, 1)):
        answer = ctx.call("revenue_trends", end_date=lone_end)
        came = _range(ctx, answer)
        ctx.must.equal(answer, (lone_end - SPAN, lone_end), came, "start and end of a lone end")

    lone_start = ctx.today() - timedelta(days=45)
    answer = ctx.call("revenue_trends", start_date=lone_start)
    start, end = _range(ctx, answer)
    ctx.must.equal(answer, lone_start, start, "start_date")
    _is_today(ctx, answer, end)


@check("REV-7")
def totals(ctx: Context) -> None:
    """Whatever the range: its days add up to its totals, and each lies in it once, in order.

    Drawn ranges begin and end on days of a purchase: both ends are in.
    """
    today = ctx.today()
    ranges = [(today - timedelta(days=back), today) for back in (0, 7, 90, 200)]
    ranges.append((today - timedelta(days=120), today - timedelta(days=60)))
    ranges.append((BEGINNING, today + DAY))
    for start, end in ranges:
        answer = ctx.call("revenue_trends", start_date=start, end_date=end)
        body = ctx.must.answers(answer, 200)
        ctx.must.equal(answer, (start, end), _range(ctx, answer), "start and end")
        rows = body["daily_trends"]
        days = [day(row["date"]) for row in rows]
        ctx.must.equal(answer, sorted(set(days), key=str), days, "days")
        stray = [str(d) for d in days if d is None or not start <= d <= end]
        ctx.must.equal(answer, [], stray, "days outside the range")
        idle = [str(row["date"]) for row in rows if not row["purchase_count"]]
        ctx.should.equal(answer, [], idle, "days without a purchase")
        _adds_up(ctx, answer, amount(total(rows, "revenue")), amount(total(rows, "purchase_count")))
    _are_parts(ctx, ctx.must.answers(answer, 200)["daily_trends"])


@check("REV-8")
def all_time(ctx: Context) -> None:
    """Since the beginning, trends have every purchase that the overview has."""
    summary = ctx.read("revenue_overview")["summary"]
    answer = ctx.call("revenue_trends", start_date=BEGINNING, end_date=ctx.today() + DAY)
    ctx.must.answers(answer, 200)
    _adds_up(ctx, answer, amount(summary["total_revenue"]), amount(summary["total_purchases"]))
    _are_days_of_purchases(ctx, answer)


@check("REV-9")
def bad_dates(ctx: Context) -> None:
    """A range that ends before it starts, and what is no date, are refused."""
    today = ctx.today()
    backwards = ctx.call("revenue_trends", start_date=today, end_date=today - DAY)
    ctx.should.status(backwards, 400)
    for name in ("start_date", "end_date"):
        for text in ("yesterday", "2026-02-30", "15/03/2026"):
            ctx.should.names(ctx.call("revenue_trends", **{name: text}), name)


def _are_parts(ctx: Context, rows: Sequence[JSON]) -> None:
    """A range has those days of all time that lie in it, with the same figures."""
    figures = {str(row["date"]): _figures(row) for row in rows if row["purchase_count"]}
    if not figures:
        ctx.note("nothing was ever bought: no range was drawn")
        return

    def is_part(ctx: Context, ends: tuple[str, str]) -> None:
        start, end = sorted(ends)
        answer = ctx.call("revenue_trends", start_date=start, end_date=end)
        came = ctx.must.answers(answer, 200)["daily_trends"]
        expected = {day: of_day for day, of_day in figures.items() if start <= day <= end}
        shown = {str(row["date"]): _figures(row) for row in came if row["purchase_count"]}
        ctx.should.equal(answer, expected, shown, "days with revenue and purchases")

    a_day = st.sampled_from(sorted(figures, reverse=True))
    for_all(ctx, st.tuples(a_day, a_day), is_part, examples=RANGES)


def _are_days_of_purchases(ctx: Context, all_time: Exchange) -> None:
    """What lectures say was bought on a day, in the backend's time zone, was bought on that day."""
    days: dict[str, list[Decimal]] = {}
    for purchase in _purchases(ctx):
        at = instant(purchase["purchased_at"])
        if at is not None:
            local = str(at.astimezone(ctx.zone).date())
            days.setdefault(local, []).append(amount(purchase["amount_paid"]))
    shown = {row["date"]: _figures(row) for row in all_time.json["daily_trends"]}
    nothing = (Decimal(0), Decimal(0))
    short = {
        day: f"{len(paid)} for {sum(paid)} and not {shown.get(day, nothing)[1]} for "
        f"{shown.get(day, nothing)[0]}"
        for day, paid in sorted(days.items())
        if shown.get(day, nothing)[1] < len(paid) or shown.get(day, nothing)[0] < sum(paid)
    }
    expected = f"on each day in {ctx.timezone} the purchases that the lectures show"
    ctx.should.holds(all_time, not short, expected, f"too few: {short}")


def _purchases(ctx: Context) -> Iterator[JSON]:
    """The purchases of so many lectures, those of the courses that were bought least first."""
    lectures, enough = 0, QUICK_LECTURES if ctx.quick else LECTURES
    courses = ctx.read("revenue_overview")["courses"]
    for course in sorted(courses, key=lambda row: row["purchase_count"]):
        if not course["purchase_count"] or lectures >= enough:
            continue
        for lecture in ctx.read("revenue_course", course["id"])["lectures"]:
            if lecture["purchase_count"]:
                lectures += 1
                yield from ctx.read("revenue_lecture", lecture["lecture_id"])["purchase_timeline"]


def _figures(row: JSON) -> tuple[Decimal, Decimal]:
    return amount(row["revenue"]), amount(row["purchase_count"])


def _range(ctx: Context, answer: Exchange) -> tuple[date, date]:
    body = ctx.must.answers(answer, 200)
    start, end = day(body["start_date"]), day(body["end_date"])
    ctx.must.holds(answer, start and end, "start_date and end_date as YYYY-MM-DD")
    return start or BEGINNING, end or BEGINNING


def _is_today(ctx: Context, answer: Exchange, end: date) -> None:
    today = ctx.today()
    # The backend's time zone is not documented: the day beside it may be today there.
    ctx.must.holds(answer, abs(end - today) <= DAY, f"an end_date of today, {today}", str(end))
    ctx.should.holds(
        answer, end == today, f"an end_date of today in {ctx.timezone}, {today}", str(end)
    )


def _adds_up(ctx: Context, answer: Exchange, revenue: object, purchases: object) -> None:
    body = answer.json
    ctx.must.equal(answer, revenue, amount(body["total_revenue"]), "total_revenue")
    ctx.must.equal(answer, purchases, amount(body["total_purchases"]), "total_purchases")
