//go:build cgo

package postgresql

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Names that PostgreSQL makes up. It does so in one way for all objects: the
// name of the table, that of the columns and a label, joined by underscores, each
// cut so that the whole fits, and a number behind it if the name is taken.

// cutName cuts a name to the length that the server keeps, at the start of a character.
func cutName(name string) string {
	if len(name) <= style.MaxName {
		return name
	}
	return clip(name, style.MaxName)
}

func clip(name string, n int) string {
	if n >= len(name) {
		return name
	}
	for n > 0 && !utf8.RuneStart(name[n]) {
		n--
	}
	return name[:n]
}

// objectName joins the parts; the longer of the first two is cut first.
func objectName(name1, name2, label string) string {
	over := len(label)
	if label != "" {
		over++
	}
	if name2 != "" {
		over++
	}
	n1, n2 := len(name1), len(name2)
	for n1+n2 > style.MaxName-over {
		if n1 > n2 {
			n1--
		} else {
			n2--
		}
	}
	parts := []string{clip(name1, n1)}
	if name2 != "" {
		parts = append(parts, clip(name2, n2))
	}
	if label != "" {
		parts = append(parts, label)
	}
	return strings.Join(parts, "_")
}

// chooseName is the first of label, label1, label2 ... whose name is free.
func chooseName(name1, name2, label string, taken func(string) bool) string {
	modified := label
	for i := 1; ; i++ {
		if name := objectName(name1, name2, modified); !taken(name) {
			return name
		}
		modified = label + strconv.Itoa(i)
	}
}

// relationName chooses the name of a sequence, or of an index that enforces nothing.
func relationName(cat *schema.Catalog, sch, name1, name2, label string) string {
	return chooseName(name1, name2, label, func(name string) bool {
		return !cat.FreeRelation(schema.Name{Schema: sch, Name: name})
	})
}

// indexConstraintName chooses a name that no relation and no constraint of the schema has.
func indexConstraintName(cat *schema.Catalog, sch, name1, name2, label string) string {
	return chooseName(name1, name2, label, func(name string) bool {
		return !cat.FreeRelation(schema.Name{Schema: sch, Name: name}) || cat.ConstraintNamed(sch, name)
	})
}

// constraintName chooses the name of a check or a foreign key.
func constraintName(cat *schema.Catalog, sch, name1, name2, label string, others []string) string {
	return chooseName(name1, name2, label, func(name string) bool {
		return slices.Contains(others, name) || cat.ConstraintNamed(sch, name)
	})
}

// nameAddition joins column names for a generated name, as far as they matter.
func nameAddition(columns []string) string {
	var b strings.Builder
	for _, c := range columns {
		if b.Len() > 0 {
			b.WriteByte('_')
		}
		b.WriteString(c)
		if b.Len() > style.MaxName {
			break
		}
	}
	return b.String()
}

// indexColumnNames makes the names of an index's columns different from each other.
func indexColumnNames(columns []string) []string {
	var names []string
	for _, c := range columns {
		name := c
		for i := 1; slices.Contains(names, name); i++ {
			n := strconv.Itoa(i)
			name = clip(c, style.MaxName-len(n)) + n
		}
		names = append(names, name)
	}
	return names
}
