package mysql

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
)

// tableOption is one option of CREATE TABLE: {"ENGINE", "InnoDB"}.
type tableOption struct {
	name  string // in capitals, with underscores
	value any
}

// partitioning are the options about partitions, by their place in the statement.
var partitioning = map[string]int{"PARTITION_BY": 1, "PARTITIONS": 2, "SUBPARTITION_BY": 3, "SUBPARTITIONS": 4}

func partitionOrder(list []tableOption) []tableOption {
	return slices.SortedStableFunc(slices.Values(list), func(a, b tableOption) int {
		return cmp.Compare(partitioning[a.name], partitioning[b.name])
	})
}

// charsets are the names of the option that COLLATE has to follow.
var charsets = []string{"DEFAULT_CHARSET", "DEFAULT_CHARACTER_SET", "CHARSET", "CHARACTER_SET"}

// collateLast moves COLLATE behind the character set, which would reset it.
func collateLast(list []tableOption) []tableOption {
	at := slices.IndexFunc(list, func(o tableOption) bool { return o.name == "COLLATE" })
	last := -1
	for i, o := range list {
		if slices.Contains(charsets, o.name) {
			last = i
		}
	}
	if at < 0 || at > last {
		return list
	}
	moved := slices.Insert(slices.Clone(list), last+1, list[at])
	return slices.Delete(moved, at, at+1)
}

// inQuotes are the options whose values are literals, spaced those that are two
// words, unequal those that stand without an equals sign. The form of each is
// SQLAlchemy's.
var (
	inQuotes = []string{"COMMENT", "PASSWORD", "CONNECTION"}
	spaced   = []string{"DATA_DIRECTORY", "INDEX_DIRECTORY", "DEFAULT_CHARACTER_SET", "CHARACTER_SET", "DEFAULT_CHARSET", "DEFAULT_COLLATE"}
	unequal  = []string{"TABLESPACE", "DEFAULT CHARACTER SET", "CHARACTER SET", "COLLATE"}
)

func (w *writers) tableOption(d *ansi.DDL, o tableOption) (string, error) {
	value, err := w.asText(strings.ToLower(o.name), o.value)
	if err != nil {
		return "", err
	}
	if slices.Contains(inQuotes, o.name) {
		if value, err = d.Literal(value); err != nil {
			return "", err
		}
	}
	name := o.name
	if slices.Contains(spaced, name) || partitioning[name] > 0 {
		name = strings.ReplaceAll(name, "_", " ")
	}
	if slices.Contains(unequal, name) || partitioning[o.name] > 0 {
		return name + " " + value, nil
	}
	return name + "=" + value, nil
}
