package mysql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Simulate does to the catalog what the statement does to a database. What the
// server would refuse is returned, and then changes nothing; what cannot be
// followed is marked as unknown in the catalog.
func (d Dialect) Simulate(st *sqlstmt.Stmt, cat *schema.Catalog) (conflicts []schema.Conflict) {
	cat.At(st.Span)
	cat.Attempt(func() (refused bool) {
		s := &simulation{cat: cat, f: d.Flavour}
		s.statement(read(d.Flavour, st.Text))
		if len(s.conflicts) > 0 {
			conflicts = schema.Refuse(s.conflicts, s.making)
		}
		return len(s.conflicts) > 0
	})
	return conflicts
}

// simulation is the work on one statement.
type simulation struct {
	cat       *schema.Catalog
	f         flavour
	making    []schema.Unmade // the table that the statement is about to make
	conflicts []schema.Conflict
}

func (s *simulation) conflict(kind schema.ConflictKind, object, format string, args ...any) {
	s.conflicts = append(s.conflicts, schema.Conflict{
		Kind: kind, Object: object, Message: fmt.Sprintf(format, args...), Span: s.cat.Span(),
	})
}

func (s *simulation) missing(kind, name string) {
	s.conflict(schema.Missing, kind+" "+name, "%s %s does not exist", kind, name)
}

func (s *simulation) duplicate(kind, name string) {
	s.conflict(schema.Duplicate, kind+" "+name, "%s %s exists already", kind, name)
}

// unfollowed marks everything as unknown.
func (s *simulation) unfollowed(reason string) { s.cat.MarkUnknown(reason, s.cat.Span()) }

// statement follows one statement.
func (s *simulation) statement(r *reader) {
	switch r.peek(0) {
	case "CREATE":
		r.at++
		s.create(r)
	case "ALTER":
		r.at++
		s.alter(r)
	case "DROP":
		r.at++
		s.drop(r)
	case "RENAME":
		r.at++
		if r.takeAny("TABLE", "TABLES") != "" {
			r.ifExists()
			for _, p := range r.split() {
				s.renameTable(p)
			}
		}
	case "CALL", "EXECUTE":
		s.unfollowed("it is not known what a statement with " + r.peek(0) + " changes")
	case "BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR":
		if len(r.toks) > 1 {
			s.unfollowed("a block of statements is not followed")
		}
	case "SET":
		r.at++
		s.set(r)
	case "", "PREPARE", "DEALLOCATE", "GRANT", "REVOKE":
	default:
		s.rows(r)
	}
}

// set keeps what the session sets and a later statement's work depends on: whether a foreign key is
// checked when it is added. What cannot be read off the text, such as @old, is as if it were on.
func (s *simulation) set(r *reader) {
	for _, p := range r.split() {
		if v := p.setting(); v.scope == "session" && v.name == "foreign_key_checks" && p.takeAny("=", ":=") != "" {
			s.cat.Set(v.name, strings.ToUpper(p.rest()))
		}
	}
}

// create follows CREATE.
func (s *simulation) create(r *reader) {
	replace := r.is("OR", "REPLACE")
	unique, kind := "", ""
	for _, w := range []string{"UNIQUE", "FULLTEXT", "SPATIAL"} {
		if at := r.find("ON", "TABLE", "("); at > 0 {
			for _, t := range r.toks[r.at:at] {
				if t.word == w {
					unique = w
				}
			}
		}
	}
	temporary := r.createWords()
	kind = r.kind()
	ifNotExists := r.ifNotExists()
	switch kind {
	case "TABLE":
		s.createTable(r, temporary, replace, ifNotExists)
	case "INDEX":
		s.createIndex(r, unique, replace, ifNotExists)
	case "VIEW":
		s.createView(r, replace, ifNotExists)
	case "TRIGGER":
		s.createTrigger(r, replace, ifNotExists)
	case "DATABASE":
		name := r.name()
		if _, known := s.cat.Schema(name); known.Yes() && !ifNotExists && !replace {
			s.duplicate("database", name)
		} else if !known.Yes() {
			s.cat.AddSchema(name)
		}
	case "PROCEDURE", "FUNCTION":
		sch, name := r.qualified()
		n := s.place(sch, name+"()", false)
		if len(s.cat.Routines(n.Schema, name)) > 0 && !replace && !ifNotExists {
			s.duplicate(strings.ToLower(kind), name)
			return
		}
		s.cat.AddRoutine(n, &schema.Routine{Kind: strings.ToLower(kind), Language: "SQL", Body: r.rest()})
	case "SEQUENCE":
		sch, name := r.qualified()
		n := s.place(sch, name, temporary)
		if _, known := s.cat.Relation(n); known.Yes() && !replace {
			if !ifNotExists {
				s.duplicate("sequence", n.Name)
			}
			return
		}
		s.cat.AddSequence(n, &schema.Sequence{})
	case "EVENT":
		sch, name := r.qualified()
		n := s.place(sch, name, false)
		if _, known := s.cat.Other("event", n.Schema, n.Name); known.Yes() && !replace && !ifNotExists {
			s.duplicate("event", n.Name)
			return
		}
		s.cat.AddOther("event", n)
	}
	// The rest, such as users and servers, is not kept.
}

