"""A handed-in httpx client's own `auth=`, beside the credentials of the SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    import httpx

    from .httpx_library import HttpxLibrary


def beside(library: HttpxLibrary, own: httpx.Auth, authorization: str) -> httpx.Auth:
    """What a client's own way to authenticate does, but for the `Authorization` header.

    So a signature or a key for a gateway goes along, and who calls is said by the SDK.
    """
    kind = type("Beside", (_Beside, library.auth), {})
    return cast("httpx.Auth", kind(own, authorization))


class _Beside:
    def __init__(self, own: httpx.Auth, authorization: str) -> None:
        self._own = own
        self._authorization = authorization

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        flow = self._own.sync_auth_flow(request)
        try:
            sent = next(flow)
            while True:
                response = yield self._with_ours(sent)
                sent = flow.send(response)
        except StopIteration:
            return
        finally:
            flow.close()

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        flow = self._own.async_auth_flow(request)
        try:
            sent = await anext(flow)
            while True:
                response = yield self._with_ours(sent)
                sent = await flow.asend(response)
        except StopAsyncIteration:
            return
        finally:
            await flow.aclose()

    def _with_ours(self, request: httpx.Request) -> httpx.Request:
        request.headers["Authorization"] = self._authorization
        return request
