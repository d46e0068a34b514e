"""Builds the documentation site into build/site: `python -m codegen.site`.

Zensical makes the pages, strictly: a warning, a dead link or a dead anchor ends the build. Two
things are added that it would have a browser fetch from elsewhere: the HTTP API as Redoc shows it,
and what lets the search work in pages that are opened from a folder.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import fastapi_offline
import yaml

ROOT = Path(__file__).parent.parent
SITE = ROOT / "build" / "site"
HTTP_API = Path("reference") / "http-api"
REDOC = Path(fastapi_offline.__file__).parent / "static" / "redoc.standalone.js"
# Chromium lets no page of a folder start the search's worker; this one runs it in a frame.
SHIM = ROOT / "node_modules" / "iframe-worker" / "shim" / "index.js"
SHIM_ELSEWHERE = "https://unpkg.com/iframe-worker/shim"
SHIM_HERE = "assets/javascripts/iframe-worker.js"
LOGO_ELSEWHERE = "https://cdn.redoc.ly/redoc/logo-mini.svg"
NO_LOGO = "data:,"
PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SiteOwner API</title>
<style>body { margin: 0 }</style>
<div id="api"></div>
<script src="redoc.js"></script>
<script src="openapi.js"></script>
</html>
"""
OPTIONS = {"hideDownloadButtons": True, "nativeScrollbars": True, "expandResponses": "200,201"}


def build(site: Path) -> int:
    """Build the site into a folder, which is emptied first; gives zensical's exit status."""
    shutil.rmtree(site, ignore_errors=True)
    status = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "--clean"], cwd=ROOT, check=False
    ).returncode
    if status == 0:
        add_http_api(site / HTTP_API)
        add_shim(site)
    return status


def add_http_api(folder: Path) -> None:
    """Write the pages of the HTTP API: Redoc, and openapi.yaml as what it is given."""
    document = yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8"))
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "redoc.js").write_text(without_logo(REDOC.read_text("utf-8")), "utf-8")
    (folder / "openapi.js").write_text(shown(document), "utf-8")


def without_logo(redoc: str) -> str:
    """Redoc without the picture that it would fetch from its makers."""
    return redoc.replace(LOGO_ELSEWHERE, NO_LOGO)


def shown(document: object) -> str:
    """A script that has Redoc show a document; a page of a folder may not fetch it."""
    arguments = f"{json.dumps(document, ensure_ascii=False, default=str)}, {json.dumps(OPTIONS)}"
    return f'Redoc.init({arguments}, document.getElementById("api"));\n'


def add_shim(site: Path) -> None:
    """Have every page take the search's worker from the site itself."""
    shutil.copyfile(SHIM, site / SHIM_HERE)
    for page in site.rglob("*.html"):
        here = os.path.relpath(site / SHIM_HERE, page.parent)
        page.write_text(page.read_text("utf-8").replace(SHIM_ELSEWHERE, here), "utf-8")


if __name__ == "__main__":
    sys.exit(build(SITE))
