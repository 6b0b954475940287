package out

// rows appends every row of a document to the tables that are wanted.
func (t *Tables) rows(d *doc) error {
	r := d.r
	judgements := 0
	if r.Inspection != nil {
		judgements = len(r.Inspection.Judgements)
	}
	inspections := 0
	if r.Inspection != nil {
		inspections = 1
	}
	for _, l := range []struct {
		w *tableWriter[item]
		n int
	}{
		{t.documents, 1}, {t.articles, len(r.Articles)}, {t.inspections, inspections}, {t.judgements, judgements}, {t.actions, len(r.Actions)},
		{t.sections, len(r.Sections)}, {t.sentences, len(r.Sentences)}, {t.mentions, len(r.Mentions)},
		{t.findings, len(r.Mentions)}, {t.comments, len(r.Comments)}, {t.quotes, len(r.Quotes)}, {t.texts, 1},
	} {
		if l.w == nil {
			continue
		}
		for i := range l.n {
			if err := l.w.add(item{d, int32(i)}); err != nil {
				return err
			}
		}
	}
	if err := firstOf(t.unique(d), t.tokenRows(d), t.summaryRows(d)); err != nil {
		return err
	}
	for _, w := range t.all {
		if err := w.fill(); err != nil {
			return err
		}
	}
	return nil
}

// unique appends near misses and entities, each key once.
func (t *Tables) unique(d *doc) error {
	if t.misses != nil {
		seen := make(map[missKey]bool, len(d.r.NearMisses))
		for i := range d.r.NearMisses {
			if k := keyOf(&d.r.NearMisses[i]); !seen[k] {
				seen[k] = true
				if err := t.misses.add(item{d, int32(i)}); err != nil {
					return err
				}
			}
		}
	}
	if t.entities != nil {
		seen := make(map[entityKey]bool, len(d.r.Entities))
		for i, e := range d.r.Entities {
			if k := (entityKey{e.Span, e.Kind}); !seen[k] {
				seen[k] = true
				if err := t.entities.add(item{d, int32(i)}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (t *Tables) tokenRows(d *doc) error {
	if t.tokens == nil {
		return nil
	}
	for s := range d.r.Sentences {
		first, end := d.r.Sentences[s].FirstToken, d.r.Sentences[s].EndToken
		for i := first; i < end; i++ {
			if err := t.tokens.add(tokenRow{d, &d.r.Tokens[i], int32(s), i - first}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Tables) summaryRows(d *doc) error {
	if t.summary == nil {
		return nil
	}
	for _, row := range summarise(d, t.opt.Themes) {
		if err := t.summary.add(row); err != nil {
			return err
		}
	}
	return nil
}
