"""What the page on lists and bulk shows works, against the reference server."""

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from siteowner_sdk import AsyncSiteOwner, BulkError, SiteOwner

PAGE = Path(__file__).parents[2] / "docs" / "sdk-lists-and-bulk.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


async def test_all_blocks_run_one_after_the_other(
    siteowner: SiteOwner, async_siteowner: AsyncSiteOwner, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is run as it stands there, with what those before it left."""
    names: dict[str, Any] = {
        "client": siteowner,
        "async_client": async_siteowner,
        "course_id": siteowner.revenue.overview().courses[0].id,
        "no_such_course": 10_000_000,
        "BulkError": BulkError,
    }

    for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        code = compile(block, PAGE.name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        if inspect.isawaitable(value := eval(code, names)):
            await value

    assert 20 == len(names["codes"].values)
    assert "0 ok, 3 refused, 0 unknown, 0 unsent" in capsys.readouterr().out
    assert [] == names["missing"] == names["made"] == names["doubtful"]
    assert {"verified"} == {result.status for result in names["results"].values}
