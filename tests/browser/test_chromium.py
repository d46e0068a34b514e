"""How a browser is found and got, without one."""

from __future__ import annotations

import pytest

from tests.browser.chromium import PACKAGES, Which, on_the_path, ways_to_get_one

OWN = ["python", "-m", "playwright", "install", "chromium"]


def _has(*programs: str) -> Which:
    return lambda name: f"/usr/bin/{name}" if name in programs else None


def test_browser_on_the_path_is_taken() -> None:
    """Whatever its name is; where there is none, Playwright takes its own."""
    assert "/usr/bin/google-chrome" == on_the_path(_has("google-chrome", "bash"))
    assert on_the_path(_has("bash")) is None


@pytest.mark.parametrize(
    ("programs", "user", "beginning"),
    [(("apt-get",), 0, ["env"]), (("apt-get", "sudo"), 1000, ["sudo", "-n", "env"])],
)
def test_debian_installs_its_packages_first(
    programs: tuple[str, ...], user: int, beginning: list[str]
) -> None:
    """Root does it, or whoever may be root without a password; Playwright's own comes second."""
    [[update, install], own] = ways_to_get_one(_has(*programs), user, "python")
    apt = [*beginning, "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    assert [*apt, "update"] == update
    assert [*apt, "install", "-y", "--no-install-recommends", *PACKAGES] == install
    assert [OWN] == own


@pytest.mark.parametrize(("programs", "user"), [((), 0), (("apt-get",), 1000)])
def test_playwright_installs_its_own_elsewhere(programs: tuple[str, ...], user: int) -> None:
    """There is no apt, or it is not for us to use."""
    assert [[OWN]] == ways_to_get_one(_has(*programs), user, "python")
