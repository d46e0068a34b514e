"""Fixtures of the tests of openapi.yaml."""

import pytest
import yaml

from tests.spec.document import ROOT, Spec


@pytest.fixture(scope="session")
def spec() -> Spec:
    """openapi.yaml, read once."""
    return Spec(yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8")))
