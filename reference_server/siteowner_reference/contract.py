"""`openapi.yaml`, of which a wheel has a copy and a checkout one at its root."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def openapi_yaml() -> bytes:
    """Gives the text of the contract."""
    copies = (PACKAGE / "openapi.yaml", PACKAGE.parents[1] / "openapi.yaml")
    return next(path for path in copies if path.exists()).read_bytes()
