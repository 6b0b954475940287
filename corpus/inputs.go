package corpus

import (
	"context"

	"assay/corpus/internal/archive"
	"assay/corpus/internal/sniff"
)

type (
	// Input is one argument: a folder, a file, an archive, a glob, or "-".
	Input = archive.Input
	// ListOptions say how inputs become sources. The zero value works.
	ListOptions = archive.ListOptions
	// Listing is what List found.
	Listing = archive.Listing
	// Source is one input that List has found and Reader.Read can read.
	Source = archive.Source
	// Raw is the stored bytes of one source, opened and hashed but not decoded.
	Raw = archive.Raw
	// UsageError is a mistake in the arguments, not in a file.
	UsageError = archive.UsageError
)

// List finds everything the inputs name. It opens no more than the head of each
// file, and the directory of each archive. An input that cannot be read is a
// Loss in the listing; the error is for wrong arguments (*UsageError), a list
// that cannot be read, and a context that has ended.
func List(ctx context.Context, inputs []Input, opt ListOptions) (*Listing, error) {
	return archive.List(ctx, inputs, opt)
}

// Held is a source whose bytes the caller holds, named as a file would be: its
// name claims a format and is its uri. data must not be written to while the
// source is read.
func Held(name string, data []byte) Source { return archive.Held(name, data) }

// File is the source of one file, of the slash-separated name inside the folder
// root: what List would list under the uri. It is not looked at before it is read.
func File(root, name, uri string) Source { return archive.File(root, name, uri) }

// SplitClaim takes the compression off a claim, "" where there is none.
func SplitClaim(claim string) (compression, format string) { return sniff.SplitClaim(claim) }
