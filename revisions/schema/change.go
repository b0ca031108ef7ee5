package schema

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Conflict is a statement that the server would refuse, as far as the catalog knows.
type Conflict struct {
	Kind    ConflictKind
	Object  string // "table users", "column a of table t"
	Message string // in one sentence, without a full stop
	Span    source.Span
	// Unmade is what the refused statement was to make.
	Unmade []Unmade
	// Code, Severity and Help are those of the diagnostic that the refusal of a real server
	// is; empty for what only the catalog says, which is not reported.
	Code     string
	Severity source.Severity
	Help     string
}

// Unmade is an object that a statement is to make, where none of the name is there.
type Unmade struct {
	What Making
	Name Name
	Kind TableKind // of a table or view
}

// Making is what a statement makes.
type Making int8

// What is made, as far as later statements are about it. The zero value is a table or view.
const (
	MakesTable Making = iota
	MakesType
	MakesSequence
	MakesSchema
)

// Refuse returns the conflicts of a statement with what it was to make.
func Refuse(conflicts []Conflict, making []Unmade) []Conflict {
	for i := range conflicts {
		conflicts[i].Unmade = making
	}
	return conflicts
}

// ConflictKind is a kind of conflict.
type ConflictKind int

// The kinds of conflicts. The zero value is invalid.
const (
	Missing    ConflictKind = iota + 1 // it names what is not there
	Duplicate                          // it makes what is there already
	Needed                             // it drops or changes what others need
	WrongKind                          // it takes an object for one of another kind
	Mismatched                         // types or columns do not fit each other
	Refused                            // a real server has refused it
)

func (k ConflictKind) String() string {
	return [...]string{"invalid", "missing", "duplicate", "needed", "wrong kind", "mismatched", "refused"}[k]
}

func (c *Catalog) born(o *Object, n Name) {
	o.Name, o.Made, o.Changed, o.Created = n, c.at, c.at, !c.baseline
}

// Span returns the statement that is being simulated.
func (c *Catalog) Span() source.Span { return c.at }

// AddSchema makes a schema.
func (c *Catalog) AddSchema(name string) *Schema {
	s := &Schema{}
	c.born(&s.Object, Name{Name: name})
	add(c, &c.schemas, s.Name, s)
	return s
}

// AddTable makes a table under its name. Its indexes are added with AddIndex.
func (c *Catalog) AddTable(n Name, t *Table) *Table {
	c.born(&t.Object, n)
	t.rowsEpoch, t.linkedAs = c.rowsEpoch, Name{}
	add(c, &c.tables, n, t)
	c.noteTemporary(n)
	return t
}

// AddUnread makes a table or view of which only name and kind are known. Anything else may be there from then on.
func (c *Catalog) AddUnread(u Unmade, reason string, span source.Span) {
	d := &Doubt{reason, span}
	switch u.What {
	case MakesType:
		doubtOne(c, &c.types, u.Name, d)
	case MakesSequence:
		doubtOne(c, &c.sequences, u.Name, d)
	case MakesSchema:
		doubtOne(c, &c.schemas, u.Name, d)
	default:
		c.AddTable(u.Name, &Table{Kind: u.Kind, Temporary: u.Name.Schema == TemporarySchema})
		c.doubtContents(u.Name, d)
	}
}

// noteTemporary remembers a table that may go at the end of the revision.
func (c *Catalog) noteTemporary(n Name) {
	if n.Schema == TemporarySchema {
		names := append(slices.Clone(c.temporary), n)
		slices.SortFunc(names, CompareNames)
		c.temporary = names
	}
}

// RemoveTable takes a table or view away with its indexes, and nothing that may
// need it: not every server asks for that.
func (c *Catalog) RemoveTable(n Name) {
	if t, _ := look(c, &c.tables, n); t != nil {
		for _, x := range t.Indexes {
			remove(c, &c.indexes, Name{n.Schema, x.Name})
		}
	}
	remove(c, &c.tables, n)
}

// RemoveSchema takes a schema away, but nothing in it.
func (c *Catalog) RemoveSchema(name string) { remove(c, &c.schemas, Name{Name: name}) }

