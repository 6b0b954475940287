package extract

import (
	"os"
	"strings"
	"testing"
	"unicode"
)

// codedQuote is one quotation as coded by hand.
type codedQuote struct{ speaker, role, begins string }

// readCoded reads articles of testdata/speakers: "=== name", the article, "---",
// and a line "speaker | role | beginning" for each of its quotations.
func readCoded(t *testing.T, path string) (names, articles []string, coded [][]codedQuote) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(raw), "\n=== ")[1:] {
		head, rest, _ := strings.Cut(part, "\n")
		article, list, ok := strings.Cut(rest, "\n---\n")
		if !ok {
			t.Fatalf("%s: %s has no list of quotations", path, head)
		}
		var quotes []codedQuote
		for _, l := range strings.Split(strings.TrimSpace(list), "\n") {
			f := strings.Split(l, " | ")
			if len(f) != 3 {
				t.Fatalf("%s: %s: %q", path, head, l)
			}
			quotes = append(quotes, codedQuote{f[0], f[1], f[2]})
		}
		names, articles, coded = append(names, head), append(articles, article+"\n"), append(coded, quotes)
	}
	return names, articles, coded
}

// scoreSpeakers counts the coded quotations that are found with their speaker and
// role, and quotations found that nobody coded.
func scoreSpeakers(t *testing.T, path string) (right, all, extra int) {
	names, articles, coded := readCoded(t, path)
	for i, a := range articles {
		p := Extract(textDocument(a))
		next := 0
		for _, q := range p.Quotes {
			inner := strings.TrimLeft(strings.Join(strings.Fields(q.Of(p.Doc.Text)), " "), "“”‘’\"'")
			found := -1
			for k := next; k < len(coded[i]); k++ {
				if strings.Contains(inner[:min(len(inner), len(coded[i][k].begins)+6)], coded[i][k].begins) {
					found = k
					break
				}
			}
			if found < 0 {
				extra++
				t.Logf("%s: not coded: %s (%s) %.40q", names[i], q.Speaker, q.Role, inner)
				continue
			}
			for k := next; k < found; k++ {
				t.Logf("%s: not found: %v", names[i], coded[i][k])
			}
			next = found + 1
			if want := coded[i][found]; sameSpeaker(q.Speaker, want.speaker) && strings.Contains(" "+want.role+" ", " "+q.Role.String()+" ") {
				right++
			} else {
				t.Logf("%s: %q by %q (%s), coded %q (%s)", names[i], want.begins, q.Speaker, q.Role, want.speaker, want.role)
			}
		}
		for k := next; k < len(coded[i]); k++ {
			t.Logf("%s: not found: %v", names[i], coded[i][k])
		}
		all += len(coded[i])
	}
	return right, all, extra
}

// sameSpeaker compares one speaker with those coded, "A / B" where the text calls
// one person by two descriptions. A named person is known by the surname, as the
// speaker stands as printed ("Cllr Tull" for Owen Tull); descriptions are compared
// without their article.
func sameSpeaker(got, coded string) bool {
	for _, want := range strings.Split(coded, " / ") {
		g, w := strings.Fields(got), strings.Fields(want)
		if len(g) == 0 {
			continue
		}
		if last := w[len(w)-1]; len(w) <= 3 && unicode.IsUpper([]rune(last)[0]) && g[len(g)-1] == last {
			return true
		}
		plain := func(f []string) string {
			s := strings.ToLower(strings.Join(f, " "))
			for _, article := range []string{"the ", "a ", "an "} {
				s = strings.TrimPrefix(s, article)
			}
			return s
		}
		if plain(g) == plain(w) {
			return true
		}
	}
	return false
}

func TestSpeakersCoded(t *testing.T) {
	for _, c := range []struct {
		path string
		less int // so many are known to be wrong
	}{
		{"testdata/speakers/news_and_releases.txt", 0},
		{"testdata/speakers/weekly_charity_trade.txt", 3},
		{"testdata/speakers/evening_newsroom_opinion.txt", 4},
		{"testdata/speakers/forum_court_interview_live.txt", 6},
		{"testdata/speakers/short_news.txt", 6},
		{"testdata/speakers/long_news_and_thread.txt", 1},
		{"testdata/speakers/long_news_and_feature.txt", 1},
		{"testdata/speakers/row_over_lessons.txt", 3},
		{"testdata/speakers/news_letter_forum.txt", 2},
		{"testdata/speakers/watchdog_visit_tsar_thread.txt", 1},
		{"testdata/speakers/review_view_jtai_thread.txt", 2},
		{"testdata/speakers/turnaround_send_clock_thread.txt", 1},
		{"testdata/speakers/memo_visit_ombudsman_thread.txt", 0},
		{"testdata/speakers/hub_visit_pickups_thread.txt", 1},
	} {
		right, all, extra := scoreSpeakers(t, c.path)
		t.Logf("%s: %d of %d right, %d more found", c.path, right, all, extra)
		if right < all-c.less {
			t.Errorf("%s: %d of %d quotations with the right speaker and role", c.path, right, all)
		}
		if extra > 0 {
			t.Errorf("%s: %d quotations found that are none", c.path, extra)
		}
	}
}
