package codebook

// Coverage counts where themes stand: theme by document and theme by theme. It
// is not safe for concurrent use.
type Coverage struct {
	Themes    []string
	Documents []DocumentCoverage
	Together  [][]int // sentences that hold both themes; the diagonal is all of the theme's
}

// DocumentCoverage is one document's row.
type DocumentCoverage struct {
	URI       string
	Sentences int   // scored sentences
	Mentions  []int // in the order of Coverage.Themes
}

// NewCoverage makes an empty Coverage of the themes.
func NewCoverage(themes []string) *Coverage {
	c := &Coverage{Themes: themes, Together: make([][]int, len(themes))}
	for i := range c.Together {
		c.Together[i] = make([]int, len(themes))
	}
	return c
}

// Document begins the next document; sentences added afterwards are its own.
func (c *Coverage) Document(uri string) {
	c.Documents = append(c.Documents, DocumentCoverage{URI: uri, Mentions: make([]int, len(c.Themes))})
}

// Sentence counts one scored sentence of the last document with its themes
// (indexes into Themes, none twice).
func (c *Coverage) Sentence(themes []int) {
	d := &c.Documents[len(c.Documents)-1]
	d.Sentences++
	for _, a := range themes {
		d.Mentions[a]++
		for _, b := range themes {
			c.Together[a][b]++
		}
	}
}
