"""What is measured in a process of its own: imports, and the memory of a long iteration."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.clients.generated import PACKAGE
from benchmarks.clients.measuring import Cost

COUNTED = """
import re, sys
from pathlib import Path

def counted(students):
    for number, student in enumerate(students, 1):
        if number in (10_000, 100_000):
            # Of getrusage's figure a process begins with that of the one that started it.
            status = Path("/proc/self/status").read_text()
            print(number, re.search(r"VmHWM:\\s+(\\d+) kB", status)[1])
"""
BY_SDK = """
from siteowner_sdk import SiteOwner

with SiteOwner(sys.argv[1], token="x") as client:
    counted(client.students.list(page_size=100))
"""
BY_GENERATED = f"""
from itertools import count
from {PACKAGE} import AuthenticatedClient
from {PACKAGE}.api.students import students_list

def students(client):
    for number in count(1):
        page = students_list.sync(client=client, page=number, page_size=100)
        yield from page.results
        if page.next_ is None:
            return

with AuthenticatedClient(base_url=sys.argv[1], token="x") as client:
    counted(students(client))
"""
ITERATIONS = {
    "openapi-python-client": COUNTED + BY_GENERATED,
    "siteowner-sdk, httpx": COUNTED + BY_SDK,
}


def import_cost(statement: str) -> Cost:
    """What a statement costs in a fresh interpreter, over that of the interpreter alone."""
    alone, whole = (_cost([sys.executable, "-c", code]) for code in ("pass", statement))
    return Cost(whole.wall - alone.wall, whole.cpu - alone.cpu)


def memory(name: str, url: str) -> dict[int, float]:
    """The most memory of a peer's process, in MiB, after it iterated over so many students."""
    command = [sys.executable, "-c", ITERATIONS[name], url]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=_environment())
    found = (line.split() for line in done.stdout.splitlines())
    return {int(students): int(kilobytes) / 1024 for students, kilobytes in found}


def _cost(command: Sequence[str]) -> Cost:
    started, before = time.perf_counter(), _children()
    subprocess.run(command, check=True, env=_environment())
    return Cost(time.perf_counter() - started, _children() - before)


def _environment() -> dict[str, str]:
    """That of this process, in which what can be imported here can be imported too."""
    return os.environ | {"PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(sys.path)}


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
