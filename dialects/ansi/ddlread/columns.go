package ddlread

import "strings"

// column reads a column: its name, its type and what it says besides.
func (r *Reader) column() (Column, bool) {
	c := Column{Name: r.Ident()}
	if c.Name == "" {
		return c, false
	}
	if r.Is("AS") {
		r.Next()
		body := r.Element()
		c.Computed = &body
		c.Persisted = r.Word("PERSISTED")
	} else {
		c.Type = r.typ()
	}
	return c, r.properties(&c)
}

// Types of several words, by their first one.
var longTypes = [][]string{
	{"DOUBLE", "PRECISION"}, {"CHARACTER", "VARYING"}, {"CHAR", "VARYING"}, {"BINARY", "VARYING"}, {"LONG", "RAW"}, {"LONG", "VARCHAR"},
	{"NATIONAL", "CHARACTER", "VARYING"}, {"NATIONAL", "CHAR", "VARYING"}, {"NATIONAL", "CHARACTER"}, {"NATIONAL", "CHAR"}, {"NATIONAL", "TEXT"},
	{"CHARACTER", "LARGE", "OBJECT"}, {"BINARY", "LARGE", "OBJECT"},
}

// properties are words that a column may have in the place of a type.
var propertyWords = []string{"NOT", "NULL", "DEFAULT", "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES", "GENERATED", "IDENTITY",
	"COLLATE", "INVISIBLE", "VISIBLE", "ENCRYPT", "DECRYPT", "SET", "DROP"}

// tight leaves out the spaces that mean nothing in the arguments of a type.
var tight = strings.NewReplacer(", ", ",", " ,", ",", "( ", "(", " )", ")")

// typ takes a type; the zero Type where a column says none.
func (r *Reader) typ() Type {
	var t Type
	if !r.IsName() || r.oneOf(propertyWords) {
		return t
	}
	start := r.pos
	if !r.wordsOf(longTypes) {
		r.Name()
	}
	t.Name = r.between(start, r.pos)
	if r.Is("(") {
		t.Args = tight.Replace(strings.Join(strings.Fields(r.Element()), " "))
	}
	start = r.pos
	switch {
	case r.Word("WITH", "LOCAL", "TIME", "ZONE"), r.Word("WITH", "TIME", "ZONE"), r.Word("WITHOUT", "TIME", "ZONE"), r.Word("UNSIGNED"):
	case strings.EqualFold(t.Name, "INTERVAL"):
		for !r.atColumnEnd() && !r.oneOf(propertyWords) {
			r.Element()
		}
	}
	t.Suffix = r.between(start, r.pos)
	return t
}

func (r *Reader) oneOf(words []string) bool {
	for _, w := range words {
		if r.Is(w) {
			return true
		}
	}
	return false
}

func (r *Reader) wordsOf(lists [][]string) bool {
	for _, words := range lists {
		if r.Word(words...) {
			return true
		}
	}
	return false
}

func (r *Reader) atColumnEnd() bool {
	return r.AtEnd() || r.Is(",") || r.Is(")") || r.Is(";") || r.server.Unterminated && r.atVerb() && !r.Is("SET")
}

// properties reads what stands behind a column's type.
func (r *Reader) properties(c *Column) bool {
	name := ""
	for !r.atColumnEnd() {
		switch {
		case r.Word("CONSTRAINT"):
			name = r.Ident()
			continue
		case r.Word("NOT", "NULL"):
			c.Null = NotNull
		case r.Word("NULL"):
			c.Null = Nullable
		case r.Word("NOT", "FOR", "REPLICATION"):
		case r.Word("DEFAULT"):
			r.Word("ON", "NULL")
			text := r.value()
			c.Default, c.DefaultName = &text, name
		case r.Word("COLLATE"):
			c.Collation = r.Ident()
		case r.Word("IDENTITY"):
			c.Identity, c.Always = true, true
			if r.Is("(") {
				r.Element()
			}
		case r.Word("GENERATED"):
			r.generated(c)
		case r.Is("AS") && r.isAt(1, "("):
			r.Next()
			text := r.Element()
			c.Computed = &text
		case r.columnConstraint(c, name):
		default:
			// Words such as SPARSE, ROWGUIDCOL, ENABLE, and options in parentheses.
			r.Element()
		}
		name = ""
	}
	return true
}

