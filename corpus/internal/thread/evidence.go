package thread

import (
	"strings"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/dom"
	"assay/internal/lazyregexp"
)

// What class names and ids say. Themes differ in every name, but the names are
// made of few words, in the language of whoever wrote the theme.

var (
	// one comment
	commentSingular = dom.Words(`comment cmt kommentar commentaire comentario commento comentari komentarz
		komentar kommentti reactie kommentare yorum opinia usercomment lesercomment leserkommentar leserbrief
		blogcomment postcomment newscomment articlecomment wpcomment commentitem commentwrapper commentbox
		commentblock commententry commentcontainer commentwrap commentrow commentlistitem
		singlecomment thecomment comtr ufi kmt reply response talkback replik insändare posting`)
	// many, so the element holds a thread
	commentPlural = dom.Words(`leserbriefe lesermeinungen comments kommentare commentaires comentarios commenti reacties komentarze
		kommentarer kommentit yorumlar opinie commentlist commentslist commentlisting replies responses
		discussion commentthread disqus forum`)
	// words that leave "comment" the name of a whole comment
	itemSuffix = dom.Words(`item wrapper wrap box container entry node single row block inner main outer card
		holder unit element li listitem parent child level depth even odd article post root top thread
		response clearfix area panel cell tree branch group`)
	itemPrefix = dom.Words(`js c m o wp wpd wc fyre kmt mt d s l u yt the single user article blog post news
		story li div fb fl b p t byuser reader leser list view node is has media children child g x nice
		threaded nested ui site page body blogger dsq sqs jc js`)
	authorWords = dom.Words(`author autor auteur autore forfatter författare auteurname authorname commentauthor
		username user nick nickname commenter commentator poster fn displayname usr screenname writer
		autorname benutzer benutzername verfasser utente usuario utilisateur pseudo name creator actor owner
		byline by`)
	authorNot = dom.Words(`avatar image img gravatar pic photo reply bio role badge rank title info actions form
		count joined location stats signature since parent link-to total posts url email label box desc
		description about mention action`)
	timeWords = dom.Words(`date time datetime timestamp posted published dato datum fecha data created pubdate
		timeago when ago permalink day uhrzeit zeit meta metadata updated`)
	timeNot  = dom.Words(`edit read reading update total`)
	bodyWord = dom.Words(`commtext content text body message copy txt description contents bd inhalt texto texte msg words
		copy postbody postmsg posttext messagetext msgtext bodytext cooked quotebody usertext md`)
	// a token that holds one of these beside a control word names no control
	contentWords = dom.Words(`name author text content body timestamp date time username autor`)
	avatarWords  = dom.Words(`avatar gravatar userpic avatars`)
	bodyNot      = dom.Words(`details userdetails extras attribution signature widget share moderation meta header head author footer date time form reply count avatar title more nav actions
		count info rating`)
	controlWords = dom.Words(`reply replies respond replylink antworten antwort répondre responder repondre
		svara svar odpowiedz cevapla rispondi permalink actions action tools toolbar vote votes voting like likes
		rating share sharing reactions report flag edit delete button buttons btn avatar gravatar userpic score karma
		login nav navigation pagination badge awaiting upvote downvote thumbs moderate controls
		dropdown menu tooltip signature sig form`)
)

// evidence is how surely an element's own names say "one comment".
type evidence int8

const (
	NoEvidence     evidence = iota
	weakEvidence            // "comment" with words around it, or a number with a one-letter prefix
	mediumEvidence          // comment-item and the like
	strongEvidence          // id comment-123, class comment, schema.org Comment
)

var (
	rxCommentID = lazyregexp.New(`^(?:[a-z]+[-_:])*?(?:comment|kommentar|commentaire|comentario|commento|komentarz|komentar|reactie|cmt|comm|comnt|kmt|reply|opinion|yorum|com)[-_:.]?(?:item|id|li|div|box|wrap|block|entry)?[-_:.]?(?:t1_)?(?:[0-9]+(?:[-_][0-9]+)?|[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f-]{20,})$|^(?:[a-z]+[-_])*comments?[-_][0-9]{3,}$`)
	rxPostID    = lazyregexp.New(`^(?:post|msg|message|p|c|entry|thing_t1|edit|pid|answer|post_message|td_post)[-_:]?[0-9a-z]{1,3}?[0-9]{1,}$`)
	rxDigits    = lazyregexp.New(`[0-9]+`)
	rxDepth     = lazyregexp.New(`(?i)^(?:.*[-_])?(?:depth|level|lvl|indent|ebene|nivel|niveau|tier|nesting|thread-?level|indentation)[-_]*([0-9]{1,2})$`)
)

