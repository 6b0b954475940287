package extract

// structure fills Kind, Title, Articles, Sections and Comments from the lines
// of the document.
func structure(p *Parse) {}
