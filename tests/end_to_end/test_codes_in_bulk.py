"""Recharge codes in bulk from a server that loses answers after it has done its part."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from siteowner_sdk import (
    CodeResults,
    SiteOwner,
    SiteOwnerError,
    Tokens,
    reconciling,
)
from siteowner_sdk.cli.local_server import LocalServer, fresh_server
from siteowner_sdk.models import RechargeCode
from tests.sdk.ways import WAYS, Way

FAULTS = "reset=0.2,500=0.05"
"""A fifth of the answers is lost after the code was made; a twentieth is a 500 without one."""

COUNTS = [pytest.param(60), pytest.param(1000, marks=pytest.mark.verify)]


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """This server is at work on nothing once it has reset the connection."""
    monkeypatch.setattr(reconciling, "LOOKS", (0.0, 0.1))


@pytest.fixture(scope="module")
def unreliable() -> Iterator[LocalServer]:
    """A server that answers like this."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITEOWNER_SERVER_FAULT", FAULTS)
        with fresh_server() as server:
            yield server


@dataclass(frozen=True)
class Shop:
    """The codes of a course, as an account sees them that tries again until it is answered."""

    client: SiteOwner
    course: int

    def codes(self) -> dict[int, RechargeCode]:
        """All codes of the course by their ids."""
        listing = self.client.recharge_codes.list(course=self.course, page_size=100)
        return {code.id: code for code in listing}


@pytest.fixture
def tokens(unreliable: LocalServer) -> Tokens:
    """Tokens of the site owner: a log-in whose answer is lost is made again."""
    found: list[Tokens] = []
    for _ in range(50):
        with SiteOwner(
            unreliable.base_url,
            username="owner",
            password=unreliable.password,
            max_retries=9,
            on_token=found.append,
        ) as client:
            try:
                client.dashboard.stats()
            except SiteOwnerError:
                continue
            return found[-1]
    raise AssertionError


@pytest.fixture
def shop(unreliable: LocalServer, tokens: Tokens, way: Way) -> Iterator[Shop]:
    """A course for each way to send."""
    with SiteOwner(unreliable.base_url, token=tokens.access, max_retries=9) as client:
        yield Shop(client, client.revenue.overview().courses[WAYS.index(way)].id)


def check(results: CodeResults, shop: Shop, before: dict[int, RechargeCode]) -> None:
    """Checks that the results name each code that was made, once, and none that was not."""
    after = shop.codes()
    made = after.keys() - before.keys()
    told = shop.client.recharge_codes.reconcile(results, final=True)

    assert made == {code.id for code in results.values}
    assert len(made) == len(results.ok)
    assert {code.code for code in results.values} == {after[number].code for number in made}
    assert any(result.reconciled for result in results.ok)
    # For each 500 without a code there is one that can't be told from one that may yet be made.
    assert len(results) - len(made) == len(results.refused) + len(results.unknown)
    assert not results.unsent
    assert len(results) - len(made) == len(told.refused)


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("count", COUNTS)
async def test_none_is_made_twice_and_none_is_lost(
    unreliable: LocalServer, tokens: Tokens, shop: Shop, way: Way, count: int
) -> None:
    """What the results say is what the server has, over each transport (COD-1, COD-7)."""
    before = await asyncio.to_thread(shop.codes)

    async with way.client(unreliable.base_url, token=tokens.access, max_retries=9) as client:
        results = await way.result(
            client.recharge_codes.create_many(
                course=shop.course, value="25.50", count=count, raise_on_error=False
            )
        )

    assert count == len(results)
    await asyncio.to_thread(check, results, shop, before)
