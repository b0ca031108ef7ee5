package sqlite

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// describe fills in what the statement is, from its tokens: the first words of a statement of
// SQLite say it all. See https://www.sqlite.org/lang.html.
func describe(st *sqlstmt.Stmt) {
	d := describer{defReader: newDefReader(st.Text), st: st}
	d.statement()
	if st.Summary == "" {
		st.Summary = d.standard()
	}
}

type describer struct {
	*defReader
	st *sqlstmt.Stmt
}

func firstWord(text string) string {
	r := newDefReader(text)
	return strings.ToUpper(r.token(0))
}

// object takes a name with its schema, and adds it to the objects.
func (d *describer) object(kind string) string {
	name := d.written()
	d.st.Objects = append(d.st.Objects, sqlstmt.Object{Kind: kind, Name: name})
	return name
}

// written takes a name with its schema as SQL writes it.
func (d *describer) written() string {
	name := ident(d.name())
	if d.take(".") {
		name += "." + ident(d.name())
	}
	return name
}

func (d *describer) sayf(format string, args ...any) { d.st.Summary = fmt.Sprintf(format, args...) }

// standard is the kind in lower case and the objects: "create trigger t on table u".
func (d *describer) standard() string {
	summary := strings.ToLower(d.st.Kind)
	for i, o := range d.st.Objects {
		switch {
		case i == 0 && strings.HasSuffix(summary, " "+o.Kind):
			summary += " " + o.Name
		case i == 0:
			summary += " " + o.Kind + " " + o.Name
		default:
			summary += " on " + o.Kind + " " + o.Name
		}
	}
	return summary
}

func (d *describer) statement() {
	first := strings.ToUpper(d.token(0))
	d.st.Kind = first
	switch first {
	case "CREATE":
		d.create()
	case "DROP":
		d.drop()
	case "ALTER":
		d.alter()
	case "INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "VALUES", "WITH":
		d.rows()
	case "PRAGMA":
		d.pos++
		name := d.name()
		if d.take(".") {
			name = d.name()
		}
		d.sayf("pragma %s", strings.ToLower(name))
	case "VACUUM":
		d.st.Outside = "SQLite does not run VACUUM inside a transaction"
		d.sayf("rebuild the database file")
	case "ATTACH", "DETACH":
		d.sayf("%s a database", strings.ToLower(first))
	case "ANALYZE", "REINDEX":
		d.pos++
		if !d.atEnd() {
			d.sayf("%s %s", strings.ToLower(first), d.written())
		}
	case "BEGIN":
		d.st.Control = sqlstmt.Begin
	case "COMMIT", "END":
		d.st.Control = sqlstmt.Commit
	case "ROLLBACK", "SAVEPOINT", "RELEASE":
		d.st.Control = sqlstmt.OtherControl
	}
}

func (d *describer) create() {
	d.pos++
	temporary := d.take("TEMP") || d.take("TEMPORARY")
	unique, virtual := d.take("UNIQUE"), d.take("VIRTUAL")
	kind := strings.ToUpper(d.token(0))
	d.pos++
	d.st.Kind = "CREATE " + kind
	d.take("IF", "NOT", "EXISTS")
	name := d.object(strings.ToLower(kind))
	switch {
	case virtual:
		d.st.Kind = "CREATE VIRTUAL TABLE"
		d.sayf("create virtual table %s", name)
	case temporary:
		d.sayf("create temporary %s %s", strings.ToLower(kind), name)
	case kind == "INDEX" && d.take("ON"):
		table := d.object("table")
		if unique {
			d.sayf("create unique index %s on table %s", name, table)
		}
	case kind == "TRIGGER":
		for !d.atEnd() && !d.is("ON") && !d.is("BEGIN") {
			d.pos++
		}
		if d.take("ON") {
			d.object("table")
		}
	}
}

func (d *describer) drop() {
	d.pos++
	kind := strings.ToUpper(d.token(0))
	d.pos++
	d.st.Kind = "DROP " + kind
	d.take("IF", "EXISTS")
	d.object(strings.ToLower(kind))
}

// alter: https://www.sqlite.org/lang_altertable.html.
func (d *describer) alter() {
	d.pos++
	if !d.take("TABLE") {
		return
	}
	d.st.Kind = "ALTER TABLE"
	table := d.object("table")
	switch {
	case d.take("RENAME", "TO"):
		to := d.object("table")
		d.sayf("rename table %s to %s", table, to)
	case d.take("RENAME"):
		d.take("COLUMN")
		from := ident(d.name())
		d.take("TO")
		d.sayf("alter table %s: rename column %s to %s", table, from, ident(d.name()))
	case d.take("ADD"):
		d.take("COLUMN")
		column := ident(d.name())
		if typ := d.typeName(); typ != "" {
			column += " " + typ
		}
		d.sayf("alter table %s: add column %s", table, column)
	case d.take("DROP"):
		d.take("COLUMN")
		d.sayf("alter table %s: drop column %s", table, ident(d.name()))
	}
}

// typeName takes the words of a type, up to a constraint.
func (d *describer) typeName() string {
	start := d.pos
	for !d.atEnd() && d.toks[d.pos].Kind == sqltext.Word && !d.startsColumnConstraint() {
		d.pos++
	}
	if d.pos > start && d.is("(") {
		d.group()
	}
	if d.pos == start {
		return ""
	}
	return d.text[d.toks[start].Start:d.toks[d.pos-1].End]
}

func (d *describer) startsColumnConstraint() bool {
	switch strings.ToUpper(d.token(0)) {
	case "CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS":
		return true
	}
	return false
}

// rows describes the statements about rows; behind WITH comes one of them.
func (d *describer) rows() {
	if d.take("WITH") {
		for !d.atEnd() && !d.is("SELECT") && !d.is("INSERT") && !d.is("REPLACE") && !d.is("UPDATE") && !d.is("DELETE") && !d.is("VALUES") {
			d.skip()
		}
	}
	verb := strings.ToUpper(d.token(0))
	d.st.Kind = verb
	d.pos++
	if verb != "REPLACE" && d.take("OR") {
		d.pos++
	}
	switch verb {
	case "INSERT", "REPLACE":
		d.take("INTO")
		d.sayf("%s into table %s", strings.ToLower(verb), d.object("table"))
	case "UPDATE":
		d.sayf("update table %s", d.object("table"))
		d.st.Summary += d.everyRow()
	case "DELETE":
		d.take("FROM")
		d.sayf("delete from table %s", d.object("table"))
		d.st.Summary += d.everyRow()
	case "SELECT", "VALUES":
		d.reads()
	}
}

// everyRow says so where the statement has no WHERE.
func (d *describer) everyRow() string {
	for !d.atEnd() {
		if d.is("WHERE") || d.is("LIMIT") {
			return ""
		}
		d.skip()
	}
	return ", every row"
}

// reads takes the tables behind FROM and JOIN.
func (d *describer) reads() {
	for !d.atEnd() {
		if !d.take("FROM") && !d.take("JOIN") {
			d.pos++
			continue
		}
		if !d.atEnd() && !d.is("(") {
			d.object("table")
		}
	}
	var names []string
	for _, o := range d.st.Objects {
		names = append(names, o.Name)
	}
	d.st.Summary = "read rows"
	if len(names) > 0 {
		d.st.Summary = "read rows of " + strings.Join(names, ", ")
	}
}
