"""The servers that are measured, each started for it, and what they cost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from json import loads
from pathlib import Path
from socket import create_server
from typing import Any

from sqlalchemy.engine import make_url

from benchmarks.serving.load import Request, Target
from benchmarks.serving.operations import CREDENTIALS, json

HOST = "127.0.0.1"
STARTING_SECONDS = 60.0
STOPPING_SECONDS = 20.0
SOCKET_LOCK = ".s.PGSQL.5432.lock"
ROOT = Path(__file__).parents[2]
DJANGO = ROOT / "tests" / "django_backend"
MINUTES = {"SITEOWNER_SERVER_ACCESS_TOKEN_MINUTES": "60", "SITEOWNER_SERVER_LOG_LEVEL": "warning"}


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs.

    Attributes:
        target: Where it listens.
        pids: The first of its processes, and of its database's.
        token: The owner's.
    """

    target: Target
    pids: Sequence[int]
    token: str

    def ask(self, request: Request) -> Any:  # noqa: ANN401 (JSON)
        """Sends a request and gives the answer, parsed."""
        return ask(self.target, request, self.token)

    def cpu_seconds(self) -> float:
        """Gives what it has cost so far, with its database."""
        return sum(cpu_seconds(pid) for pid in self.pids)


@contextmanager
def reference(url: str, folder: Path, processes: int) -> Iterator[Server]:
    """Runs the reference server."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("siteowner")), "serve", "--port", str(port)]
    command += ["--database-url", url, "--media-dir", str(folder / "media")]
    command += ["--workers", str(processes)] if processes > 1 else []
    with _running(command, port, url, MINUTES) as server:
        yield server


@contextmanager
def django(url: str, folder: Path, processes: int) -> Iterator[Server]:
    """Runs the Django backend under gunicorn's sync workers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application"]
    command += ["--chdir", str(DJANGO), "--bind", f"{HOST}:{port}", "--workers", str(processes)]
    command += ["--log-level", "warning", "--no-control-socket"]
    with _running(command, port, url, django_environment(url, folder)) as server:
        yield server


def load_django(source: str, url: str, folder: Path) -> None:
    """Copies a reference server's data to the Django backend."""
    command = [sys.executable, str(DJANGO / "manage.py"), "load_reference", source]
    command += ["--password", CREDENTIALS["password"]]
    environment = {**os.environ, **django_environment(url, folder)}
    subprocess.run(command, check=True, env=environment)


def django_environment(url: str, folder: Path) -> Mapping[str, str]:
    """Gives the settings of the Django backend; a socket's folder is libpq's to know."""
    environment = {"DATABASE_URL": url, "MEDIA_ROOT": str(folder / "django_media")}
    host = make_url(url).query.get("host")
    return {**environment, "PGHOST": str(host)} if host else environment


def ask(target: Target, request: Request, token: str) -> Any:  # noqa: ANN401 (JSON)
    """Sends one request.

    Raises:
        RuntimeError: It was refused.
    """
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if request.body:
        headers["Content-Type"] = request.content_type
    with closing(HTTPConnection(target.host, target.port, timeout=STARTING_SECONDS)) as connection:
        connection.request(request.method, request.path, request.body, headers)
        response = connection.getresponse()
        body = response.read()
    if response.status >= 300:
        raise RuntimeError(f"{request.method} {request.path}: {response.status} {body[:500]!r}")
    return loads(body)


def cpu_seconds(pid: int) -> float:
    """Gives the CPU time of a process and of all that came from it, as Linux tells it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    # utime, stime, and the same of children that have ended
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(int(child)) for child in children)


def free_port() -> int:
    """Gives a port that nothing listens on."""
    with create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def _running(
    command: Sequence[str], port: int, url: str, environment: Mapping[str, str]
) -> Iterator[Server]:
    target = Target(HOST, port)
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    ) as process:
        try:
            token = _token_when_it_answers(target, process)
            yield Server(target, [process.pid, *_database_pids(url)], token)
        finally:
            process.terminate()
            process.wait(STOPPING_SECONDS)


def _token_when_it_answers(target: Target, process: subprocess.Popen[bytes]) -> str:
    limit = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            pair = ask(target, json("POST", "/auth/token/", CREDENTIALS), "")
        except OSError:
            if process.poll() is not None or time.monotonic() > limit:
                raise
            time.sleep(0.1)
        else:
            return str(pair["access"])


def _database_pids(url: str) -> list[int]:
    """Gives the process of a PostgreSQL server, as the lock of its socket has it."""
    folder = make_url(url).query.get("host")
    if not folder:
        return []
    return [int((Path(str(folder)) / SOCKET_LOCK).read_text("ascii").split()[0])]
