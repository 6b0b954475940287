package main

import (
	"os"

	"golang.org/x/sys/unix"

	"assay/cmd/assay/internal/cli"
)

// exitWithReader ends the process when the other end of the pipe w is closed: then
// nobody waits for the answers, and a document in the works may take minutes. It
// asks for nothing but errors, so that a file or a terminal never ends it.
func exitWithReader(w *os.File) {
	go func() {
		fds := []unix.PollFd{{Fd: int32(w.Fd())}}
		for {
			_, err := unix.Poll(fds, -1)
			switch {
			case err == unix.EINTR:
			case err != nil:
				return
			case fds[0].Revents&(unix.POLLERR|unix.POLLHUP) != 0:
				os.Exit(cli.ExitError)
			}
		}
	}()
}
