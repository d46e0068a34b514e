"""What users of the SDK can name: a list of it, and what a release took away.

`make public-api` rewrites the list, `public_api.txt`, in which a review sees what changed.
"""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import griffe

ROOT = Path(__file__).parent.parent.parent
LISTED = Path(__file__).with_suffix(".txt")
PACKAGE = "siteowner_sdk"
# Their public names are theirs to keep; of the others those that the package itself exports.
MODULES = ("models", "resources", "testing", "validation")
SPECIAL = frozenset(
    {"__init__", "__aiter__", "__await__", "__call__", "__getitem__", "__iter__", "__len__"}
)

Named = griffe.Object | griffe.Alias


@cache
def package() -> Named:
    """The package as it is."""
    return griffe.load(PACKAGE, search_paths=[ROOT / "src"], resolve_aliases=True)


def listing(root: Named) -> list[str]:
    """Every public name with its signature, one a line."""
    return sorted({line for path, found in _public(root) for line in _lines(path, found)})


def breakages(old: Named, new: Named) -> list[str]:
    """What a user of the old package may miss in the new one."""
    exported = {found.canonical_path for _, found in _public(old)}
    return [
        f"{found.obj.canonical_path}: {found.kind.value} ({getattr(found.old_value, 'name', '')})"
        for found in griffe.find_breaking_changes(old, new)
        if _is_public(found.obj, exported)
    ]


def last_release(repository: Path = ROOT) -> str | None:
    """The last tag before this commit; None where there is none, as in a shallow clone."""
    told = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() or None


def released(tag: str, repository: Path = ROOT) -> Named:
    """The package as a tag has it."""
    return griffe.load_git(
        PACKAGE, ref=tag, repo=repository, search_paths=["src"], resolve_aliases=True
    )


def _public(root: Named) -> Iterator[tuple[str, Named]]:
    for name in root.exports or ():
        yield f"{PACKAGE}.{name}", _target(root[str(name)])
    for name in MODULES:
        if name in root.members:
            yield from _of_module(root[name])


def _of_module(module: Named) -> Iterator[tuple[str, Named]]:
    for name in module.exports or _own(module):
        yield f"{module.path}.{name}", _target(module[str(name)])
    for member in module.members.values():
        if isinstance(member, griffe.Module) and not module.exports:
            yield from _of_module(member)


def _own(module: Named) -> list[str]:
    """The public names that a module without `__all__` defines itself."""
    return [
        name
        for name, member in module.members.items()
        if not (name.startswith("_") or isinstance(member, griffe.Module | griffe.Alias))
    ]


def _target(found: Named) -> Named:
    return found.final_target if isinstance(found, griffe.Alias) else found


def _lines(path: str, found: Named) -> Iterator[str]:
    if isinstance(found, griffe.Function):
        yield found.signature(name=path)
    elif isinstance(found, griffe.Class):
        yield f"{path}: class"
        for name, member in found.all_members.items():
            if name in SPECIAL or not name.startswith("_"):
                yield from _lines(f"{path}.{name}", _target(member))
    elif isinstance(found, griffe.Attribute):
        yield f"{path}: {_type(found)}"


def _type(found: griffe.Attribute) -> str:
    if isinstance(found.parent, griffe.Module):
        return str(found.value)
    return "as assigned" if found.annotation is None else str(found.annotation)


def _is_public(found: Named, exported: set[str]) -> bool:
    path = found.canonical_path
    return any(path == each or path.startswith(f"{each}.") for each in exported)


if __name__ == "__main__":
    LISTED.write_text("\n".join(listing(package())) + "\n", "utf-8")
