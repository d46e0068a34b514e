"""One pair of servers for all comparisons of a test process."""

from collections.abc import Iterator

import pytest

from tests.reference_server.conftest import plant_in
from tests.reference_server.oracle.backends import Backends, DjangoBackend, ReferenceServer


@pytest.fixture(scope="session")
def backends(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backends]:
    """The reference server and the Django backend on the same data."""
    folder = tmp_path_factory.mktemp("oracle")
    template = folder / "template.sqlite3"
    plant_in(folder)(f"sqlite:///{template}")
    with pytest.MonkeyPatch.context() as patch:
        pair = Backends(ReferenceServer(template, folder), DjangoBackend(template, folder, patch))
        yield pair
        pair.reference.close()
        pair.django.close()
