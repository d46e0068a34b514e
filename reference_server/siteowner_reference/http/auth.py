"""Tokens: the two operations that need no credentials."""

from typing import Annotated

from siteowner_reference.domain import accounts
from siteowner_reference.domain.tokens import TokenError
from siteowner_reference.drf.errors import NotAuthenticatedError
from siteowner_reference.drf.fields import CharField
from siteowner_reference.drf.serializers import Serializer
from siteowner_reference.http.operations import Answer, Router
from siteowner_reference.http.request import APIRequest

NO_ACCOUNT = "No active account found for the given token."

router = Router()


class TokenSerializer(Serializer):
    """What one logs in with."""

    username: Annotated[str, CharField()]
    password: Annotated[str, CharField()]


class TokenRefreshSerializer(Serializer):
    """What one stays logged in with."""

    refresh: Annotated[str, CharField()]


@router.operation("auth_token_create", "POST", "/auth/token/", public=True, writes=False)
def auth_token_create(request: APIRequest) -> Answer:
    """Gives a pair of tokens for a username and a password (GEN-13).

    A password takes long to check, which no other transaction has to wait for.
    """
    values = request.validated(TokenSerializer)
    user = accounts.log_in(request.work.session, **values)
    if accounts.has_old_hash(user):
        with request.site.writing() as work:
            accounts.renew_hash(work.session, user, values["password"])
    tokens = request.site.tokens
    return Answer({"refresh": tokens.refresh(user.id), "access": tokens.access(user.id)})


@router.operation("auth_token_refresh", "POST", "/auth/token/refresh/", public=True, writes=False)
def auth_token_refresh(request: APIRequest) -> Answer:
    """Gives a new access token for a refresh token."""
    tokens = request.site.tokens
    try:
        user_id = tokens.user_id(request.validated(TokenRefreshSerializer)["refresh"], "refresh")
    except TokenError as reason:
        raise NotAuthenticatedError(str(reason), code="token_not_valid") from reason
    account = accounts.account(request.work.session, user_id or 0)
    if account is None or not account.is_active:
        raise NotAuthenticatedError(NO_ACCOUNT)
    return Answer({"access": tokens.access(account.id)})
