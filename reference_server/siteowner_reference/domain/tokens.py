"""JSON Web Tokens as djangorestframework-simplejwt makes and refuses them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt
from jwt.types import Options

from siteowner_reference.domain.clock import Clock

ALGORITHM = "HS256"
USER_ID = "user_id"
UNTIMED: Options = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}
"""A token's times are held against our own clock, not against the library's."""


class TokenError(Exception):
    """A token that is not good, and why, in simplejwt's words."""


@dataclass(frozen=True)
class Tokens:
    """Makes and reads tokens.

    Attributes:
        secret: The signing key.
        clock: What decides if a token has expired.
        access_lifetime: How long an access token is good for.
        refresh_lifetime: How long a refresh token is good for.
    """

    secret: str
    clock: Clock
    access_lifetime: timedelta
    refresh_lifetime: timedelta

    def access(self, user_id: int) -> str:
        """Makes the token that requests carry."""
        return self._make("access", user_id, self.access_lifetime)

    def refresh(self, user_id: int) -> str:
        """Makes the token that further access tokens are got with."""
        return self._make("refresh", user_id, self.refresh_lifetime)

    def user_id(self, token: str, token_type: str) -> int | None:
        """Reads a token of a type, `access` or `refresh`; None if it names no user.

        Raises:
            TokenError: It is forged, expired, incomplete or of another type.
        """
        claims = self._claims(token)
        if "jti" not in claims:
            raise TokenError("Token has no id")
        if "token_type" not in claims:
            raise TokenError("Token has no type")
        if claims["token_type"] != token_type:
            raise TokenError("Token has wrong type")
        user_id = str(claims.get(USER_ID, ""))
        return int(user_id) if user_id.isascii() and user_id.isdigit() else None

    def _make(self, token_type: str, user_id: int, lifetime: timedelta) -> str:
        now = self.clock()
        claims = {
            "token_type": token_type,
            "exp": _seconds(now + lifetime),
            "iat": _seconds(now),
            "jti": uuid4().hex,
            USER_ID: str(user_id),
        }
        return jwt.encode(claims, self.secret, ALGORITHM)

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(token, self.secret, [ALGORITHM], options=UNTIMED)
        except (jwt.InvalidTokenError, ValueError) as error:
            raise TokenError("Token is invalid") from error
        if "exp" not in claims:
            raise TokenError("Token has no 'exp' claim")
        if not isinstance(claims["exp"], int) or claims["exp"] <= self.clock().timestamp():
            raise TokenError("Token is expired")
        return claims


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
