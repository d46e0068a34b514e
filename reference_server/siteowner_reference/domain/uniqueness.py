"""What is unique, and what is said of a value that is taken.

The fields ask first; two requests at once can both be told that a value is free, and then the
database's constraint refuses the later one. Both ways say the same.
"""

from siteowner_reference.db.constraints import UniqueViolationError
from siteowner_reference.domain.errors import InvalidError

USERNAME_TAKEN = "Username already exists."
GMAIL_TAKEN = "This email is already associated with an account."
COURSE_EXISTS = "A course with this Teacher, Grade, and Name already exists."

ERRORS = {
    "uq_users_username": {"username": [USERNAME_TAKEN]},  # TCH-8
    "uq_users_gmail": {"gmail": [GMAIL_TAKEN]},  # TCH-9, TCH-10
    "uq_courses_teacher_grade_name": {"non_field_errors": [COURSE_EXISTS]},  # CRS-4, CRS-8
}


def invalid_row(error: UniqueViolationError) -> InvalidError:
    """Gives the documented error for a row that the database refused.

    Raises:
        UniqueViolationError: `error` itself, if no request field is behind the constraint.
    """
    if error.constraint not in ERRORS:
        raise error
    return InvalidError(ERRORS[error.constraint])
