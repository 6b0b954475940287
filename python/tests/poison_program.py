#!/usr/bin/env python3
"""The program, but for documents whose text says that it is to die of them: EXIT ends
the worker, HANG makes it silent, KILLONCE has it killed from outside the first time,
PARENTONCE the process that started it. All others go to the real one, which
REAL_ASSAY names."""

import os
import signal
import subprocess
import sys
import time

import pyarrow as pa

REAL = os.environ["REAL_ASSAY"]
FLAGS = os.environ["POISON_FLAGS"]  # folder with a file for each kill that was done


def first(what):
    try:
        os.close(os.open(os.path.join(FLAGS, what), os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def main():
    args = sys.argv[1:]
    if args[0] != "worker" or "--describe" in args:
        os.execv(REAL, [REAL, *args])
    real = subprocess.Popen([REAL, *args], stdin=subprocess.PIPE)
    writer = None
    for batch in pa.ipc.open_stream(sys.stdin.buffer):
        for root, path in zip(batch.column("root").to_pylist(), batch.column("path").to_pylist()):
            with open(os.path.join(os.fsencode(root), path), "rb") as f:
                text = f.read()
            if b"EXIT" in text:
                real.kill()
                print("panic: out of luck", file=sys.stderr, flush=True)
                os._exit(7)
            if b"HANG" in text:
                time.sleep(600)
            for what, pid in ((b"KILLONCE", os.getpid()), (b"PARENTONCE", os.getppid())):
                if what in text and first(what.decode()):
                    real.kill()
                    os.kill(pid, signal.SIGKILL)
                    os._exit(9)
        writer = writer or pa.ipc.new_stream(real.stdin, batch.schema)
        writer.write_batch(batch)
        real.stdin.flush()
    if writer:
        writer.close()
    real.stdin.close()
    sys.exit(real.wait())


if __name__ == "__main__":
    main()
