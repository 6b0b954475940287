package sentence

// Who a sentence speaks of decides what a sad or a glad word in it means: "he was
// frightened" judges no service, "he was let down by his worker" does.

// Who may be spoken of, as bits.
const (
	ActsService    int32 = 1 << iota // leaders, practitioners, words of the themes
	ActsFamily                       // children, parents
	ActsPartner                      // schools, police and the like
	ActsGovernment                   // ministers, regulators
	ActsOther                        // everybody else who is heard
	ActsSays                         // somebody's word or view is reported
	ActsWriter                       // the writer speaks of herself
)

// ActorsOf is who the groups of a lexicon entry are.
func ActorsOf(g Group) (who int32) {
	for _, x := range [...]struct {
		groups Group
		who    int32
	}{{VoiceLeader | VoicePractitioner | ThemeWord, ActsService}, {VoiceChild | VoiceParent, ActsFamily}, {VoicePartner, ActsPartner},
		{VoiceGovernment, ActsGovernment}, {VoiceOther, ActsOther}, {Say, ActsSays}} {
		if g&x.groups != 0 {
			who |= x.who
		}
	}
	return who
}

// actors is who the sentence speaks of.
func (s *Reading) actors() (who int32) {
	for i := range s.Hits {
		who |= ActorsOf(s.Hits[i].Groups)
	}
	for i := range s.Words {
		if s.Words[i].Has(flagPerson) {
			return who | ActsWriter
		}
	}
	return who
}
