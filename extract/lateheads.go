package extract

// lateHeadings finds headings that are drawn last on their page though what
// precedes them in the text stands below them: for each the index of the first
// block it stands over. Sections stay in the order of the text, so such a heading
// follows what it heads.
func lateHeadings(blocks []block) map[int]int {
	var late map[int]int
	for i := range blocks {
		h := &blocks[i]
		if h.kind != KindHeading || h.settled || h.y <= 0 || !lastOnPage(blocks, i) {
			continue
		}
		first := i
		for j := i - 1; j >= 0 && blocks[j].page == h.page; j-- {
			b := &blocks[j]
			if b.kind == KindFurniture || b.kind == KindFootnote {
				continue
			}
			if b.y <= h.y+lateBelow || b.kind == KindHeading || b.kind == KindTitle {
				break
			}
			first = j
		}
		if first < i {
			if late == nil {
				late = map[int]int{}
			}
			late[first] = i
		}
	}
	return late
}

// lateBelow is how far below a heading, in points, a block begins at least that
// stands under it.
const lateBelow = 8

// lastOnPage reports whether nothing but furniture and notes follows block i on
// its page.
func lastOnPage(blocks []block, i int) bool {
	for j := i + 1; j < len(blocks) && blocks[j].page == blocks[i].page; j++ {
		if k := blocks[j].kind; k != KindFurniture && k != KindFootnote {
			return false
		}
	}
	return true
}
