"""Every code block of README.md, CONTRIBUTING.md and docs/ does what its page says.

How to write a block, from the top of a page to its end:

- The page has a folder of its own, empty at first, and one reference server with a fresh `small`
  seed. Write `http://127.0.0.1:8000/api` for it. Its accounts `owner`, `teacher1`, `assistant1` and
  `student1` have the password `practice-2026`. SITEOWNER_BASE_URL, _USERNAME and _PASSWORD, and
  SITEOWNER_CONTRACT_USERNAME and _PASSWORD, say so too.
- A host under `.example` (`https://school.example/api`) is answered by the examples of the
  contract, in Python blocks that name it, by httpx.
- `python` blocks run one after the other in one namespace; `await`, `async with` and `async for`
  may stand at the top level. A `text` block right behind one is what it prints.
- A block with a title (```python title="first.py"```) is a file. It is written to the page's
  folder, not run; a Python file, or the tests that it holds, is run by a console block.
- `console` blocks have commands after `$ `, continued by a backslash at the end of a line; each is
  run by bash, in the environment and the folder that the one before left. The other lines are its
  output. A command that does not end with 0 says so: `$ siteowner … # exit status 2`.
- Of shown output, each line has to come in this order. `…` is any text, a line of its own is any
  lines; what lies between may be left out, and blanks count as one. The terminal is 120 wide.
- What can't be run is in the tables of `unrun.py` with its reason, and is looked at otherwise.
- `toml`, `yaml`, `json` and `ini` are parsed; with the title of a file that the project reads
  (`config.toml`, `contract.toml`, `routes.toml`, `known_failures.yaml`) they are read as that.
"""

import asyncio
import re
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, Block, Command, blocks, commands, pages, tokens
from tests.docs.formats import FILES, FORMATS, READ_ONLY
from tests.docs.stage import Stage, as_in_a_script, not_printed
from tests.docs.unrun import BLOCKS, COMMANDS, unrun

RUN = {"python", "console"}
PYTESTS_OWN = re.compile(r"^(async )?def test_|^@pytest\.fixture", re.MULTILINE)
PAGES = [page for page in pages() if any(block.language in RUN for block in blocks(page))]
ALL_BLOCKS = [block for page in pages() for block in blocks(page)]
ALL_COMMANDS = [
    command for block in ALL_BLOCKS if block.language == "console" for command in commands(block)
]


@pytest.mark.parametrize("page", PAGES)
def test_the_blocks_of_a_page_run_from_top_to_bottom(
    page: str, stage: Stage, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As its reader would run them, on one server and in one folder."""
    for name, value in stage.account.items():
        monkeypatch.setenv(name, value)
    with as_in_a_script(stage.names):
        play(page, stage, runner)


def play(page: str, stage: Stage, runner: asyncio.Runner) -> None:
    """Do with each block what is done with its kind."""
    stage.clone(page)
    printed = ""
    for block in blocks(page):
        if block.title:
            stage.write(block)
        elif block.language == "python":
            printed = stage.run_python(block, runner)
        elif block.language == "console":
            for command in commands(block):
                check(stage, command)
        elif block.language == "text" and block.follows == "python":
            assert [] == not_printed(block.text.splitlines(), printed), f"{block.place}: {printed}"


def check(stage: Stage, command: Command) -> None:
    """Run one command and compare how it ended and what it printed, or look at it otherwise."""
    if entry := unrun(command.text):
        assert [] == entry.wrong(command.text), command.place
        return
    status, printed = stage.run_console(command)
    assert command.status == status, f"{command.place}: {printed}"
    assert [] == not_printed(command.shown, printed), f"{command.place}: {printed}"


@pytest.mark.parametrize("block", ALL_BLOCKS, ids=lambda block: block.place)
def test_a_block_is_of_a_known_language(block: Block) -> None:
    """One that is run, read, or only for the eye; `console` is what a shell's block is called."""
    assert block.language in RUN | set(FORMATS) | READ_ONLY


@pytest.mark.parametrize(
    "block",
    [block for block in ALL_BLOCKS if block.language in FORMATS],
    ids=lambda block: block.place,
)
def test_what_is_data_can_be_read(block: Block, tmp_path: Path) -> None:
    """By its format, and by the loader of the file that its title names."""
    FORMATS[block.language](block.text)
    file = tmp_path / Path(block.title or "block").name
    file.write_text(block.text, encoding="utf-8")
    if read := FILES.get(file.name):
        read(file)


@pytest.mark.parametrize("page", pages())
def test_no_block_hides_in_an_indented_one(page: str) -> None:
    """Indented code would be shown, and never be run."""
    assert [] == [token.content for token in tokens(page) if _hides(token.type, token.content)]


def _hides(kind: str, content: str) -> bool:
    return kind == "code_block" and "```" in content


@pytest.mark.parametrize("page", PAGES)
def test_every_python_file_of_a_page_is_run_by_it(page: str) -> None:
    """By its name, by the module that imports it, or by pytest where it is part of the tests."""
    typed = "\n".join(
        command.text
        for block in blocks(page)
        if block.language == "console"
        for command in commands(block)
    )
    files = [block for block in blocks(page) if block.language == "python" and block.title]
    imports = "\n".join(file.text for file in files)

    assert [] == [
        file.place
        for file in files
        if not (is_unrun(file) or is_run(file, typed) or is_imported(file, imports))
    ]


def is_unrun(block: Block) -> bool:
    """Whether a file is in the table of those that are not run; it has to compile."""
    compile(block.text, block.place, "exec")
    return any(page == block.page and line in block.text for page, line in BLOCKS)


def is_imported(file: Block, texts: str) -> bool:
    """Whether another file of the page imports it, and is run itself."""
    assert file.title is not None
    return f"\nfrom {Path(file.title).stem} import " in texts


def is_run(file: Block, typed: str) -> bool:
    """Whether one of the commands typed runs a Python file."""
    assert file.title is not None
    return file.title in typed or ("pytest" in typed and PYTESTS_OWN.search(file.text) is not None)


@pytest.mark.parametrize("page", PAGES)
def test_tests_are_files(page: str) -> None:
    """A test or a fixture without a title would be defined, and never run."""
    found = [block for block in blocks(page) if PYTESTS_OWN.search(block.text)]

    assert [] == [block.place for block in found if not block.title]


def test_every_entry_of_the_tables_is_needed() -> None:
    """A reason for something that no page has any more is taken out."""
    used = {entry for command in ALL_COMMANDS if (entry := unrun(command.text))}
    texts = {
        (page, line)
        for page, line in BLOCKS
        if any(block.page == page and line in block.text for block in ALL_BLOCKS)
    }

    assert [] == [entry.begins for entry in COMMANDS if entry not in used]
    assert set(BLOCKS) == texts


def test_the_pages_are_found() -> None:
    """What looks for pages sees those at the root and those in folders."""
    assert {"README.md", "CONTRIBUTING.md", "docs/sdk-calls.md"} <= set(pages())
    assert all((ROOT / page).is_file() for page in pages())
