"""Where the program is."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import Optional

from ._errors import AssayError

_BUNDLED = Path(__file__).parent / "_bin" / "assay"


def binary(path: Optional[str] = None) -> str:
    """The path of the program: the one asked for, that of the environment variable
    ASSAY_BINARY, the one in this package, or the one on the path, in this order."""
    for candidate in (path, os.environ.get("ASSAY_BINARY")):
        if candidate:
            if not os.access(candidate, os.X_OK):
                raise AssayError(f"{candidate} is no program that can be run", 2)
            return candidate
    if _BUNDLED.is_file():
        if not os.access(_BUNDLED, os.X_OK):  # some installers drop the mode
            _BUNDLED.chmod(_BUNDLED.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        return str(_BUNDLED)
    found = shutil.which("assay")
    if found:
        return found
    raise AssayError("there is no assay program in this package, nor on the path", 2,
                     "install the wheel for this platform, or set ASSAY_BINARY")


def code_cache() -> Optional[str]:
    """A private folder for the compiled PDF reader where the user has no cache
    folder, as on many executors: compiling it for every process would cost ten
    seconds of processor time each. None where the program finds its own."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    try:
        os.makedirs(home, exist_ok=True)
        if os.access(home, os.W_OK):
            return None
    except OSError:
        pass
    import tempfile

    folder = os.path.join(tempfile.gettempdir(), f"assay-{os.getuid()}")
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        pass
    except OSError:
        return None
    seen = os.lstat(folder)
    private = stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and stat.S_IMODE(seen.st_mode) & 0o077 == 0
    return folder if private else None  # somebody else made it: better slow than theirs