// ItemEvidence judges one element. Elements that cannot hold a comment (links,
// headings, form controls, list containers) have none.
func ItemEvidence(t *dom.Tree, i int32) evidence {
	n := t.Nodes[i]
	switch t.Tag(i) {
	case atom.A, atom.Span, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Form, atom.Input,
		atom.Button, atom.Label, atom.Ul, atom.Ol, atom.Time, atom.Img, atom.I, atom.Strong, atom.B, atom.Em,
		atom.Nav, atom.Body, atom.Html, atom.Main, atom.P, atom.Header, atom.Footer, atom.Tbody, atom.Small,
		atom.Cite, atom.Dt, atom.Dd, atom.Br, atom.Hr, atom.Fieldset, atom.Aside, atom.Abbr, atom.Font, atom.Meta,
		atom.Link, atom.Blockquote:
		if typ := t.Attr(i, "itemtype"); typ != "" && IsCommentType(typ) {
			return strongEvidence
		}
		return NoEvidence
	}
	if n.Data == "shreddit-comment" {
		return strongEvidence
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "itemtype", "typeof":
			if IsCommentType(a.Val) || strings.HasSuffix(strings.ToLower(a.Val), "schema.org/answer") {
				return strongEvidence
			}
		case "itemprop", "property", "rel":
			v := strings.ToLower(a.Val)
			if v == "comment" || v == "schema:comment" || v == "sioc:reply" || v == "usercomments" {
				return strongEvidence
			}
		}
	}
	best := NoEvidence
	if id := t.ID[i]; id != "" && rxCommentID.MatchString(id) {
		best = strongEvidence
	}
	if best < strongEvidence && (t.HasAttr(i, "data-comment-id") || t.HasAttr(i, "data-commentid")) && t.Attr(i, "data-comment-id")+t.Attr(i, "data-commentid") != "" {
		best = mediumEvidence
	}
	var buf [16]string
	for _, tok := range t.Tokens[i] {
		if e := tokenEvidence(tok, buf[:0]); e > best {
			best = e
		}
	}
	if best == NoEvidence && t.Forum && (t.ID[i] != "" && rxPostID.MatchString(t.ID[i]) || forumToken(t, i)) {
		best = mediumEvidence
	}
	if best == NoEvidence && t.Tag(i) == atom.Li && rxPostID.MatchString(t.ID[i]) && t.InsideID(i, "disqus_thread", "post-list", "dsq-comments") {
		best = strongEvidence
	}
	if t.HasToken(i, "topic-post", "crawler-post", "postbit", "postbitlegacy", "postcontainer", "UFIComment") {
		best = max(best, mediumEvidence)
	}
	if best > NoEvidence && formNamed(t, i) {
		return NoEvidence
	}
	return best
}

func formNamed(t *dom.Tree, i int32) bool {
	for _, tok := range t.Tokens[i] {
		if l := strings.ToLower(tok); strings.Contains(l, "form") && !strings.Contains(l, "format") && !strings.Contains(l, "platform") || l == "widget" {
			return true
		}
	}
	return false
}

func forumToken(t *dom.Tree, i int32) bool {
	return t.HasToken(i, "post", "postrow", "message", "answer", "reply")
}

func IsCommentType(typ string) bool {
	typ = strings.ToLower(typ)
	for _, f := range strings.Fields(typ) {
		if k := strings.LastIndexAny(f, "/:#"); k >= 0 {
			f = f[k+1:]
		}
		if f == "comment" || f == "usercomments" {
			return true
		}
	}
	return false
}

// tokenEvidence judges one class token by the words it is made of.
func tokenEvidence(tok string, buf []string) evidence {
	ws := dom.NameWords(tok, buf)
	at := -1
	plural := false
	for k, w := range ws {
		if commentSingular[w] {
			at = k
			plural = false
			break
		}
		if commentPlural[w] && at < 0 {
			at, plural = k, true
		}
	}
	if at < 0 {
		return NoEvidence
	}
	suffix := 0
	for _, w := range ws[at+1:] {
		if commentSingular[w] || commentPlural[w] {
			if commentPlural[w] {
				return NoEvidence
			}
			plural = false
			continue
		}
		if w == "list" || w == "lists" {
			plural = true
			continue
		}
		if itemSuffix[w] {
			suffix++
			continue
		}
		return NoEvidence
	}
	prefix := true
	for _, w := range ws[:at] {
		prefix = prefix && itemPrefix[w]
	}
	if plural {
		last := ws[len(ws)-1]
		if suffix > 0 && (last == "item" || last == "entry" || last == "row" || last == "li" || last == "element" || last == "node" || last == "single") {
			return mediumEvidence
		}
		return NoEvidence
	}
	if w := ws[at]; w == "reply" || w == "response" || w == "posting" || w == "ufi" || w == "kmt" {
		return weakEvidence
	}
	switch {
	case len(ws) == 1:
		return strongEvidence
	case prefix:
		return mediumEvidence
	}
	return weakEvidence
}
