package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"assay/classify/gold"
	"assay/internal/usage"
)

// ReadGold reads coded files; what is wrong with them is the user's to mend.
func ReadGold(files []string) ([]gold.Record, error) {
	records, err := gold.ReadFiles(files...)
	var at *gold.FileError
	switch {
	case errors.Is(err, gold.ErrNotCoded):
		return nil, usage.Errorf("%w", err).Advise("code the sentence, or take its row out of the file")
	case errors.As(err, &at), errors.Is(err, os.ErrNotExist):
		return nil, usage.Errorf("%w", err)
	case err != nil:
		return nil, err
	case len(records) == 0:
		return nil, usage.Errorf("no coded sentence in %v", files)
	}
	return records, nil
}

// DigestOf is the SHA-256 of a file, in hex.
func DigestOf(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
