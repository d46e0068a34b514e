"""The quick start of a transport that is an extra: its name is the first argument."""

import asyncio
import sys
from typing import Any

from siteowner_sdk import AsyncSiteOwner

transport: Any
transport, base_url, password = sys.argv[1:]


async def ask() -> int:
    """How many students there are."""
    async with AsyncSiteOwner(
        base_url, username="owner", password=password, transport=transport
    ) as client:
        return (await client.dashboard.stats()).total_students


sys.stdout.write(f"{asyncio.run(ask())} students\n")