// place is where CREATE puts an object. The database that the script runs in has no
// name here, so that an object of a database that is named may be one of the same.
func (s *simulation) place(sch, name string, temporary bool) schema.Name {
	switch {
	case temporary:
		return schema.Name{Schema: schema.TemporarySchema, Name: name}
	case sch != "":
		return schema.Name{Schema: sch, Name: name}
	}
	return schema.Name{Schema: s.cat.CreationSchema(), Name: name}
}

// doubtTwin marks the table of the same name in the database of the script as unknown, where a
// statement names another database that can be just this one.
func (s *simulation) doubtTwin(n schema.Name) {
	here := s.cat.CreationSchema()
	if n.Schema == here || n.Schema == schema.TemporarySchema {
		return
	}
	if _, known := s.cat.Schema(n.Schema); !known.Yes() { // a database that this path made is another one
		s.cat.MarkNameUnknown(schema.Name{Schema: here, Name: n.Name}, "database "+n.Schema+" may be the one that the script runs in", s.cat.Span())
	}
}

// look finds the table that a statement names. It is nil where nothing is known of
// it, or where it is missing, which is a conflict unless missingOK.
func (s *simulation) look(sch, name string, missingOK bool) *schema.Table {
	t, known := s.cat.Table(sch, name)
	if t != nil && !known.No() {
		return t
	}
	if !known.No() || s.otherwiseSpelt(sch, name) {
		return nil
	}
	if _, database := s.cat.Schema(sch); sch != "" && !database.Yes() {
		return nil // a database that nothing is known of
	}
	if !missingOK {
		s.missing("table", schema.Name{Schema: sch, Name: name}.String())
	}
	return nil
}

// otherwiseSpelt tells whether a table has the name in other upper or lower case: whether that is the
// same depends on lower_case_table_names.
// https://dev.mysql.com/doc/refman/8.0/en/identifier-case-sensitivity.html
func (s *simulation) otherwiseSpelt(sch, name string) bool {
	return slices.ContainsFunc(s.cat.TablesSpelt(name), func(t *schema.Table) bool {
		return t.Name.Name != name && (sch == "" || t.Name.Schema == sch)
	})
}

// table finds the table that a statement changes, ready for changing.
func (s *simulation) table(sch, name string, missingOK bool) *schema.Table {
	t := s.look(sch, name, missingOK)
	if t == nil {
		return nil
	}
	s.doubtTwin(t.Name)
	return s.cat.EditTable(t.Name)
}

// drop follows DROP.
func (s *simulation) drop(r *reader) {
	temporary := r.createWords()
	kind := r.kind()
	ifExists := r.ifExists()
	switch kind {
	case "TABLE", "VIEW":
		s.dropTables(r, kind, temporary, ifExists)
	case "INDEX":
		name := r.name()
		r.take("ON")
		sch, table := r.qualified()
		if t := s.table(sch, table, false); t != nil {
			s.dropIndex(t, name, ifExists)
		}
	case "TRIGGER":
		_, name := r.qualified()
		s.dropTrigger(name, ifExists)
	case "DATABASE":
		name := r.name()
		if _, known := s.cat.Schema(name); known.No() && !ifExists {
			s.missing("database", name)
			return
		}
		for _, t := range append(s.cat.Tables(name), s.cat.Views(name)...) {
			s.cat.RemoveTable(t.Name)
		}
		s.cat.RemoveSchema(name)
	case "PROCEDURE", "FUNCTION":
		sch, name := r.qualified()
		n := s.place(sch, name+"()", false)
		if len(s.cat.Routines(n.Schema, name)) == 0 && !ifExists && s.cat.Complete().Yes() {
			s.missing(strings.ToLower(kind), name)
			return
		}
		s.cat.RemoveRoutine(n)
	case "SEQUENCE":
		sch, name := r.qualified()
		n := s.place(sch, name, false)
		if _, known := s.cat.Sequence(n.Schema, n.Name); known.No() && !ifExists {
			s.missing("sequence", name)
			return
		}
		s.cat.RemoveSequence(n)
	case "EVENT":
		sch, name := r.qualified()
		n := s.place(sch, name, false)
		if _, known := s.cat.Other("event", n.Schema, n.Name); known.No() && !ifExists {
			s.missing("event", name)
			return
		}
		s.cat.RemoveOther("event", n)
	}
}

