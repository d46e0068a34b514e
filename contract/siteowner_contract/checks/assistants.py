"""AST: assistants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.checks.filters import filters
from siteowner_contract.checks.searches import finds
from siteowner_contract.registry import check

if TYPE_CHECKING:
    from siteowner_contract.context import Context


@check("AST-1")
def every_assistant(ctx: Context) -> None:
    """As many assistants as the dashboard counts, each with a teacher that there is."""
    listing = ctx.listing("assistants_list")
    total = ctx.read("dashboard_stats")["total_assistants"]
    ctx.must.equal(listing.first, total, listing.count, "count")
    once = list(dict.fromkeys(listing.ids))
    ctx.must.equal(listing.first, once, listing.ids, "ids")
    names = {teacher["id"]: teacher["name"] for teacher in ctx.listing("teachers_list").items}
    for assistant in listing.items:
        who = f"assistant {assistant['id']}'s teacher_name"
        expected = names.get(assistant["teacher"], "of a teacher that there is")
        ctx.must.equal(listing.first, expected, assistant["teacher_name"], who)


@check("AST-2")
def by_teacher(ctx: Context) -> None:
    """`teacher` keeps the assistants of that teacher."""
    filters(ctx, "assistants_list", "teacher", lambda assistant: [assistant["teacher"]])


@check("AST-3")
def search(ctx: Context) -> None:
    """`search` looks at name, phone and gmail."""
    finds(ctx, "assistants_list")
