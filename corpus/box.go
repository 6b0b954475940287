package corpus

// member is the place of a source inside a container.
type member struct{}
