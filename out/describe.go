package out

// describeFiles writes the files that describe the tables.
func (t *Tables) describeFiles() error { return nil }
