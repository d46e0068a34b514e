"""JSON that never ends in a server error."""

from typing import Any

from rest_framework import parsers
from rest_framework.exceptions import ParseError


class JSONParser(parsers.JSONParser):
    """DRF's own, which lets JSON that is nested very deeply pass as a fault of the server."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        """Reads a body."""
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as error:
            raise ParseError("JSON parse error - nested too deeply") from error
