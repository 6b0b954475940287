package codebook

import "strings"

// FunctionWord reports whether a word in lower case neither begins nor ends a
// phrase.
func FunctionWord(w string) bool { return functions[w] }

// PlainWord is a printed word in lower case, apostrophes straight and the
// possessive mark dropped; "" where nothing is left.
func PlainWord(printed string) string {
	w, drop := possessive(printed)
	if drop {
		return ""
	}
	return strings.ToLower(straighten(w))
}

// functionWords neither begin nor end a phrase, and are none by themselves.
const functionWords = `a an the this that these those and or but nor of in on at by for from to with without within into
 over under between through during before after since until as than then so such is are was were be been being has have
 had having do does did doing will would can could should may might must shall not no it its they them their theirs he
 him his she her hers we us our you your i me my who whom whose which what where when why how there here also more most
 very too all any some each both few many other own same only just if because while although however which also well n't 've 're 'll 'd 'm`

var functions = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(functionWords) {
		m[w] = true
	}
	return m
}()
