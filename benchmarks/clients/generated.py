"""The client that openapi-python-client makes of the same openapi.yaml."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".venv-generated-client/bin"
PACKAGE = "siteowner_generated"


@contextmanager
def generated_client() -> Iterator[Path]:
    """Makes it importable while the block runs, as `siteowner_generated`; gives its folder."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        config = Path(folder) / "config.json"
        config.write_text(json.dumps({"package_name_override": PACKAGE}))
        client = Path(folder) / "client"
        command: list[Path | str] = [ENVIRONMENT / "openapi-python-client", "generate"]
        command += ["--path", ROOT / "openapi.yaml", "--config", config, "--output-path", client]
        path = f"{ENVIRONMENT}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(command, env=os.environ | {"PATH": path}, check=True, capture_output=True)
        sys.path.insert(0, str(client))
        try:
            yield client
        finally:
            sys.path.remove(str(client))
