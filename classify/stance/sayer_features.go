package stance

// What the first argument of kSayer is where it is not who speaks, and how far the
// second is moved where the theme's place is told.
const (
	sayerNoun    = 64
	sayerCluster = 65
	sayerQuotes  = 66
	sayerPlace   = 8
)

// sayerKeys appends who says what is said, by the noun that a word of saying is said
// of, with the word, and where the theme's words stand to it.
func (s *Scorer) sayerKeys(keys []uint64) []uint64 {
	first, _ := s.read.TriggerWords(s.triggers)
	inside, writer := s.read.Quoted(first)
	keys = append(keys, key(kSayer, sayerQuotes, inside, writer))
	s.sayings = s.read.Sayings(s.sayings[:0])
	for _, y := range s.sayings {
		x := &s.read.Hits[y.Hit]
		who := s.read.WhoIs(y.By)
		keys = append(keys, key(kSayer, who, y.How, s.read.Words[x.From].Base), key(kSayer, who, y.How, 0),
			key(kSayer, who, sayerPlace+y.How, s.read.Relation(x, s.triggers)))
		if y.By >= 0 {
			w := &s.read.Words[y.By]
			keys = append(keys, key(kSayer, sayerNoun, y.How, w.Base), key(kSayer, sayerCluster, y.How, s.m.vocab.info[w.ID].fine))
		}
	}
	return keys
}