// RemoveRoutine takes a routine away, and nothing that may need it.
func (c *Catalog) RemoveRoutine(n Name) { remove(c, &c.routines, n) }

// RemoveSequence takes a sequence away, and nothing that may need it.
func (c *Catalog) RemoveSequence(n Name) { remove(c, &c.sequences, n) }

// EditTable returns a table for changing it; nil if there is none. It counts as
// there from now on, since a statement is about it.
func (c *Catalog) EditTable(n Name) *Table {
	t, ok := edit(c, &c.tables, n)
	if !ok {
		return nil
	}
	affirm(c, &c.tables, n)
	t.Changed = c.at
	return t
}

// AddIndex puts an index on a table.
func (c *Catalog) AddIndex(table Name, x Index) {
	if t := c.EditTable(table); t != nil {
		x.Made, x.Changed = c.at, c.at
		t.Indexes = append(t.Indexes, x)
		add(c, &c.indexes, Name{table.Schema, x.Name}, &owned{table})
	}
}

// AddSequence makes a sequence.
func (c *Catalog) AddSequence(n Name, s *Sequence) *Sequence {
	c.born(&s.Object, n)
	add(c, &c.sequences, n, s)
	return s
}

// EditSequence returns a sequence for changing it; nil if there is none.
func (c *Catalog) EditSequence(n Name) *Sequence {
	affirm(c, &c.sequences, n)
	s, ok := edit(c, &c.sequences, n)
	if !ok {
		return nil
	}
	s.Changed = c.at
	return s
}

// AddType makes a type.
func (c *Catalog) AddType(n Name, t *UserType) *UserType {
	c.born(&t.Object, n)
	add(c, &c.types, n, t)
	return t
}

// EditType returns a type for changing it; nil if there is none.
func (c *Catalog) EditType(n Name) *UserType {
	affirm(c, &c.types, n)
	t, ok := edit(c, &c.types, n)
	if !ok {
		return nil
	}
	t.Changed = c.at
	return t
}

// AddRoutine makes a function, a procedure or an aggregate, or replaces it.
func (c *Catalog) AddRoutine(n Name, r *Routine) *Routine {
	old, known := look(c, &c.routines, n)
	c.born(&r.Object, n)
	if known.Yes() {
		r.Made, r.Comment, r.Created = old.Made, old.Comment, old.Created
	}
	add(c, &c.routines, n, r)
	return r
}

// EditRoutine returns a routine for changing it; nil if there is none.
func (c *Catalog) EditRoutine(n Name) *Routine {
	r, ok := edit(c, &c.routines, n)
	if !ok {
		return nil
	}
	r.Changed = c.at
	return r
}

// AddExtension records an extension; what it brings is added by itself.
func (c *Catalog) AddExtension(e *Extension) *Extension {
	name := e.Name.Name
	c.born(&e.Object, Name{Name: name})
	add(c, &c.extensions, e.Name, e)
	return e
}

// EditExtension returns an extension for changing it; nil if there is none.
func (c *Catalog) EditExtension(name string) *Extension {
	e, ok := edit(c, &c.extensions, Name{Name: name})
	if !ok {
		return nil
	}
	e.Changed = c.at
	return e
}

// EditSchema returns a schema for changing it; nil if there is none.
func (c *Catalog) EditSchema(name string) *Schema {
	s, ok := edit(c, &c.schemas, Name{Name: name})
	if !ok {
		return nil
	}
	s.Changed = c.at
	return s
}

// AddOther makes an object of which no more is kept than its name.
func (c *Catalog) AddOther(kind string, n Name) *Other {
	o := &Other{Kind: kind}
	c.born(&o.Object, Name{n.Schema, kind + " " + n.Name})
	add(c, &c.others, o.Name, o)
	return o
}

// EditOther returns such an object for changing it; nil if there is none.
func (c *Catalog) EditOther(kind string, n Name) *Other {
	o, ok := edit(c, &c.others, Name{n.Schema, kind + " " + n.Name})
	if !ok {
		return nil
	}
	o.Changed = c.at
	return o
}

