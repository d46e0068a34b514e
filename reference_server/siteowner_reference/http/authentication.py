"""Who is calling, and whether they may: the one place where that is decided."""

from siteowner_reference.domain.accounts import OWNER, Account, account
from siteowner_reference.domain.tokens import TokenError, Tokens
from siteowner_reference.domain.work import Work
from siteowner_reference.drf.errors import NotAuthenticatedError, PermissionDeniedError

NOT_PROVIDED = "Authentication credentials were not provided."


def authenticated_user_id(tokens: Tokens, authorization: str) -> int:
    """Reads the `Authorization` header, as simplejwt does.

    Raises:
        NotAuthenticatedError: There is no bearer token (GEN-1), or not a good one (GEN-10).
    """
    scheme, *values = authorization.split() or [""]
    if scheme != "Bearer":
        raise NotAuthenticatedError(NOT_PROVIDED)
    if len(values) != 1:
        raise NotAuthenticatedError(
            "Authorization header must contain two space-delimited values",
            code="bad_authorization_header",
        )
    try:
        user_id = tokens.user_id(values[0], "access")
    except TokenError as reason:
        raise _not_valid(str(reason)) from reason
    if user_id is None:
        raise NotAuthenticatedError(
            "Token contained no recognizable user identification", code="token_not_valid"
        )
    return user_id


def permitted_account(work: Work, user_id: int) -> Account:
    """Gives the account of the caller, who is the site owner.

    Raises:
        NotAuthenticatedError: The account is gone or inactive.
        PermissionDeniedError: It has another role (GEN-2).
    """
    caller = account(work.session, user_id)
    if caller is None:
        raise NotAuthenticatedError("User not found", code="user_not_found")
    if not caller.is_active:
        raise NotAuthenticatedError("User is inactive", code="user_inactive")
    if caller.role != OWNER:
        raise PermissionDeniedError
    return caller


def _not_valid(reason: str) -> NotAuthenticatedError:
    message = {"token_class": "AccessToken", "token_type": "access", "message": reason}
    return NotAuthenticatedError(
        "Given token not valid for any token type", code="token_not_valid", messages=[message]
    )
