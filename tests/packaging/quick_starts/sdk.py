"""The quick start: what `pip install siteowner-sdk` alone can do."""

import asyncio
import sys
from decimal import Decimal

from siteowner_sdk import AsyncSiteOwner, BadRequestError, SiteOwner

base_url, password = sys.argv[1:]

with SiteOwner(base_url, username="owner", password=password) as client:
    teachers = list(client.teachers.list(is_active=True))
    sys.stdout.write(f"{len(teachers)} active teachers\n")
    try:
        client.recharge_codes.create(course=999_999, value=Decimal("150.00"))
    except BadRequestError as error:
        sys.stdout.write(f"{error.errors}\n")


async def ask() -> int:
    """How many students there are."""
    async with AsyncSiteOwner(base_url, username="owner", password=password) as client:
        return (await client.dashboard.stats()).total_students


sys.stdout.write(f"{asyncio.run(ask())} students\n")
