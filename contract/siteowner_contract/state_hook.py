"""The provider-state hook: what a backend team offers so that the suite finds what it needs.

A hook is a URL or a command. A URL gets `{"state": name, "params": {…}}` by POST; a command gets
the name as its last argument and the same JSON on its standard input. A status that is no 2xx, or
an exit status other than 0, says that the state could not be prepared.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siteowner_contract.openapi import JSON

SECONDS = 60.0
SHOWN = 200


class StateHookError(RuntimeError):
    """The hook did not prepare the state."""


def open_state_hook(text: str) -> Callable[[str, Mapping[str, JSON]], None]:
    """What `--state-hook` names, as a function of a state's name and its parameters.

    The function raises `StateHookError` where the state could not be prepared.
    """
    if text.startswith(("http://", "https://")):
        return lambda state, params: _post(text, state, params)
    return lambda state, params: _run(text, state, params)


def check_state_hook(text: str | None) -> None:
    """See to it that a hook that is a command can be called.

    Raises:
        ValueError: There is no such command.
    """
    if text is None or text.startswith(("http://", "https://")):
        return
    command = shlex.split(text)
    if not command or shutil.which(command[0]) is None:
        raise ValueError(f"{text!r}: no such command, and no URL")


def _post(url: str, state: str, params: Mapping[str, JSON]) -> None:
    try:
        answer = httpx.post(url, json=_message(state, params), timeout=SECONDS)
    except httpx.HTTPError as error:
        raise StateHookError(f"--state-hook {url}: {type(error).__name__}: {error}") from error
    if not answer.is_success:
        said = f"{answer.status_code} {answer.text[:SHOWN]}".strip()
        raise StateHookError(f"--state-hook {url} answered {said} to {state!r}")


def _run(command: str, state: str, params: Mapping[str, JSON]) -> None:
    try:
        subprocess.run(
            [*shlex.split(command), state],
            input=json.dumps(_message(state, params)),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        said = str(error.stderr).strip()[-SHOWN:]
        ended = f"ended with {error.returncode} for {state!r}: {said}"
        raise StateHookError(f"--state-hook {command} {ended}") from error
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise StateHookError(f"--state-hook {command}: {error}") from error


def _message(state: str, params: Mapping[str, JSON]) -> dict[str, JSON]:
    return {"state": state, "params": dict(params)}
