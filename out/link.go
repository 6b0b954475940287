package out

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// CheckSourceBase reports what is wrong with the URL that source documents are
// linked with; "" is right.
func CheckSourceBase(base string) error {
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	if err != nil {
		return fmt.Errorf("source base: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("source base %q is no absolute http or https URL", base)
	}
	return nil
}

// SourceLink is where a source document can be read: base followed by its uri,
// at a page where it is a PDF and page is above 0; "" without a base. What
// stands in an archive or a line file is linked as the whole file.
func SourceLink(base, uri, mediaType string, page int32) string {
	if base == "" {
		return ""
	}
	whole := uri
	if i := strings.IndexAny(uri, "!#"); i >= 0 && (uri[i] == '!' && archived(uri[:i]) || uri[i] == '#' && lineFile(uri[:i])) {
		whole, page = uri[:i], 0
	}
	parts := strings.Split(whole, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	link := strings.TrimRight(base, "/") + "/" + strings.Join(parts, "/")
	if page > 0 && mediaType == "application/pdf" {
		link += "#page=" + strconv.Itoa(int(page))
	}
	return link
}

func archived(path string) bool {
	return endsIn(path, ".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst")
}

func lineFile(path string) bool {
	return endsIn(path, ".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst", ".ndjson.gz", ".ndjson.zst")
}

func endsIn(path string, ends ...string) bool {
	low := strings.ToLower(path)
	for _, e := range ends {
		if strings.HasSuffix(low, e) {
			return true
		}
	}
	return false
}