// dropTables drops tables or views. A table that others refer to is dropped only
// with foreign_key_checks off, which is not followed: their foreign keys stay then.
func (s *simulation) dropTables(r *reader, kind string, temporary, ifExists bool) {
	word := strings.ToLower(kind)
	for _, p := range r.split() {
		sch, name := p.qualified()
		if temporary {
			sch = schema.TemporarySchema
		}
		t := s.look(sch, name, ifExists)
		switch {
		case t == nil && sch != "" && !temporary:
			s.doubtTwin(schema.Name{Schema: sch, Name: name})
		case t == nil:
			if _, known := s.cat.Table(sch, name); known.Unknown() {
				s.cat.RemoveTable(s.cat.TableName(sch, name))
			}
		case t.IsView() != (kind == "VIEW"):
			s.conflict(schema.WrongKind, word+" "+name, "%s is no %s", name, word)
		default:
			s.doubtTwin(t.Name)
			s.cat.RemoveTable(t.Name)
		}
	}
}

// renameTable follows one "a TO b".
func (s *simulation) renameTable(r *reader) {
	sch, from := r.qualified()
	r.takeAny("WAIT", "NOWAIT")
	r.takeAny("TO", "AS", "=")
	t := s.table(sch, from, false)
	if t == nil {
		_, to := r.qualified()
		s.cat.MarkNameUnknown(s.place("", to, false), "it is not known which table was renamed to it", s.cat.Span())
		return
	}
	s.rename(t, r)
}

// rename gives a table the name that the reader stands at. Names that the server made from the
// old name follow it.
func (s *simulation) rename(t *schema.Table, r *reader) {
	sch, name := r.qualified()
	from, to := t.Name, schema.Name{Schema: sch, Name: name}
	if sch == "" {
		to.Schema = from.Schema
	}
	if to == from {
		return
	}
	if kind, known := s.cat.Relation(to); known.Yes() && kind != "index" {
		s.duplicate("table", name)
		return
	}
	s.cat.MoveTable(from, to)
	moved := s.cat.EditTable(to)
	for i := range moved.Constraints {
		k := &moved.Constraints[i]
		for _, mark := range []string{"_ibfk_", "_chk_"} {
			if number, ok := strings.CutPrefix(k.Name, from.Name+mark); ok && (mark == "_ibfk_" || s.f == MySQL) {
				moved.Part(schema.ConstraintPart, k.Name)
				k.Name = to.Name + mark + number
			}
		}
	}
}

// rows follows what a statement does to the rows of tables.
func (s *simulation) rows(r *reader) {
	d := (&reader{flavour: r.flavour, text: r.text, toks: r.toks}).describe()
	s.calls(r)
	switch d.kind {
	case "INSERT", "REPLACE", "LOAD DATA", "LOAD XML":
		s.written(d.objects, "rows were written to it")
	case "UPDATE":
		s.fires(d.objects)
	case "DELETE", "TRUNCATE TABLE":
		if d.kind == "DELETE" {
			s.fires(d.objects)
		}
		if len(d.objects) == 1 && (d.kind == "TRUNCATE TABLE" || r.find("WHERE", "LIMIT", "USING", "PORTION", "HISTORY") < 0) {
			if t := s.named(d.objects[0]); t != nil {
				s.cat.MarkTableRows(t.Name, schema.RowsNone, nil)
			}
		}
	}
}

// named finds the table of a description.
func (s *simulation) named(o sqlstmt.Object) *schema.Table {
	p := read(s.f, o.Name)
	sch, name := p.qualified()
	t, known := s.cat.Table(sch, name)
	if known.No() {
		return nil
	}
	return t
}

func (s *simulation) written(objects []sqlstmt.Object, why string) {
	for _, o := range objects {
		if t := s.named(o); t != nil {
			s.cat.MarkTableRows(t.Name, schema.RowsUnknown, &schema.Doubt{Reason: why, Span: s.cat.Span()})
		}
	}
	s.fires(objects)
}

// fires: a trigger of a table may write to any other.
func (s *simulation) fires(objects []sqlstmt.Object) {
	for _, o := range objects {
		if t := s.named(o); t != nil && len(t.Triggers) > 0 {
			s.cat.MarkRowsUnknown("a trigger of table "+t.Name.Name+" may have written rows", s.cat.Span())
		}
	}
}

// calls: a stored function may write to any table.
func (s *simulation) calls(r *reader) {
	for i, t := range r.toks {
		if (t.kind == sqltext.Word || t.kind == sqltext.QuotedIdent) && i+1 < len(r.toks) && r.toks[i+1].word == "(" {
			name := unquote(r.text[t.start:t.end])
			if s.cat.RoutineSpelt(name) {
				s.cat.MarkRowsUnknown("the function "+name+" may have written rows", s.cat.Span())
				return
			}
		}
	}
}
