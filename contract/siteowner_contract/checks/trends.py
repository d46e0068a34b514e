"""REV: trends over days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from siteowner_contract.registry import check
from siteowner_contract.values import amount, day, total

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange

SPAN = timedelta(days=30)
DAY = timedelta(days=1)
# Before any purchase there can be.
BEGINNING = date(2000, 1, 1)


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
    """Whatever the range: its days add up to its totals, and each lies in it once, in order."""
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
        _adds_up(ctx, answer, amount(total(rows, "revenue")), amount(total(rows, "purchase_count")))


@check("REV-8")
def all_time(ctx: Context) -> None:
    """Since the beginning, trends have every purchase that the overview has."""
    summary = ctx.read("revenue_overview")["summary"]
    answer = ctx.call("revenue_trends", start_date=BEGINNING, end_date=ctx.today() + DAY)
    ctx.must.answers(answer, 200)
    _adds_up(ctx, answer, amount(summary["total_revenue"]), amount(summary["total_purchases"]))


@check("REV-9")
def bad_dates(ctx: Context) -> None:
    """A range that ends before it starts, and what is no date, are refused."""
    today = ctx.today()
    backwards = ctx.call("revenue_trends", start_date=today, end_date=today - DAY)
    ctx.should.status(backwards, 400)
    for name in ("start_date", "end_date"):
        for text in ("yesterday", "2026-02-30", "15/03/2026"):
            ctx.should.names(ctx.call("revenue_trends", **{name: text}), name)


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
