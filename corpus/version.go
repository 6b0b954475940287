package corpus

// Version is part of the cache key of every Document. It must grow whenever the
// same bytes and options would give another Document.
const Version = 25
