"""What the environment says of the way to a server."""

from __future__ import annotations

from urllib.parse import urlsplit


def environment_proxy(base_url: str) -> str | None:
    """The proxy that the environment names for a server.

    `HTTP_PROXY` or `HTTPS_PROXY` by the URL's scheme, else `ALL_PROXY`, in either case, unless
    `NO_PROXY` names the host: the standard library's reading, for every transport alike.
    """
    # Not on the path of `import siteowner_sdk`: it loads `http.client`.
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(base_url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.netloc):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
