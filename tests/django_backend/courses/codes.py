"""How recharge codes are made."""

import secrets
import string

ALPHABET = string.ascii_uppercase + string.digits


def new_code() -> str:
    """Gives sixteen random letters and digits in four groups."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
