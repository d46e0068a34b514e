"""What the parts of an account must be like."""

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import RegexValidator
from rest_framework.serializers import ValidationError

from accounts.models import User

validate_username = ASCIIUsernameValidator()
validate_phone = RegexValidator(
    r"^01[0125][0-9]{8}\Z",
    "Phone number must be exactly 11 digits: 010, 011, 012 or 015 and eight more.",
)


def check_username_is_free(username: str, except_user: User | None) -> None:
    """Refuses a username that another user has."""
    if _others(except_user).filter(username=username).exists():
        raise ValidationError("Username already exists.")


def check_gmail_is_free(gmail: str, except_user: User | None) -> None:
    """Refuses a gmail that another user of any role has."""
    if _others(except_user).filter(gmail__iexact=gmail).exists():
        raise ValidationError("This email is already associated with an account.")


def check_password(password: str, username: str) -> None:
    """Refuses a password that Django's validators find too weak."""
    try:
        validate_password(password, User(username=username))
    except DjangoValidationError as error:
        raise ValidationError({"password": error.messages}) from error


def _others(except_user: User | None):  # noqa: ANN202 (a queryset)
    return User.objects.exclude(pk=except_user.pk if except_user else None)
