package stance

import "assay/extract"

// Reports, articles and comments share their features, and articles and
// comments have copies of many of them with weights of their own: what "act" or
// "fight" says there, and how often anything is said at all, is learnt as the
// difference from what it says in reports (Daume 2007).
const (
	copyTold    = 1 // of articles and comments
	copyComment = 2 // of comments alone
	Copies      = 3 // kinds of text: report, article, comment
)

// copyNames are put before the names of the families.
var copyNames = [Copies]string{"", "told_", "comment_"}

// copyScale is what the value of a copy is multiplied with.
var copyScale = [Copies]float64{1, 1, 0.7}

// copied are the families that have copies.
var copied = familySet(kBias, kWord, kWord2, kRole, kNegWord, kCoarse, kFine, kEffect, kEffectRole, kEffectWord, kEffectSet, kStart, kVerb, kTense, kSetTense,
	kShape, kTurn, kTurnWord, kTurnSum, kGroup, kStyle, kActor, kActors, kStance, kTheme, kOwnWord, kThemeWord, kOwnEffect, kOwnEffSet, kNear, kOwnCluster, kOwnTurn, kOwnSum, kNextSign, kOwnMove, kMoveSum, kThemeTurned)

func familySet(ks ...kind) (set [kindCount]bool) {
	for _, k := range ks {
		set[k] = true
	}
	return set
}

// copiesOf is the copies a context takes part in: from copyTold up to it.
func copiesOf(c extract.Context) int {
	switch c {
	case extract.InArticle:
		return copyTold
	case extract.InComment:
		return copyComment
	}
	return 0
}

// copyFeatures appends the copies of the features from the given one on.
func (s *Scorer) copyFeatures(from int) {
	if s.copies == 0 {
		return
	}
	for i, n := from, len(s.feats); i < n; i++ {
		f := s.feats[i]
		if !copied[kindOf(f.key)] {
			continue
		}
		for c := 1; c <= s.copies; c++ {
			s.feats = append(s.feats, feature{copyOf(f.key, c), f.from, f.to})
		}
	}
}

func copyOf(key uint64, c int) uint64 { return key | uint64(c)<<copyAt }
