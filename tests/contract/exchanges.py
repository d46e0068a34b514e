"""Exchanges made by hand, for tests that need no server."""

from __future__ import annotations

import json
from typing import Any

from siteowner_contract.exchange import Exchange

URL = "http://127.0.0.1:8000/api/teachers/"


def exchange(
    status: int = 200,
    body: Any = None,
    *,
    operation: str = "teachers_list",
    method: str = "GET",
    url: str = URL,
    headers: dict[str, str] | None = None,
    content: bytes = b"",
) -> Exchange:
    """An exchange whose answer is that JSON."""
    return Exchange(
        operation=operation,
        method=method,
        url=url,
        headers=headers or {},
        content=content,
        status=status,
        answer_headers={"content-type": "application/json"},
        answer=b"" if body is None else json.dumps(body).encode(),
        elapsed_s=0.25,
    )
