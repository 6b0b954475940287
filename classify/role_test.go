package classify

import (
	"testing"

	"assay/classify/stance"
	"assay/extract"
)

// The voice of somebody unnamed is not that of who wrote the article.
func TestRoleOfOtherVoice(t *testing.T) {
	for _, c := range []struct {
		role    extract.Role
		speaker string
		want    extract.Role
		told    string
	}{
		{role: extract.Journalist, speaker: "Ann Lee", told: "Ann Lee", want: extract.RoleUnknown},
		{role: extract.Academic, speaker: "Ann Lee", told: "Ann Lee", want: extract.RoleUnknown},
		{role: extract.Journalist, speaker: "Bo Roe", told: "Ann Lee", want: extract.Journalist},
		{role: extract.Academic, speaker: "Bo Roe", told: "", want: extract.Academic},
		{role: extract.Inspector, speaker: "", told: "Ann Lee", want: extract.Inspector},
		{role: extract.CouncilLeader, speaker: "Bo Roe", told: "Ann Lee", want: extract.RoleUnknown},
	} {
		p := extract.OneIn("Visits are kept short.", "", extract.InArticle)
		p.Articles[0].Byline = c.told
		p.Sentences[0].Role, p.Sentences[0].Speaker = c.role, c.speaker
		if got := roleOf(stance.OtherVoice, p, 0); got != c.want {
			t.Errorf("%v %q of an article by %q: %v, want %v", c.role, c.speaker, c.told, got, c.want)
		}
	}
}
