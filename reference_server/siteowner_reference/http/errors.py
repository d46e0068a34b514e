"""What the rules say, as answers."""

from siteowner_reference.domain.errors import (
    DomainError,
    InvalidError,
    LogInError,
    MissingError,
    RefusedError,
)
from siteowner_reference.drf.errors import (
    APIError,
    NotAuthenticatedError,
    NotFoundError,
    ValidationError,
)

NO_ACCOUNT = "No active account found with the given credentials"


def api_error(error: DomainError) -> APIError:
    """Gives the answer for what a rule raised."""
    match error:
        case MissingError():
            return NotFoundError()
        case LogInError():
            return NotAuthenticatedError(NO_ACCOUNT)
        case InvalidError(errors=errors):
            return ValidationError(errors)
        case RefusedError(detail=detail):
            return APIError(400, {"detail": detail})
    raise error
