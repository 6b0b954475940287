package out

// runningText are the tables whose column text hardly repeats; elsewhere it holds
// words and phrases that do.
var runningText = map[string]bool{"sentences": true, "comments": true, "texts": true}

// plainColumns are the columns of a table that Parquet stores without a dictionary,
// since their values hardly repeat: offsets, the id of the row itself and running
// text. With a dictionary the offsets of real tokens, which are most of a run, took
// 1.4 times the room.
func plainColumns(t Table) (names []string) {
	for _, c := range t.Columns {
		if c.Name == "start" || c.Name == "end" || c.Name == "ordinal" || c.Name == "text" && runningText[t.Name] || len(t.Key) == 1 && t.Key[0] == c.Name {
			names = append(names, c.Name)
		}
	}
	return names
}
