"""The page on answers leaves nothing out."""

import re
from pathlib import Path
from typing import get_args

from siteowner_sdk import RawResponse
from siteowner_sdk.core.deviations import DriftKind

PAGE = (Path(__file__).parents[2] / "docs" / "sdk-answers.md").read_text(encoding="utf-8")


def test_every_kind_of_drift_is_on_the_page() -> None:
    """And in the decision about it."""
    kinds = [f"| `{kind}` |" for kind in get_args(DriftKind)]

    assert 4 == len(kinds)
    assert [] == [kind for kind in kinds if kind not in PAGE]


def test_what_a_raw_response_tells_is_on_the_page() -> None:
    """Likewise."""
    names = [name for name in vars(RawResponse) if not name.startswith("_")]

    assert [] == [name for name in names if not re.search(rf"raw\.{name}\b", PAGE)]
