"""The index of decisions has every one of them."""

from pathlib import Path

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"


def test_every_decision_is_in_the_index_by_its_title() -> None:
    """With its number, its title and a link to it."""
    index = (DECISIONS / "index.md").read_text("utf-8")
    titles = {
        path.name: path.read_text("utf-8").partition("\n")[0].removeprefix("# ").partition(". ")
        for path in sorted(DECISIONS.glob("0*.md"))
    }

    assert [] == [
        name
        for name, (number, _, title) in titles.items()
        if f"| {number} | [{title}]({name}) | " not in index
    ]
