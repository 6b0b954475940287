#!/usr/bin/env python3
"""The program, but that its worker dies of documents that say so: it stands between
the client and the real worker, and looks at what goes in.

REAL names the program, POISON what to do at the word of that name: die or hang.
"""

import os
import signal
import subprocess
import sys

real = os.environ["REAL"]
if sys.argv[1] != "worker" or "--describe" in sys.argv:
    os.execv(real, [real, *sys.argv[1:]])
worker = subprocess.Popen([real, *sys.argv[1:]], stdin=subprocess.PIPE)
assert worker.stdin is not None
seen = b""
while part := os.read(0, 1 << 16):
    seen = seen[-16:] + part
    if b"POISON" in seen:
        if os.environ["POISON"] == "hang":
            signal.pause()  # nothing comes out any more
        worker.kill()
        sys.exit(7)
    worker.stdin.write(part)
    worker.stdin.flush()
worker.stdin.close()
sys.exit(worker.wait())
