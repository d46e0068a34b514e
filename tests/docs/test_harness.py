"""The harness finds what is wrong: a page could not be right by not being looked at."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.docs import blocks as reading
from tests.docs.blocks import Block, Command, blocks, commands
from tests.docs.built import dead_ends, loads_elsewhere
from tests.docs.formats import FILES
from tests.docs.stage import Stage, not_printed
from tests.docs.unrun import (
    unknown_extras,
    unknown_plugin_options,
    unknown_targets,
    unrun,
    usage_errors,
)

PAGE = """\
# A page

```python title="first.py"
print(1)
```

1. In a list:

    ```console
    $ python first.py \\
        --loud # exit status 2
    no such option
    $ true
    ```

```python
print(2)
```
```text
2
```
"""
CONSOLE = Block("page.md", 7, "console", None, "", None)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    """The blocks of a page."""
    (tmp_path / "harness.md").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(reading, "ROOT", tmp_path)
    reading.tokens.cache_clear()
    return blocks("harness.md")


def test_all_blocks_of_a_page_are_found(page: list[Block]) -> None:
    """With language, title and line, those within lists too, and what one follows."""
    assert [("python", "first.py", 4), ("console", None, 10), ("python", None, 17)] == [
        (block.language, block.title, block.line) for block in page[:3]
    ]
    assert ("text", "python") == (page[3].language, page[3].follows)


def test_a_session_is_commands_with_what_they_print(page: list[Block]) -> None:
    """A command goes on behind a backslash, and says how it ends."""
    assert [
        Command("harness.md:10", "python first.py \\\n    --loud", 2, ("no such option",)),
        Command("harness.md:13", "true", 0, ()),
    ] == commands(page[1])


def test_a_session_begins_with_a_command() -> None:
    """Output that no command printed is refused, with its place."""
    with pytest.raises(ValueError, match=r"page\.md:7: a console block begins with"):
        commands(replace(CONSOLE, text="output\n$ true\n"))


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        (["one", "three"], []),
        (["one  two", "…", "four …"], ["one  two"]),
        (["t…e"], []),
        (["three", "one"], ["one"]),
        (["tw"], ["tw"]),
        (["two …"], []),
    ],
)
def test_what_is_shown_has_to_be_printed(shown: list[str], missing: list[str]) -> None:
    """Whole lines in this order; dots are any text, and lines between may be left out."""
    assert missing == not_printed(shown, "one\ntwo 2\n  three\n")[: len(missing) or None]


def test_a_command_leaves_its_environment_and_folder(tmp_path: Path) -> None:
    """The next one has them, and knows nothing of those of the tests."""
    (tmp_path / "work").mkdir()
    stage = Stage(tmp_path / "work", lambda: "http://127.0.0.1:9")
    lines = ("export SCHOOL=new; mkdir sub; cd sub; exit 3", 'echo "$SCHOOL" "${PWD##*/}"')

    done = [stage.run_console(Command("page.md:1", line, 0, ())) for line in lines]

    assert [(3, ""), (0, "new sub\n")] == done
    assert "PYTEST_CURRENT_TEST" not in stage.environment


@pytest.mark.parametrize(
    "command",
    [
        "siteowner serve --no-such-option",
        "siteowner contract run --only",
        "siteowner no-such-command",
        "siteowner contract no-such-command --json F",
    ],
)
def test_a_wrong_command_line_is_found_without_running_it(command: str) -> None:
    """An option or a command that there is not, and a value that is missing."""
    assert [] != usage_errors(command)


def test_what_can_not_be_run_is_looked_at() -> None:
    """A target, an extra and an option of pytest that there are not; what is right is let be."""
    assert ["no-such-target"] == unknown_targets("make test no-such-target JOBS=2")
    assert ["no-such-extra"] == unknown_extras("pip install 'siteowner-sdk[cli,no-such-extra]'")
    assert ["--siteowner-no"] == unknown_plugin_options("pytest --siteowner-no --siteowner-url U")
    assert [] == usage_errors("siteowner contract compare old.toml new.toml -- --only TCH")
    assert unrun("siteowner contract run --only TCH") is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("contract.toml", 'no-such-option = "x"'),
        ("contract.toml", "[data]\nno_such_id = 1"),
        ("routes.toml", 'no_such_operation = "/x/"'),
        ("known_failures.yaml", "- requirement: TCH-99\n  reason: none\n  expires: 2027-01-01"),
    ],
)
def test_a_wrong_file_is_found(tmp_path: Path, name: str, text: str) -> None:
    """By what the project itself reads such a file with."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    with pytest.raises((ValueError, AssertionError)):
        FILES[name](file)


def test_what_a_built_page_may_not_have_is_found(tmp_path: Path) -> None:
    """A script from another host, a link to a missing page, and one to a missing anchor."""
    other = tmp_path / "other.html"
    other.write_text('<h2 id="there">There</h2>', encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        '<script src="//cdn.example/x.js"></script><a href="https://school.example/">far</a>'
        '<a href="other.html#there">1</a><a href="other.html#gone">2</a><a href="gone.html">3</a>',
        encoding="utf-8",
    )

    assert ["//cdn.example/x.js"] == loads_elsewhere(page)
    assert ["other.html#gone", "gone.html"] == dead_ends(page)
