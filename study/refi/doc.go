// Package refi exchanges codebooks and coded documents with other programs of
// qualitative analysis (NVivo, MAXQDA, ATLAS.ti, QualCoder, Taguette) in the
// formats of REFI-QDA 1.0: a codebook is one XML file (.qdc), a project a ZIP of
// one XML file and its sources (.qdpx). The schemas, Codebook.xsd and Project.xsd,
// are published at https://www.qdasoftware.org; Check holds what is written, and
// what the tests write, against the rules of theirs that matter to a reader.
package refi
