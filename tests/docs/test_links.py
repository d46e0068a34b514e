"""The links between the pages that are read in the repository itself."""

from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, pages, tokens


def links(page: str) -> list[str]:
    """The targets of a page's links and pictures."""
    inline = [child for token in tokens(page) for child in token.children or []]
    found = [str(child.attrs.get("href") or child.attrs.get("src") or "") for child in inline]
    return [target for target in found if target]


def is_there(page: str, target: str) -> bool:
    """Whether a target is a file or folder of the repository, or none of ours."""
    path, _, _ = target.partition("#")
    return "://" in target or not path or ((ROOT / page).parent / path).exists()


@pytest.mark.parametrize("page", pages())
def test_every_link_leads_to_a_file(page: str) -> None:
    """Seen from the page's own folder, as GitHub and GitLab show it."""
    made = {"http-api/index.html"}  # by `make docs`, beside the page

    assert [] == [
        target for target in links(page) if target not in made and not is_there(page, target)
    ]


def test_links_are_found() -> None:
    """What looks for links sees those of the README, and would miss a file that is not there."""
    assert "CONTRIBUTING.md" in links("README.md")
    assert not is_there("README.md", "docs/not-there.md")
    assert is_there("docs/sdk-calls.md", "sdk-answers.md")
    assert Path(ROOT / "README.md").is_file()
