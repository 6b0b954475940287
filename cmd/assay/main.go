// Command assay reads inspection reports, tags themes with the stance of every
// mention and writes tables.
package main

import (
	"context"
	"os"
)

func main() { os.Exit(execute(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
