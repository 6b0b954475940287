package extract

// sentences splits the text of every section that holds text of its own
// (headings included) into sentences.
func sentences(p *Parse) {}
