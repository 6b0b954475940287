package thread

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
)

// buttonLabels are what the buttons and links under a comment say, in the
// languages whose threads are read. Two words of one label are joined by "_".
var buttonLabels = dom.Words(`like likes unlike dislike love reply replies respond share save report flag quote quoted edit
	delete remove permalink link parent next prev previous up down root top hide show more less follow unfollow mute block
	upvote downvote vote votes award thanks thank helpful agree disagree recommend bookmark copy print translate embed
	comment link_to_this copy_link give_award add_reaction add_comment see_more read_more show_more view_replies
	show_replies hide_replies improve_this_question improve_this_answer add_a_comment reply_to mark_as_spam
	antworten antwort teilen melden zitieren zitat gefällt_mir bearbeiten löschen mehr link_kopieren
	répondre partager signaler citer j'aime modifier supprimer
	responder compartir reportar denunciar citar me_gusta curtir compartilhar
	rispondi condividi segnala cita mi_piace
	reageer beantwoorden delen melden citeren vind_ik_leuk
	odpowiedz udostępnij zgłoś cytuj lubię_to
	svara svar del dela anmäl rapporter citera gilla`)

// IsButtonRow reports an element that shows nothing but the labels of buttons,
// counts and marks, in links, buttons or list items.
func (w *Thread) IsButtonRow(i int32) bool {
	t := w.t
	if t.End[i]-i > 60 || w.isItemNode(i) {
		return false
	}
	labels, linked := 0, false
	for j := i; j < t.End[i]; j++ {
		if t.Skip[j] {
			continue
		}
		switch t.Tag(j) {
		case atom.A, atom.Button, atom.Li, atom.Menu, atom.Footer:
			linked = true
		case atom.P, atom.Blockquote, atom.Img:
			return false
		}
		if t.Nodes[j].Type != html.TextNode {
			continue
		}
		s := strings.ToLower(strings.Trim(doc.Collapse(t.Nodes[j].Data), " .:|·•-–—+()[]#0123456789▲▼»«…"))
		switch {
		case s == "":
		case buttonLabels[strings.ReplaceAll(s, " ", "_")]:
			labels++
		default:
			return false
		}
	}
	return labels > 0 && linked
}
