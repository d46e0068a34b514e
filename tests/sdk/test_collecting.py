"""Reading a large answer holds the garbage collector back, and leaves it as it was."""

import gc
import json
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from siteowner_sdk import SiteOwner
from siteowner_sdk.core.collecting import LARGE, Uncollected
from tests.sdk.fakes import BASE_URL, FakeTransport, answer

FORK = """
import gc, os, signal, sys, threading
from siteowner_sdk.core.collecting import uncollected

inside, leave = threading.Event(), threading.Event()

def read():
    with {held}:
        inside.set()
        leave.wait()

thread = threading.Thread(target=read)
thread.start()
inside.wait()
child = os.fork()
if not child:
    signal.alarm(10)
    on = [gc.isenabled()]
    with uncollected:
        on.append(gc.isenabled())
    on.append(gc.isenabled())
    os._exit(0 if on == [True, False, True] else 1)
leave.set()
thread.join()
_, status = os.waitpid(child, 0)
sys.exit(status != 0 or not gc.isenabled())
"""


@pytest.fixture(autouse=True)
def _collector_on() -> Iterator[None]:
    """Each test begins and ends with the collector as Python starts it."""
    gc.enable()
    yield
    gc.enable()


def test_nothing_is_collected_within() -> None:
    """And afterwards it is again, also where an error left the block."""
    seen: list[bool] = []

    def fail() -> None:
        with Uncollected():
            seen.append(gc.isenabled())
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert [False, True] == [*seen, gc.isenabled()]


def test_stays_off_where_it_was_off() -> None:
    """A program that collects by hand is not made to collect otherwise."""
    gc.disable()
    with Uncollected():
        pass
    assert not gc.isenabled()


def test_goes_on_with_the_last_of_several_threads() -> None:
    """Whoever leaves first does not switch it on for those who still read."""
    uncollected = Uncollected()
    inside, leave = threading.Event(), threading.Event()

    def read() -> None:
        with uncollected:
            inside.set()
            leave.wait()

    with uncollected:
        thread = threading.Thread(target=read)
        thread.start()
        inside.wait()
    assert not gc.isenabled()
    leave.set()
    thread.join()
    assert gc.isenabled()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.parametrize("held", ["uncollected", "uncollected._lock"])
def test_begins_anew_in_a_forked_child(held: str) -> None:
    """Threads that read amid a fork leave the child neither without collector nor stuck."""
    subprocess.run([sys.executable, "-c", FORK.format(held=held)], check=True, timeout=30)


def test_a_child_forked_within_leaves_its_block() -> None:
    """The block that the forking thread was in is not counted twice, and later ones count anew."""
    uncollected = Uncollected()
    with uncollected:
        uncollected.forked()
        assert gc.isenabled()
    with uncollected:
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_child_stays_off_where_its_parent_was_off() -> None:
    """A program that collects by hand is not made to collect otherwise in its workers."""
    uncollected = Uncollected()
    with uncollected:
        pass
    gc.disable()
    uncollected.forked()
    assert not gc.isenabled()
    with uncollected:
        uncollected.forked()
    assert not gc.isenabled()


def test_large_page_is_read_with_the_collector_held_back() -> None:
    """No collection begins while a page of many objects is made, and then it is on again."""
    grades = [{"id": number, "name": "x" * 20} for number in range(2_000)]
    page = {"count": 1, "next": None, "previous": None, "results": [], "more": grades}
    assert len(json.dumps(page)) > LARGE
    begun: list[str] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        begun.append(phase)

    with SiteOwner(BASE_URL, token="t", transport=FakeTransport(lambda _: answer(page))) as client:
        client.assistants.list()
        gc.collect()
        gc.callbacks.append(note)
        try:
            client.assistants.list()
        finally:
            gc.callbacks.remove(note)
    assert begun.count("start") <= 1
    assert gc.isenabled()
