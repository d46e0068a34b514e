"""The origins of web pages that may call the server, as browsers write them."""

import re

ANY = "*"
ORIGIN = re.compile(r"([a-z][a-z0-9+.-]*)://(?:[^/\s?#@*:]+|\[[0-9a-f:.]+\])(?P<port>:[0-9]{1,5})?")
LAST_PORT = 65_535
USUAL_PORTS = {("http", ":80"), ("https", ":443")}
"""Ports that a browser leaves out."""


def parse_origin(text: str) -> str:
    """Reads an origin such as `http://localhost:5173`, or `*` for all of them.

    Raises:
        ValueError: It is no origin.
    """
    origin = text.strip().lower()
    match = ORIGIN.fullmatch(origin)
    if not (origin == ANY or (match and int((match["port"] or ":0")[1:]) <= LAST_PORT)):
        raise ValueError(
            f"{text!r} is no origin; give one such as http://localhost:5173, without a path, or *"
        )
    usual = match is not None and match.groups() in USUAL_PORTS
    return origin.rpartition(":")[0] if usual else origin


def split_origins(text: str) -> list[str]:
    """Takes apart origins that are separated by commas."""
    return [origin for origin in text.split(",") if origin.strip()]
