package stance

// Word numbers below firstWord have a fixed meaning.
const (
	noWord    = iota // not in the vocabulary
	startWord        // before the first word
	endWord          // after the last
	firstWord
)

// Clusters are two cuts through the same word vectors, a coarse and a fine one.
const (
	coarseClusters = 150
	fineClusters   = 600
	ownCluster     = 1024 // added to the number of a word that stands for itself in a row of clusters
	noCluster      = 1023
)

// wordInfo is what the model knows of a word by itself.
type wordInfo struct {
	coarse, fine int32 // cluster, or ownCluster + number of the word
}

// vocab numbers the words a model was trained on. It is immutable once trained.
type vocab struct {
	words []string         // by number; the first firstWord are not words
	ids   map[string]int32 // number by word
	info  []wordInfo
}

func newVocab(words []string) *vocab {
	v := &vocab{words: append([]string{"", "<s>", "</s>"}, words...), ids: make(map[string]int32, len(words))}
	for i, w := range v.words[firstWord:] {
		v.ids[w] = int32(i + firstWord)
	}
	v.info = make([]wordInfo, len(v.words))
	for i := range v.info {
		v.info[i] = wordInfo{noCluster, noCluster}
	}
	return v
}
