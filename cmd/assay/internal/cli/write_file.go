package cli

import (
	"io"

	"assay/out/disk"
)

// WriteFile puts what write writes into file in one step: a reader never sees
// half of it, and a failure leaves what was there.
func WriteFile(file string, write func(io.Writer) error) error {
	return disk.ReplaceBy(FileSystem, file, write)
}
