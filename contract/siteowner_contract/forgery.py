"""`Authorization` headers that a server must not believe, made from one that it gave."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

from siteowner_contract.credentials import Scheme

if TYPE_CHECKING:
    from siteowner_contract.openapi import JSON

ANOTHER_KEY = b"a key that this server does not have"
NOTHING_GIVEN = "Bearer x"
# Any of these on every operation; what else is forged takes turns.
FOREMOST = frozenset(
    {"garbage", "another password", "one character changed", "signature tampered with",
     "algorithm none", "signed by another key"}
)  # fmt: skip


def forged_headers(authorization: str | None) -> dict[str, str]:
    """Headers by what is wrong with them, those in `FOREMOST` and others.

    A token of three parts is taken for a JSON Web Token and forged in the ways that such tokens
    are; HTTP basic gets other passwords; any other token is opaque, and merely altered.

    Args:
        authorization: A good header, `Bearer eyJ…`; None where there is none.
    """
    scheme, _, token = (authorization or NOTHING_GIVEN).partition(" ")
    garbage = {"garbage": f"{scheme} garbage", "three parts of nothing": f"{scheme} a.b.c"}
    if scheme == Scheme.BASIC:
        wrong = _basic_with_another_password(token)
        return garbage | {"another password": f"{scheme} {wrong}"}
    if token.count(".") != 2:
        altered = {"one character changed": _altered(token), "cut short": token[:-1] or "x"}
        return garbage | {what: f"{scheme} {made}" for what, made in altered.items()}
    return garbage | {what: f"{scheme} {made}" for what, made in _forged_tokens(token).items()}


def _forged_tokens(token: str) -> dict[str, str]:
    head, claims, signature = token.split(".")
    more = _segment({**_read(claims), "is_superuser": True})
    hs256 = _segment({"alg": "HS256", "typ": "JWT"})
    return {
        "signature tampered with": f"{head}.{claims}.{_altered(signature)}",
        "claims tampered with": f"{head}.{more}.{signature}",
        "no signature": f"{head}.{claims}.",
        "algorithm none": f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{claims}.",
        "algorithm None": f"{_segment({'alg': 'None', 'typ': 'JWT'})}.{claims}.",
        "signed by another key": f"{hs256}.{claims}.{_signature(hs256, claims, ANOTHER_KEY)}",
        "signed by no key": f"{hs256}.{claims}.{_signature(hs256, claims, b'')}",
    }


def _altered(text: str) -> str:
    # The first character: the last one of a signature may carry bits that nobody reads.
    return ("A" if text[:1] != "A" else "B") + text[1:]


def _basic_with_another_password(token: str) -> str:
    username = base64.b64decode(token).partition(b":")[0]
    return base64.b64encode(username + b":garbage").decode()


def _signature(head: str, claims: str, key: bytes) -> str:
    return _text(hmac.digest(key, f"{head}.{claims}".encode(), hashlib.sha256))


def _segment(content: JSON) -> str:
    return _text(json.dumps(content, separators=(",", ":")).encode())


def _read(segment: str) -> JSON:
    try:
        claims = json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except ValueError:
        # Three parts, but of another kind of token.
        return {}
    return claims if isinstance(claims, dict) else {}


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
