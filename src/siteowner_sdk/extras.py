"""What an extra brings, and what to do where it is missing."""

from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def extra(name: str) -> Generator[None]:
    """Imports what an extra of `siteowner-sdk` brings.

    Raises:
        ImportError: It is not installed; says how to install it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ImportError(
            f"{error.name} is not installed: pip install 'siteowner-sdk[{name}]'", name=error.name
        ) from error