// RemoveOther drops such an object.
func (c *Catalog) RemoveOther(kind string, n Name) {
	remove(c, &c.others, Name{n.Schema, kind + " " + n.Name})
}

// Relation tells whether a table, view, index, sequence or composite type has
// the name: they share one list of names in a schema.
func (c *Catalog) Relation(n Name) (kind string, known Known) {
	var doubt *Known
	note := func(word string, k Known) bool {
		if k.Yes() {
			kind, known = word, k
			return true
		}
		if k.Unknown() && doubt == nil {
			doubt = &k
		}
		return false
	}
	t, k := look(c, &c.tables, n)
	word := "table"
	if t != nil {
		word = t.Kind.String()
	}
	if note(word, k) {
		return kind, known
	}
	_, k = look(c, &c.indexes, n)
	if note("index", k) {
		return kind, known
	}
	_, k = look(c, &c.sequences, n)
	if note("sequence", k) {
		return kind, known
	}
	if u, k := look(c, &c.types, n); u != nil && u.Kind == Composite && note("composite type", k) {
		return kind, known
	}
	if doubt != nil {
		return "", *doubt
	}
	return "", Known{State: No}
}

// taken tells whether a relation of the name may be there.
func (c *Catalog) taken(n Name) bool {
	if e, ok := c.tables.get(n); ok && e.there {
		return true
	}
	if e, ok := c.indexes.get(n); ok && e.there {
		return true
	}
	if e, ok := c.sequences.get(n); ok && e.there {
		return true
	}
	e, ok := c.types.get(n)
	return ok && e.there && e.value.Kind == Composite
}

// FreeRelation tells whether no relation is known to have the name.
func (c *Catalog) FreeRelation(n Name) bool { return !c.taken(n) }

// ConstraintNamed tells whether a table or domain of a schema is known to have a
// constraint of the name.
func (c *Catalog) ConstraintNamed(schema, name string) bool {
	return slices.ContainsFunc(c.TablesWith(name), func(t *Table) bool { return in(t.Name, schema) && t.Constraint(name) != nil }) ||
		slices.ContainsFunc(linked(c, &c.types, c.references.named, partsOfType, lower(name)), func(u *UserType) bool {
			return in(u.Name, schema) && slices.ContainsFunc(u.Constraints, func(k Constraint) bool { return k.Name == name })
		})
}

// EndBaseline says that everything so far was there before the path began.
func (c *Catalog) EndBaseline() {
	c.Refresh()
	c.changed()
	if c.server != nil {
		c.server.EndBaseline()
	}
	settle(c, &c.schemas, func(s *Schema) *Object { return &s.Object })
	settle(c, &c.tables, func(t *Table) *Object { return &t.Object })
	settle(c, &c.sequences, func(s *Sequence) *Object { return &s.Object })
	settle(c, &c.types, func(t *UserType) *Object { return &t.Object })
	settle(c, &c.routines, func(r *Routine) *Object { return &r.Object })
	settle(c, &c.extensions, func(e *Extension) *Object { return &e.Object })
	settle(c, &c.others, func(o *Other) *Object { return &o.Object })
	for _, t := range c.allTables() {
		// A release that starts here finds a database in use.
		if t.Rows != RowsUnknown {
			c.MarkTableRows(t.Name, RowsUnknown, &Doubt{Reason: "the table was there before this script"})
		}
		c.originate(t.Name)
	}
	c.ForgetNextValues()
}

// EndBase says that what was made until now is there in every database before its first revision; what its tables hold
// stays known.
func (c *Catalog) EndBase() {
	c.Refresh()
	c.changed()
	for _, t := range c.allTables() {
		c.originate(t.Name)
	}
	c.baseline, c.based = false, true
	c.ForgetNextValues() // a table that is empty now may have had rows
}

// Based tells whether something was there before the first revision.
func (c *Catalog) Based() bool { return c.based }