// columnConstraint reads a constraint that stands with its column.
func (r *Reader) columnConstraint(c *Column, name string) bool {
	k := Constraint{Name: name, Columns: []string{c.Name}}
	switch {
	case r.Word("PRIMARY", "KEY"):
		k.Kind = PrimaryKey
	case r.Word("UNIQUE"):
		k.Kind = Unique
	case r.Word("CHECK"):
		k.Kind = Check
		r.Word("NOT", "FOR", "REPLICATION")
		k.Check = r.Element()
	case r.Is("REFERENCES"), r.Word("FOREIGN", "KEY"):
		k.Kind = ForeignKey
		r.references(&k)
	default:
		return false
	}
	c.Constraints = append(c.Constraints, k)
	return true
}

func (r *Reader) generated(c *Column) {
	switch {
	case r.Word("ALWAYS"):
		c.Always = true
	case r.Word("BY", "DEFAULT"):
		r.Word("ON", "NULL")
	}
	r.Word("AS")
	switch {
	case r.Word("IDENTITY"):
		c.Identity = true
		if r.Is("(") {
			r.Element()
		}
	case r.Is("("):
		text := r.Element()
		c.Computed = &text
		c.Persisted = r.Word("STORED")
		r.Word("VIRTUAL")
	}
}

// value is the expression of a default, which ends where the next property begins.
func (r *Reader) value() string {
	start := r.pos
	r.Element() // NULL is a value, too
	for !r.atColumnEnd() && !r.oneOf(propertyWords) && !r.oneOf(afterValue) {
		r.Element()
	}
	return r.between(start, r.pos)
}

var afterValue = []string{"FOR", "WITH", "ROWGUIDCOL", "SPARSE", "FOREIGN", "ENABLE", "DISABLE", "MASKED", "HIDDEN"}

// constraint reads a constraint of a table. index: it is an index that stands among the columns.
func (r *Reader) constraint() (k Constraint, index, ok bool) {
	start := r.pos
	if r.Is("CONSTRAINT") {
		r.Next()
		k.Name = r.Ident()
	}
	switch {
	case r.Word("PRIMARY", "KEY"):
		k.Kind = PrimaryKey
		r.toList()
		k.Columns = r.list()
	case r.Is("UNIQUE") && !r.isAt(1, ","):
		r.Next()
		k.Kind = Unique
		r.toList()
		k.Columns = r.list()
	case r.Word("FOREIGN", "KEY"):
		k.Kind = ForeignKey
		k.Columns = r.list()
		r.references(&k)
	case r.Is("CHECK") && (r.isAt(1, "(") || r.isAt(1, "NOT")):
		r.Next()
		k.Kind = Check
		r.Word("NOT", "FOR", "REPLICATION")
		k.Check = r.Element()
	case r.Is("DEFAULT"):
		r.Next()
		k.Kind = Default
		k.Check = r.value()
		if r.Word("FOR") {
			k.Columns = []string{r.Ident()}
		}
		r.Word("WITH", "VALUES")
	case r.Is("INDEX") && k.Name == "":
		index = true
	default:
		r.pos = start
		return k, false, false
	}
	r.constraintOptions()
	return k, index, true
}

// constraintOptions skips WITH (...), ON filegroup, USING INDEX, DEFERRABLE and their like.
func (r *Reader) constraintOptions() {
	for !r.atColumnEnd() {
		r.Element()
	}
}

// toList skips words such as CLUSTERED up to the columns.
func (r *Reader) toList() {
	for !r.atColumnEnd() && !r.Is("(") {
		r.Next()
	}
}

func (r *Reader) references(k *Constraint) {
	if !r.Word("REFERENCES") {
		return
	}
	k.RefTable = r.Name()
	if r.Is("(") {
		k.RefColumns = r.list()
	}
	for r.Is("ON") && (r.isAt(1, "DELETE") || r.isAt(1, "UPDATE")) {
		r.Next()
		to := &k.OnUpdate
		if r.Is("DELETE") {
			to = &k.OnDelete
		}
		r.Next()
		switch {
		case r.Word("NO", "ACTION"):
			*to = "NO ACTION"
		case r.Word("SET", "NULL"):
			*to = "SET NULL"
		case r.Word("SET", "DEFAULT"):
			*to = "SET DEFAULT"
		default:
			*to = strings.ToUpper(r.Text())
			r.Next()
		}
	}
}
