"""How every stored picture is judged: by its URL, and where it can be reached by what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siteowner_contract.transport import ServerUnreachableError

if TYPE_CHECKING:
    from siteowner_contract.context import Context
    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON

PICTURE = "a picture at its URL, for anybody"


def has_url(ctx: Context, answer: Exchange, url: JSON) -> None:
    """A stored picture's URL is there, it is absolute, and it answers with a picture."""
    if not ctx.must.holds(answer, isinstance(url, str) and url, "the URL of the stored picture"):
        return
    if ctx.should.holds(answer, "://" in url, "an absolute URL") and ctx.media_reachable:
        _is_served(ctx, answer, url)


def _is_served(ctx: Context, answer: Exchange, url: str) -> None:
    try:
        picture = ctx.anonymous.send(answer.operation, "GET", url, headers={"accept": "image/*"})
    except ServerUnreachableError as error:
        # Another host than the API's, perhaps: what it does is no error of the suite.
        ctx.should.holds(answer, False, PICTURE, str(error))
        return
    kind = picture.answer_headers.get("content-type", "none")
    came = f"{picture.status} with the content type {kind}"
    served = picture.status == 200 and kind.startswith("image/") and picture.answer
    ctx.should.holds(picture, served, PICTURE, came)