// originate makes the names that a table and its columns have now those that production knows them by.
func (c *Catalog) originate(n Name) {
	edited, ok := edit(c, &c.tables, n)
	if !ok {
		return
	}
	edited.Origin = edited.Name
	for i := range edited.Columns {
		col := edited.EditColumnAt(i)
		col.Origin = col.Name
	}
}

// SettleSince says that what was made since another catalog, of which this one is a clone, is there before the rest of the path.
func (c *Catalog) SettleSince(before *Catalog) {
	names := touched(before, c)
	settleNamed(c, &c.schemas, names.schemas, func(s *Schema) *Object { return &s.Object })
	settleNamed(c, &c.tables, names.tables, func(t *Table) *Object { return &t.Object })
	settleNamed(c, &c.sequences, names.sequences, func(s *Sequence) *Object { return &s.Object })
	settleNamed(c, &c.types, names.types, func(t *UserType) *Object { return &t.Object })
	settleNamed(c, &c.routines, names.routines, func(r *Routine) *Object { return &r.Object })
	settleNamed(c, &c.extensions, names.extensions, func(e *Extension) *Object { return &e.Object })
	settleNamed(c, &c.others, names.others, func(o *Other) *Object { return &o.Object })
}

func settle[T copier[T]](c *Catalog, s *store[T], object func(T) *Object) {
	settleNamed(c, s, s.names(), object)
}

func settleNamed[T copier[T]](c *Catalog, s *store[T], names []Name, object func(T) *Object) {
	for _, n := range names {
		if e, _ := s.get(n); e.there && object(e.value).Created {
			if edited, ok := edit(c, s, n); ok {
				object(edited).Created = false
			}
		}
	}
}

// The words of a revision that make or take away whole objects.
var (
	creates = lazyregexp.New(`(?i)create_table|create_index|create_all|rename|\bcreate\b|\.create\(|\binto\b|execute_if|read_text|open\(`)
	drops   = lazyregexp.New(`(?i)drop_table|drop_index|drop_all|rename|\bdrop\b|\.drop\(|read_text|open\(`)
)

// DoubtNamed marks what a revision that could not be read may have touched: the
// definition and the rows of every table whose name stands as a word in text,
// and whether an object of that name exists at all, if the text makes or drops any.
func (c *Catalog) DoubtNamed(text, reason string, span source.Span) {
	seen := map[string]bool{}
	created, dropped := creates.MatchString(text), drops.MatchString(text)
	words := strings.FieldsFunc(text, func(r rune) bool { return r < 0x80 && !isWordByte(byte(r)) })
	for _, word := range words {
		if seen[word] {
			continue
		}
		seen[word] = true
		named := c.schemasWith(word)
		if len(named) == 0 && created {
			c.MarkNameUnknown(Name{c.CreationSchema(), word}, reason, span)
		}
		for _, s := range named {
			n := Name{s, word}
			if dropped {
				c.MarkNameUnknown(n, reason, span)
			} else {
				c.doubtContents(n, &Doubt{Reason: reason, Span: span})
			}
		}
	}
}

// DoubtConflict marks what a statement may have touched that did run although the catalog
// refuses it: what it names, and above all what is said to be missing.
func (c *Catalog) DoubtConflict(x Conflict, text, reason string) {
	c.DoubtNamed(text, reason, x.Span)
	kind, name, _ := strings.Cut(x.Object, " ")
	if x.Kind != Missing {
		return
	}
	switch kind {
	case "table", "view", "materialized", "sequence", "index", "type":
		name = strings.TrimPrefix(name, "view ")
		n := Name{c.CreationSchema(), name}
		if before, after, ok := strings.Cut(name, "."); ok {
			n = Name{before, after}
		}
		c.MarkNameUnknown(n, reason, x.Span)
	case "function", "schema", "extension", "search_path":
		c.MarkUnknown(reason, x.Span)
	}
}

// schemasWith returns the schemas that hold a relation or type of the name.
func (c *Catalog) schemasWith(name string) []string {
	var list []string
	for _, s := range c.Schemas() {
		n := Name{s.Name.Name, name}
		if _, ok := c.types.get(n); ok || c.taken(n) {
			list = append(list, n.Schema)
		}
	}
	return list
}
