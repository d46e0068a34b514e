"""The documentation site is built strictly, is whole, and needs no network."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import siteowner_contract
import siteowner_sdk
import siteowner_sdk.testing
import siteowner_sdk.validation
from codegen.site import LOGO_ELSEWHERE, REDOC, SITE, build, shown, without_logo
from siteowner_sdk import models
from tests.docs.blocks import ROOT
from tests.docs.built import dead_ends, loads_elsewhere, objects
from tests.docs.test_links import links

PUBLIC = (siteowner_sdk, siteowner_sdk.testing, siteowner_sdk.validation, siteowner_contract)
# Zensical's own page for what is not found has links from the root, wherever it is shown.
NOT_FOUND = "404.html"
STYLED = re.compile(r"""url\(["']?(?:https?:)?//[^)]*|@import[^;]*//[^;]*""")


def html() -> list[Path]:
    """Every page of the site, without the one that is shown in the place of a missing one."""
    return sorted(page for page in SITE.rglob("*.html") if page.name != NOT_FOUND)


def from_other_hosts() -> Iterator[str]:
    """What pages and their styles fetch from elsewhere."""
    for page in html():
        yield from (f"{page.name} loads {url}" for url in loads_elsewhere(page))
    for style in SITE.rglob("*.css"):
        yield from (f"{style.name} loads {url}" for url in STYLED.findall(style.read_text("utf-8")))


def dead_links() -> Iterator[str]:
    """Links, in the navigation and in raw HTML too, that lead nowhere."""
    return (f"{page.name} has {url}" for page in html() for url in dead_ends(page))


def undocumented() -> Iterator[str]:
    """Public names that are in no page of the reference."""
    there = objects(SITE / "objects.inv")
    return (name for module in PUBLIC for name in public(module) if name not in there)


def public(module: ModuleType) -> Iterator[str]:
    """The public names of a module, in full."""
    return (f"{module.__name__}.{name}" for name in module.__all__)


def models_undocumented() -> Iterator[str]:
    """Models of answers that are in no page of the reference."""
    there = objects(SITE / "objects.inv")
    names = [name for name, each in vars(models).items() if is_own_model(each)]
    return (name for name in names if f"siteowner_sdk.models.{name}" not in there)


def is_own_model(each: object) -> bool:
    """Whether it is a class that `models.py` makes."""
    return isinstance(each, type) and each.__module__ == models.__name__


def lost_pages() -> Iterator[str]:
    """Pages of docs/ that are not in the navigation, nor decisions in the list of these."""
    nav = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]["nav"]
    decisions = {f"decisions/{link}" for link in links("docs/decisions/index.md")}
    listed = set(files(nav)) | decisions
    pages = (path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md"))
    return (page for page in map(str, pages) if page not in listed)


def files(entry: Any) -> Iterator[str]:
    """The files of a navigation, however deep."""
    if isinstance(entry, str):
        yield entry
    else:
        for each in entry.values() if isinstance(entry, dict) else entry:
            yield from files(each)


CHECKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "fetched from other hosts": from_other_hosts,
    "dead links": dead_links,
    "public names in no page": undocumented,
    "models in no page": models_undocumented,
    "pages in no navigation": lost_pages,
}


def test_the_site_is_whole() -> None:
    """It builds without a warning, and nothing is dead, missing or fetched from elsewhere.

    One test, for the site is built once.
    """
    assert 0 == build(SITE)
    assert len(html()) > 40
    assert {name: [] for name in CHECKS} == {name: list(check()) for name, check in CHECKS.items()}


def test_redoc_fetches_nothing() -> None:
    """The picture of its makers is left out, and the document is given and not fetched."""
    redoc = REDOC.read_text("utf-8")

    assert LOGO_ELSEWHERE in redoc
    assert LOGO_ELSEWHERE not in without_logo(redoc)
    assert shown({"info": {"title": "مدرسة"}}).startswith('Redoc.init({"info": {"title": "مدرسة"}}')
