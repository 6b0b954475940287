"""A run, and one document."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from typing import Any, Dict, List, Optional, Union

from ._binary import binary as find_binary
from ._errors import AssayError, call, flags, told
from ._progress import Progress, Show
from ._read import Inputs, paths
from ._results import PathLike, Results, open_results
from ._worker import cache_flag

_DONE = (0, 3)  # exit codes: all done; done, some documents lost
_CHECKS_FAILED = 4


def run(inputs: Inputs, out: PathLike = "results", *, progress: Show = None, binary: Optional[str] = None, **options: Any) -> Results:
    """Read documents, tag themes with stance, and write tables into a results folder.

    inputs are folders, files, globs and archives, one or several. Options are the
    flags of `assay run` with underscores: `codebook="mine.yaml"`, `with_text=True`,
    `no_report=True`, `metadata="sidecar.csv"`, `workers=4`; `assay help run` lists
    them. What did not change since the last run is taken from the cache.

    progress is None (shown on a terminal and in a notebook: by tqdm where it is
    installed, else by plain lines), True, False, or a function of the number of
    documents done, in all, and lost.

    Documents that could not be read are rows of the table failures, and `lost` says
    how many: no exception. AssayError is raised where there is no run (usage 2,
    locked 5) and where the publish gate blocked it (4). An interrupt ends the run;
    the next one goes on from what was done.

    >>> assay.run("reports", out="results").table("findings").pandas()
    """
    for name in ("quiet", "log_format", "dry_run"):
        if name in options:
            raise AssayError(f"run takes no {name}", 2, "it is for the command line: assay run")
    command = [find_binary(binary), "run", "--log-format=json", "--progress-every=500ms", f"--out={os.fspath(out)}", *flags(options), "--", *paths(inputs)]
    with Progress(progress, "documents") as shown:
        log = _Log(shown)
        code = _follow(command, log)
    if code not in _DONE:
        raise log.error(code)
    return open_results(out)


def inspect(document: Union[PathLike, bytes], *, binary: Optional[str] = None, **options: Any) -> Dict[str, Any]:
    """What the program sees in one document, a file or its bytes: a mapping of
    document, inspection, sections, sentences, mentions and the like to what a run
    would put into their tables. Options are the flags of `assay inspect`
    (`as_="html"` says what bytes are). AssayError where it cannot be read.

    >>> assay.inspect("report.pdf")["inspection"]["local_authority"]
    """
    content = document if isinstance(document, bytes) else None
    path = "-" if isinstance(document, bytes) else os.fspath(document)
    seen: Dict[str, Any] = json.loads(call([find_binary(binary), "inspect", "--json", *cache_flag(), *flags(options), "--", path], stdin=content))
    return seen


class _Log:
    """What a run says of itself, a line of JSON at a time."""

    def __init__(self, shown: Progress) -> None:
        self.shown = shown
        self.plain: List[str] = []  # what is no JSON: the error that ended it
        self.failed: List[str] = []  # checks of the publish gate that block
        self.unpublished = ""  # folder of a run that was blocked

    def line(self, text: str) -> None:
        try:
            said = json.loads(text)
            message = said["msg"]
        except (ValueError, KeyError, TypeError):
            self.plain = (self.plain + [text])[-100:]
            return
        if message == "progress":
            self.shown.at(said["done"], said["total"], said["lost"])
        elif message == "check failed" and said["level"] == "block":
            self.failed.append(said["message"])
        elif message == "run not published":
            self.unpublished = said["tables"]

    def error(self, code: int) -> AssayError:
        if code == _CHECKS_FAILED:
            return AssayError("the run was not published: " + "; ".join(self.failed), code,
                              f"look at {self.unpublished} (assay.open reads it); assay publish publishes it nevertheless")
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return told("\n".join(self.plain), code, f"assay run {how}: " + "; ".join(self.plain[-3:]))


def _follow(command: List[str], log: _Log) -> int:
    """Run the program to its end, its standard error a line at a time."""
    # In a session of its own, so that an interrupt reaches it once, from here.
    proc = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    assert proc.stderr is not None
    with proc:
        try:
            for line in proc.stderr:
                log.line(line.decode(errors="replace").rstrip("\n"))
        except BaseException:  # an interrupt, or an error of the caller's progress
            proc.send_signal(signal.SIGINT)
            try:
                proc.communicate(timeout=30)  # what it says goes on being read
            except subprocess.TimeoutExpired:
                proc.kill()
            raise
    return proc.returncode
