// Package schema is the schema of a database as it is simulated along a path of
// revisions: what a statement would find there. It is plain data; the dialects
// know which statement changes what.
//
// Knowledge has three values. An object is there, is not there, or nobody can
// say: a statement that could not be followed makes what it may have touched
// unknown, never wrong.
package schema

import (
	"maps"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// DefaultSchema is where objects go that name no schema.
const DefaultSchema = "public"

// The schemas that are always there.
const (
	SystemSchema    = "pg_catalog"
	TemporarySchema = "pg_temp"
	standardSchema  = "information_schema"
)

// Catalog is a simulated schema. It is not safe for several goroutines; Clone
// counts as a change.
type Catalog struct {
	// Release is the major version of the server; 0 where nobody has said which.
	Release int

	token token
	// careless: see Careless; failed: a statement was refused since.
	careless, failed bool
	// checkpoint is the catalog in front of the statements in done; nil if there is none. attempting: one more is running.
	checkpoint *Catalog
	done       []attempt
	attempting bool
	// at is the statement that is being simulated.
	at source.Span

	epoch int32
	doubt *Doubt
	// rowsEpoch and rowsDoubt are the same for the rows of all tables.
	rowsEpoch int
	rowsDoubt *Doubt
	// callsEpoch is the same for what sequences give next; write is what the last statement has written.
	callsEpoch int
	write      *Write

	// path is the search_path; saved is the one to return to at the end of the
	// revision, nil if it was not changed for it alone.
	path, saved []string
	pathDoubt   *Doubt
	searched    []string // see effective; nil where nobody has asked
	// settings are what the session has set; never changed in place.
	settings map[string]string
	// local: some of them last for the transaction only; sessionSettings are those that it leaves.
	local           bool
	sessionSettings map[string]string

	schemas    store[*Schema]
	tables     store[*Table]
	indexes    store[*owned]
	sequences  store[*Sequence]
	types      store[*UserType]
	routines   store[*Routine]
	extensions store[*Extension]
	others     store[*Other]
	references *references
	baseline   bool
	based      bool // something was there before the first revision

	// temporary are the names under which the revision has put temporary tables, sorted.
	temporary []Name

	// server is the database that the catalog shows; nil for none. Names are caseless
	// then, and home is the path that ResetSearchPath returns to.
	server   Server
	caseless bool
	// mirrored: the objects are read from a server, or from one that the catalog once had. They do not tell which statement
	// made a column.
	mirrored bool
	home     []string
}

// serverPath is the search_path of a server that nobody has set up otherwise:
// https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SEARCH-PATH
var serverPath = []string{`$user`, DefaultSchema}

// New returns the catalog of an empty database: nothing but the schema public.
func New() *Catalog {
	c := &Catalog{token: newToken(), references: newReferences(), path: serverPath}
	for _, name := range []string{DefaultSchema, SystemSchema, standardSchema} {
		n := Name{Name: name}
		put(c, &c.schemas, n, entry[*Schema]{value: &Schema{Object{Name: n}}, there: true})
	}
	return c
}

// Clone returns a copy that can be changed independently. It costs little: what
// is not changed is shared. The copy of a catalog with a server has none: it stays as it is.
func (c *Catalog) Clone() *Catalog {
	c.token = newToken()
	c.settleLinks()
	d := *c
	d.token, d.server, d.careless, d.failed = newToken(), nil, false, false
	d.checkpoint, d.done, d.attempting = nil, nil, false
	return &d
}

// attempt is a statement that has changed a catalog, and where it stands.
type attempt struct {
	at        source.Span
	statement func() (refused bool)
}

// Attempt has a statement change the catalog. If it is refused, nothing has changed, unless Careless was called.
//
// Few statements are refused. So what they change is not copied for each of them: behind a refused one, the catalog goes back to
// where it was a few statements ago, and has those between done again. They must do the same then.
func (c *Catalog) Attempt(statement func() (refused bool)) {
	if c.careless || c.failed {
		c.failed = c.failed || statement()
		return
	}
	c.settleLinks()
	if c.checkpoint == nil {
		before := *c
		c.checkpoint, c.token = &before, newToken() // what the two share is copied before it is changed
	}
	checkpoint, done, at := c.checkpoint, c.done, c.at
	c.attempting = true
	refused := statement()
	c.attempting = false
	if !refused { // the statement may have put another catalog here
		c.checkpoint, c.done = checkpoint, append(done, attempt{at, statement})
		return
	}
	*c = *checkpoint
	c.token = newToken() // it may have been cloned since
	for _, again := range done {
		c.At(again.at)
		again.statement()
	}
	c.At(at)
	c.write = nil
}

// changed ends the list of attempts that can be done again where something else changes the catalog.
func (c *Catalog) changed() {
	if !c.attempting && c.checkpoint != nil {
		c.checkpoint = nil
		clear(c.done)
		c.done = c.done[:0]
	}
}

// Careless says that nobody looks at the catalog any more once a statement was refused, nor at another one that was cloned
// since the token was taken: what was made later is changed in place, without a copy. Behind a refusal no statement does anything.
func (c *Catalog) Careless(since uint64) { c.careless, c.token.from = true, since }

// Since is the moment for a later Careless.
func (c *Catalog) Since() uint64 { return c.token.id }

// At sets the statement that the next changes belong to.
func (c *Catalog) At(span source.Span) {
	c.at = span
	c.settleLinks()
}

// Baseline says whether what is made next was there before the path began: such
// objects are not marked as created.
func (c *Catalog) Baseline(on bool) {
	c.changed()
	c.baseline = on
}

// State is one of the three values of knowledge.
type State int

// The states. The zero value says that nobody knows.
const (
	Unknown State = iota
	No
	Yes
)

func (s State) String() string { return [...]string{"unknown", "no", "yes"}[s] }

// Known is the answer to whether something is there, and if that is unknown, why.
type Known struct {
	State State
	Doubt
}

// Yes tells whether the thing is there for sure.
func (k Known) Yes() bool { return k.State == Yes }

// No tells whether the thing is missing for sure.
func (k Known) No() bool { return k.State == No }

// Unknown tells whether nobody can say.
func (k Known) Unknown() bool { return k.State == Unknown }

func unknown(d *Doubt) Known {
	if d == nil {
		return Known{}
	}
	return Known{Doubt: *d}
}

// look returns what is known of a name in one store.
func look[T copier[T]](c *Catalog, s *store[T], n Name) (T, Known) {
	e, ok := s.get(n)
	return e.value, knownOf(c, &e, ok)
}

// knownOf is what an entry says; ok is false where there is none.
func knownOf[T copier[T]](c *Catalog, e *entry[T], ok bool) Known {
	switch {
	case !ok && c.epoch > 0:
		return unknown(c.doubt)
	case !ok:
		return Known{State: No}
	case e.doubt != nil:
		return unknown(e.doubt)
	case e.epoch < c.epoch:
		return unknown(c.doubt)
	case !e.there:
		return Known{State: No}
	}
	return Known{State: Yes}
}

// add puts an object under its name.
func add[T copier[T]](c *Catalog, s *store[T], n Name, value T) {
	put(c, s, n, entry[T]{value: value, there: true, epoch: c.epoch})
}

// put gives a name of a store an entry.
func put[T copier[T]](c *Catalog, s *store[T], n Name, e entry[T]) {
	c.changed()
	s.put(c.token, n, e)
}

// edit returns the object of a name for changing it; false if there is none.
func edit[T copier[T]](c *Catalog, s *store[T], n Name) (T, bool) {
	c.changed()
	l := s.find(n)
	if l == nil || !l.entry.there {
		var none T
		return none, false
	}
	s.touch(n)
	return s.own(c.token, l), true
}

// remove records that there is no object of the name any more.
func remove[T copier[T]](c *Catalog, s *store[T], n Name) {
	if _, ok := s.get(n); !ok && c.epoch == 0 {
		return
	}
	put(c, s, n, entry[T]{epoch: c.epoch})
}

// doubtOne makes one name of a store unknown. What was known stays as the best guess.
func doubtOne[T copier[T]](c *Catalog, s *store[T], n Name, d *Doubt) {
	e, _ := s.get(n)
	e.doubt, e.epoch = d, c.epoch
	own(c, s, n, e)
}

// own puts an entry back with a value of the catalog's own, which a clone does not share.
func own[T copier[T]](c *Catalog, s *store[T], n Name, e entry[T]) {
	if e.there && !c.token.owns(e.owner) {
		e.value = e.value.copied()
	}
	put(c, s, n, e)
}

// affirm records that an object of the name is there after all, since a statement
// needs it to be.
func affirm[T copier[T]](c *Catalog, s *store[T], n Name) {
	if e, ok := s.get(n); ok && e.there && (e.doubt != nil || e.epoch < c.epoch) {
		e.doubt, e.epoch = nil, c.epoch
		own(c, s, n, e)
	}
}

// MarkUnknown records that anything may have changed: what was there may be gone
// or different, and what was not may be there now.
func (c *Catalog) MarkUnknown(reason string, span source.Span) {
	c.changed()
	c.epoch++
	c.doubt = &Doubt{reason, span}
	c.MarkRowsUnknown(reason, span)
}

// MarkTableUnknown records that one table may have been made, changed or dropped.
func (c *Catalog) MarkTableUnknown(n Name, reason string, span source.Span) {
	d := &Doubt{reason, span}
	doubtOne(c, &c.tables, n, d)
	c.doubtContents(n, d)
}

// MarkNameUnknown does the same for whatever relation, type or sequence has the name.
func (c *Catalog) MarkNameUnknown(n Name, reason string, span source.Span) {
	d := &Doubt{reason, span}
	doubtOne(c, &c.tables, n, d)
	doubtOne(c, &c.sequences, n, d)
	doubtOne(c, &c.indexes, n, d)
	doubtOne(c, &c.types, n, d)
	c.doubtContents(n, d)
}

func (c *Catalog) doubtContents(n Name, d *Doubt) {
	if t, ok := edit(c, &c.tables, n); ok {
		t.Doubt, t.Rows, t.RowsDoubt = d, RowsUnknown, d
		for i := range t.Constraints {
			t.Constraints[i].Doubted = true
		}
		c.forgetCounters(t)
	}
	c.ForgetNextValue(n)
}

// MarkRowsUnknown records that any table may have got rows.
func (c *Catalog) MarkRowsUnknown(reason string, span source.Span) {
	c.changed()
	c.rowsEpoch++
	c.rowsDoubt = &Doubt{reason, span}
}

// MarkTableRows sets what is known of a table's rows.
func (c *Catalog) MarkTableRows(n Name, rows Rows, why *Doubt) {
	e, _ := c.tables.get(n)
	if e.there && rows == RowsUnknown {
		c.forgetCounters(e.value)
	}
	if e.there && e.value.Rows == rows && e.value.RowsDoubt == why && e.value.rowsEpoch == c.rowsEpoch {
		return // that is known, and an edit would copy the table
	}
	if t, ok := edit(c, &c.tables, n); ok {
		t.Rows, t.RowsDoubt, t.rowsEpoch = rows, why, c.rowsEpoch
	}
}

// RowsOf returns what is known of a table's rows and, if nothing is, why.
func (c *Catalog) RowsOf(t *Table) (Rows, *Doubt) {
	switch {
	case t.Rows == RowsUnknown:
		return RowsUnknown, t.RowsDoubt
	case t.rowsEpoch < c.rowsEpoch:
		return RowsUnknown, c.rowsDoubt
	}
	return t.Rows, nil
}

// Doubt returns why everything older than a statement is unknown; nil if nothing
// of the kind happened.
func (c *Catalog) Doubt() *Doubt { return c.doubt }

// SearchPath returns the schemas that a name without one is looked for in.
func (c *Catalog) SearchPath() []string { return c.path }

// SetSearchPath sets it: for the rest of the revision if local, else for good.
// How long SET LOCAL really lasts depends on where transactions end.
func (c *Catalog) SetSearchPath(path []string, local bool) {
	c.changed()
	switch {
	case !local:
		c.saved = nil
	case c.saved == nil:
		c.saved = c.path
	}
	c.turn(path)
	c.pathDoubt = nil
}

// DoubtSearchPath records that the search_path is not known. Names are then
// looked for in the last one that was.
func (c *Catalog) DoubtSearchPath(reason string, span source.Span) {
	c.changed()
	c.pathDoubt = &Doubt{reason, span}
}

// PathDoubt returns why the search_path is not known; nil if it is.
func (c *Catalog) PathDoubt() *Doubt { return c.pathDoubt }

// ResetSearchPath returns to the server's own.
func (c *Catalog) ResetSearchPath() {
	c.changed()
	c.saved, c.pathDoubt = nil, nil
	home := c.home
	if home == nil {
		home = serverPath
	}
	if !slices.Equal(c.path, home) {
		c.turn(home)
	}
}

// EndRevision ends what the revision has set, for a transaction or for the
// session: a script puts it back before the next one.
func (c *Catalog) EndRevision() {
	c.changed()
	c.ResetSearchPath()
	c.settings, c.sessionSettings, c.local = nil, nil, false
	for _, n := range c.temporary {
		if t, _ := look(c, &c.tables, n); t != nil && t.DropOnCommit {
			c.Drop(true).Table(n)
		}
	}
	c.temporary = nil
	if c.server != nil {
		c.server.EndRevision(c)
	}
}

// Set records a setting of the session, which lasts until the revision's end.
func (c *Catalog) Set(name, value string) {
	c.changed()
	settings := maps.Clone(c.settings)
	if settings == nil {
		settings = map[string]string{}
	}
	settings[name] = value
	c.settings = settings
	if c.local { // it is set for the session, too
		session := maps.Clone(c.sessionSettings)
		if session == nil {
			session = map[string]string{}
		}
		session[name] = value
		c.sessionSettings = session
	}
}

// SetLocal records a setting that lasts until the transaction's end.
func (c *Catalog) SetLocal(name, value string) {
	c.changed()
	if !c.local {
		c.local, c.sessionSettings = true, c.settings
	}
	saved := c.sessionSettings
	c.Set(name, value)
	c.sessionSettings = saved
}

// EndTransaction ends what was set for one transaction.
func (c *Catalog) EndTransaction() {
	c.changed()
	if c.saved != nil {
		c.turn(c.saved)
		c.saved = nil
	}
	if c.local {
		c.settings, c.local = c.sessionSettings, false
	}
}

// Setting returns what the session has set; empty if nothing.
func (c *Catalog) Setting(name string) string { return c.settings[name] }

// CreationSchema returns where an object goes that names no schema.
func (c *Catalog) CreationSchema() string {
	for _, s := range c.path {
		if s == "$user" || s == SystemSchema {
			continue
		}
		if _, known := look(c, &c.schemas, Name{Name: s}); !known.No() {
			return s
		}
	}
	return DefaultSchema
}

// effective returns the schemas to search, those that PostgreSQL adds included. It is not to be changed.
func (c *Catalog) effective() []string {
	if c.searched == nil {
		for _, own := range []string{TemporarySchema, SystemSchema} {
			if !slices.Contains(c.path, own) {
				c.searched = append(c.searched, own)
			}
		}
		c.searched = append(c.searched, c.path...)
	}
	return c.searched
}

// turn has the catalog look for names in other schemas.
func (c *Catalog) turn(path []string) { c.path, c.searched = path, nil }

// isTemporary tells whether a schema is the session's own: pg_temp or pg_temp_3.
func isTemporary(schema string) bool { return strings.HasPrefix(schema, TemporarySchema) }

// isOwn tells whether a schema of the search path is one in which no statement of a revision leaves anything unseen: the
// system's, the session's, the user's.
func isOwn(schema string) bool {
	return schema == SystemSchema || schema == TemporarySchema || schema == "$user"
}

// find looks for a name along the search path.
func find[T copier[T]](c *Catalog, s *store[T], schema, name string) (T, Name, Known) {
	if schema != "" {
		if isTemporary(schema) {
			schema = TemporarySchema
		}
		n := spelled(c, s, Name{schema, name})
		value, known := look(c, s, n)
		return value, n, known
	}
	var guess T
	guessed, state, found := Name{c.CreationSchema(), name}, Known{State: No}, false
	for _, sch := range c.effective() {
		if isOwn(sch) && !c.caseless && !contains(s.schemas, sch) {
			continue // most catalogs have nothing there, and every name is looked for there first
		}
		n := spelled(c, s, Name{sch, name})
		e, ok := s.get(n)
		known := knownOf(c, &e, ok)
		switch {
		case known.Yes() && !found:
			return e.value, n, known
		case ok && e.there && !found:
			guess, guessed, state, found = e.value, n, known, true
		case known.Unknown() && state.No() && !isOwn(sch):
			state = known
		}
	}
	return guess, guessed, state
}

// Table returns the table or view that a name means; without a schema it is
// looked for along the search path. Of an unknown one, the last definition is
// returned, or nil.
func (c *Catalog) Table(schema, name string) (*Table, Known) {
	t, _, known := find(c, &c.tables, schema, name)
	return t, known
}

// Heard tells whether any statement has made or dropped a table or view that the name can mean. If none has, whether
// there is one is for the database to say, however sure the catalog is.
func (c *Catalog) Heard(schema, name string) bool { return heard(c, &c.tables, schema, name) }

// HeardIndex is Heard of an index.
func (c *Catalog) HeardIndex(schema, name string) bool { return heard(c, &c.indexes, schema, name) }

// HeardType is Heard of a type.
func (c *Catalog) HeardType(schema, name string) bool { return heard(c, &c.types, schema, name) }

// HeardSequence is Heard of a sequence.
func (c *Catalog) HeardSequence(schema, name string) bool {
	return heard(c, &c.sequences, schema, name)
}

// HeardSchema is Heard of a schema.
func (c *Catalog) HeardSchema(name string) bool {
	_, ok := c.schemas.get(spelled(c, &c.schemas, Name{Name: name}))
	return ok
}

func heard[T copier[T]](c *Catalog, s *store[T], schema, name string) bool {
	in := c.effective()
	if schema != "" {
		in = []string{schema}
	}
	return slices.ContainsFunc(in, func(sch string) bool {
		_, ok := s.get(spelled(c, s, Name{sch, name}))
		return ok
	})
}

// TableName returns which table a name means, or where it would be looked for.
func (c *Catalog) TableName(schema, name string) Name {
	_, n, _ := find(c, &c.tables, schema, name)
	return n
}

// Column returns a column of a table.
func (c *Catalog) Column(schema, table, column string) (*Column, Known) {
	t, known := c.Table(schema, table)
	if t == nil || known.No() {
		return nil, known
	}
	col := t.Column(column)
	if col == nil && c.caseless {
		if i := slices.IndexFunc(t.Columns, func(k *Column) bool { return strings.EqualFold(k.Name, column) }); i >= 0 {
			col = t.Columns[i]
		}
	}
	switch {
	case t.Doubt != nil:
		return col, unknown(t.Doubt)
	case known.Unknown():
		return col, known
	case col == nil:
		return nil, Known{State: No}
	}
	return col, Known{State: Yes}
}

// Index returns an index and the table that it stands on.
func (c *Catalog) Index(schema, name string) (*Index, *Table, Known) {
	o, n, known := find(c, &c.indexes, schema, name)
	if o == nil {
		return nil, nil, known
	}
	t, tableKnown := look(c, &c.tables, o.table)
	if t == nil || known.No() {
		return nil, nil, known
	}
	if known.Yes() && !tableKnown.Yes() {
		known = tableKnown
	}
	return t.Index(n.Name), t, known
}

// Sequence returns a sequence.
func (c *Catalog) Sequence(schema, name string) (*Sequence, Known) {
	s, _, known := find(c, &c.sequences, schema, name)
	return s, known
}

// Type returns a user-defined type.
func (c *Catalog) Type(schema, name string) (*UserType, Known) {
	t, _, known := find(c, &c.types, schema, name)
	return t, known
}

// Routines returns the functions, procedures and aggregates of a name, whatever
// their arguments.
func (c *Catalog) Routines(schema, name string) []*Routine {
	list := linked(c, &c.routines, c.references.bases, basesOfRoutine, Name{schema, name})
	return slices.DeleteFunc(list, func(r *Routine) bool {
		return r.Base() != name || schema == "" && !slices.Contains(c.effective(), r.Name.Schema)
	})
}

// Extension returns an installed extension.
func (c *Catalog) Extension(name string) (*Extension, Known) {
	return look(c, &c.extensions, Name{Name: name})
}

// Schema returns a schema.
func (c *Catalog) Schema(name string) (*Schema, Known) {
	return look(c, &c.schemas, Name{Name: name})
}

// Other returns an object of a kind that no more is known of. Some kinds, such as publications, have no schema.
func (c *Catalog) Other(kind, schema, name string) (*Other, Known) {
	if o, known := look(c, &c.others, Name{Name: kind + " " + name}); schema == "" && o != nil {
		return o, known
	}
	o, _, known := find(c, &c.others, schema, kind+" "+name)
	return o, known
}

// collect returns the objects that are there and match, sorted by name.
func collect[T copier[T]](c *Catalog, s *store[T], match func(Name, T) bool) []T {
	var list []T
	for _, n := range s.names() {
		if e, _ := s.get(n); match(n, e.value) {
			list = append(list, e.value)
		}
	}
	return list
}

// Tables returns the tables of a schema, views not included, sorted by name; of
// all schemas for "".
func (c *Catalog) Tables(schema string) []*Table {
	return collect(c, &c.tables, func(n Name, t *Table) bool { return !t.IsView() && in(n, schema) })
}

// Views returns the views of both kinds of a schema.
func (c *Catalog) Views(schema string) []*Table {
	return collect(c, &c.tables, func(n Name, t *Table) bool { return t.IsView() && in(n, schema) })
}

// Sequences returns the sequences of a schema, those of identity columns included.
func (c *Catalog) Sequences(schema string) []*Sequence {
	return collect(c, &c.sequences, func(n Name, _ *Sequence) bool { return in(n, schema) })
}

// Types returns the user-defined types of a schema.
func (c *Catalog) Types(schema string) []*UserType {
	return collect(c, &c.types, func(n Name, _ *UserType) bool { return in(n, schema) })
}

// AllRoutines returns the routines of a schema.
func (c *Catalog) AllRoutines(schema string) []*Routine {
	return collect(c, &c.routines, func(n Name, _ *Routine) bool { return in(n, schema) })
}

// Schemas returns the schemas, those of the system not included.
func (c *Catalog) Schemas() []*Schema {
	return collect(c, &c.schemas, func(n Name, _ *Schema) bool { return n.Name != SystemSchema && n.Name != standardSchema })
}

// Extensions returns the installed extensions.
func (c *Catalog) Extensions() []*Extension {
	return collect(c, &c.extensions, func(Name, *Extension) bool { return true })
}

// Others returns the objects of a kind of which no more is known.
func (c *Catalog) Others(kind string) []*Other {
	return collect(c, &c.others, func(_ Name, o *Other) bool { return o.Kind == kind })
}

func in(n Name, schema string) bool { return schema == "" || n.Schema == schema }

// Complete tells whether a listing of everything is the truth: nothing happened
// that could have made, changed or dropped an object unseen.
func (c *Catalog) Complete() Known {
	if c.epoch > 0 {
		return unknown(c.doubt)
	}
	return Known{State: Yes}
}
