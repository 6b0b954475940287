package main

import (
	"bytes"
	"io"

	"assay/out/disk"
)

// writeFile puts what write writes into file in one step: a reader never sees
// half of it, and a failure leaves what was there.
func writeFile(file string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return disk.Replace(fileSystem, file, b.Bytes())
}
