package postag

import "strings"

// irregulars are the lemmas that no rule makes, by group and form.
var irregulars = func() (t [lemmaGroups]map[string]string) {
	for g := range t {
		t[g] = map[string]string{}
	}
	for _, line := range strings.Split(irregularVerbs, "\n") {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		t[lemmaVerbPast][f[1]] = f[0]
		t[lemmaVerbPast][f[2]] = f[0]
		for _, prefix := range []string{"re", "un", "over", "under", "mis", "out", "fore", "with"} {
			for _, past := range f[1:] {
				if _, taken := t[lemmaVerbPast][prefix+past]; !taken && len(past) > 3 {
					t[lemmaVerbPast][prefix+past] = prefix + f[0]
				}
			}
		}
	}
	for group, pairs := range map[lemmaGroup]string{
		lemmaPlural: irregularPlurals,
		lemmaVerb:   "am be are be 'm be 're be 've have 'd have ai be n't not is be was be were be has have been be",
		lemmaVerbS:  "is be 's be has have does do goes go undergoes undergo 're be was be",
		lemmaVerbPast: `was be were be been be 'd have had have done do gone go made make met meet did do went go paid pay laid lay
			died die lied lie tied tie vied vie untied untie`,
		lemmaVerbIng:   "being be dying die lying lie tying tie vying vie having have using use ageing age underlying underlie ongoing ongoing outstanding outstanding forthcoming forthcoming",
		lemmaModal:     "'ll will 'd would wo will ca can sha shall",
		lemmaMore:      "better good worse bad further far farther far elder old more more less less fewer few lower low other other former former latter latter inner inner",
		lemmaMost:      "best good worst bad furthest far farthest far eldest old most most least least",
		lemmaAdverbial: "n't not better well worse badly further far farther far earlier early sooner soon later late longer long faster fast",
	} {
		f := strings.Fields(pairs)
		for i := 0; i+1 < len(f); i += 2 {
			t[group][f[i]] = f[i+1]
		}
	}
	return t
}()

const irregularPlurals = `children child men man women woman people people feet foot teeth tooth mice mouse geese goose
	lives life wives wife knives knife halves half shelves shelf thieves thief leaves leave selves self wolves wolf loaves loaf
	themselves themselves ourselves ourselves yourselves yourself calves calf analyses analysis crises crisis bases basis
	hypotheses hypothesis theses thesis diagnoses diagnosis emphases emphasis oases oasis parentheses parenthesis
	criteria criterion phenomena phenomenon data data media media series series species species means means news news
	curricula curriculum memoranda memorandum bacteria bacterium strata stratum indices index appendices appendix
	matrices matrix vertices vertex foci focus stimuli stimulus alumni alumnus syllabi syllabus fora forum
	heroes hero potatoes potato buses bus gases gas focuses focus viruses virus statuses status bonuses bonus censuses census
	grandchildren grandchild stepchildren stepchild schoolchildren schoolchild brethren brother pence penny dice die
	movies movie ties tie pies pie lies lie cookies cookie calories calorie premises premises headquarters headquarters
	mathematics mathematics ethics ethics politics politics logistics logistics athletics athletics
	thanks thanks proceedings proceedings goods goods savings saving outskirts outskirts whereabouts whereabouts`

// irregularVerbs are verbs by base, past and past participle.
const irregularVerbs = `arise arose arisen
awake awoke awoken
bear bore borne
beat beat beaten
become became become
begin began begun
bend bent bent
bet bet bet
bind bound bound
bite bit bitten
bleed bled bled
blow blew blown
break broke broken
breed bred bred
bring brought brought
build built built
burn burnt burnt
burst burst burst
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cling clung clung
come came come
cost cost cost
creep crept crept
cut cut cut
deal dealt dealt
dig dug dug
do did done
draw drew drawn
dream dreamt dreamt
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed fed
feel felt felt
fight fought fought
find found found
flee fled fled
fly flew flown
forbid forbade forbidden
forecast forecast forecast
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got got
get got gotten
give gave given
go went gone
grind ground ground
grow grew grown
hang hung hung
have had had
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
kneel knelt knelt
know knew known
lay laid laid
lead led led
lean leant leant
learn learnt learnt
leave left left
lend lent lent
let let let
lie lay lain
light lit lit
lose lost lost
make made made
mean meant meant
meet met met
offset offset offset
pay paid paid
prove proved proven
put put put
quit quit quit
read read read
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
sew sewed sewn
shake shook shaken
shed shed shed
shine shone shone
shoot shot shot
show showed shown
shrink shrank shrunk
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
sleep slept slept
slide slid slid
speak spoke spoken
speed sped sped
spell spelt spelt
spend spent spent
spill spilt spilt
spin spun spun
split split split
spoil spoilt spoilt
spread spread spread
spring sprang sprung
stand stood stood
steal stole stolen
stick stuck stuck
strike struck struck
strive strove striven
swear swore sworn
sweep swept swept
swim swam swum
swing swung swung
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
undergo underwent undergone
understand understood understood
upset upset upset
wake woke woken
wear wore worn
weep wept wept
win won won
wind wound wound
write wrote written`
