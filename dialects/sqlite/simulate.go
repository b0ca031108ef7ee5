package sqlite

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlite/sqlitedb"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of the diagnostics of the replay. They never change their meaning.
const (
	CodeFails       = "SP540" // SQLite refuses the statement where it stands in the path
	CodeNotReplayed = "SP541" // warning: the statement was not replayed
	CodeDoubleQuote = "SP542" // warning: a text in double quotes, which newer shells refuse
	CodeNoEffect    = "SP543" // warning: PRAGMA foreign_keys inside a transaction
)

// server is the database that a catalog of SQLite shows. It is the real engine, and holds what
// the statements so far leave: from base, the very rows.
type server struct {
	db *sqlitedb.DB
	// stale: the schema has changed since the catalog was brought up to date, rowsStale: a table has.
	stale, rowsStale bool
	version          int // counts changes of the schema
	sources          map[schema.Name]tableSource
	// below are the tables that were there before the path began, changed the statement that last made or
	// changed each table; both by names in lower case.
	below   map[string]bool
	changed map[string]source.Span
	// unknown says of each table why its rows on the server may be others, by names in lower case.
	unknown map[string]*schema.Doubt
	// enforcing: the revision has switched foreign keys on.
	enforcing bool
	keys      keyIndex
	// trying: what runs now will be undone.
	trying bool
	// broken is a failure of the engine in something of sqlplan's own.
	broken error
}

// NewCatalog returns the catalog of a database in which nothing is but what the statements make: the
// version table, whose rows are the script's own.
func (Dialect) NewCatalog(made []string) (*schema.Catalog, error) {
	db, err := sqlitedb.Open()
	if err != nil {
		return nil, err
	}
	s := newServer(db)
	for _, sql := range made {
		if err := db.Exec(sql); err != nil {
			break // the table is to stand in a file that is attached
		}
	}
	c := schema.NewOn(s, mainSchema, tempSchema)
	c.Refresh()
	for n := range s.sources { // each is marked on its own
		s.below[strings.ToLower(n.Name)] = true
		s.unknown[strings.ToLower(n.Name)] = &schema.Doubt{Reason: "the script itself writes to it"}
	}
	return c, nil
}

func newServer(db *sqlitedb.DB) *server {
	return &server{
		db: db, sources: map[schema.Name]tableSource{}, below: map[string]bool{}, changed: map[string]source.Span{}, unknown: map[string]*schema.Doubt{},
		stale: true, rowsStale: true,
	}
}

func serverOf(cat *schema.Catalog) *server {
	s, _ := cat.Server().(*server)
	return s
}

// Close frees the database.
func (s *server) Close() { s.db.Close() }

// EndBaseline: production has rows of its own in every table, which nobody knows. The
// replay goes on without any, so that no row of the past gets into the way.
func (s *server) EndBaseline() {
	s.db.Triggers(false)
	defer s.db.Triggers(true)
	for n := range s.sources { // each is emptied on its own
		s.below[strings.ToLower(n.Name)] = true
		s.unknown[strings.ToLower(n.Name)] = &schema.Doubt{Reason: "the table was there before this script"}
		// A view has no rows to delete; a virtual table may refuse, and its rows are not known either way.
		_ = s.db.Exec("DELETE FROM " + sqlName(n.Schema) + "." + sqlName(n.Name))
	}
	s.rowsStale = true
}

// Try lets statements run until the undo that it returns, in a savepoint.
func (s *server) Try() (undo func()) {
	was := *s
	s.own("SAVEPOINT sqlplan_try")
	s.trying = true
	s.sources, s.below, s.changed, s.unknown = maps.Clone(s.sources), maps.Clone(s.below), maps.Clone(s.changed), maps.Clone(s.unknown)
	return func() {
		s.own("ROLLBACK TO sqlplan_try")
		s.own("RELEASE sqlplan_try")
		was.broken = s.broken
		*s = was
	}
}

// EndRevision puts back what a revision has set for its session, as the script does.
func (s *server) EndRevision(cat *schema.Catalog) {
	if s.trying {
		return
	}
	if !s.db.Autocommit() {
		// Rows that break a deferred foreign key: the script's COMMIT fails there.
		s.rollback(cat)
	}
	if s.enforcing {
		s.enforcing = false
		s.own(keysOff)
	}
}

func (s *server) rollback(cat *schema.Catalog) {
	s.own("ROLLBACK")
	s.stale, s.rowsStale = true, true
	cat.MarkUnknown("a transaction could not be committed", cat.Span())
}

// own runs a statement of sqlplan's own.
func (s *server) own(sql string) {
	if err := s.db.Exec(sql); err != nil && s.broken == nil {
		s.broken = err
	}
}

// Simulate runs the statement in the catalog's database. What SQLite refuses there is returned, and
// changes nothing, but makes what the statement names unknown.
func (d Dialect) Simulate(st *sqlstmt.Stmt, cat *schema.Catalog) []schema.Conflict {
	cat.At(st.Span)
	s := serverOf(cat)
	if s == nil {
		cat.MarkUnknown("the schema was not replayed", st.Span)
		return nil
	}
	if st.Control != sqlstmt.NoControl || firstWord(st.Text) == "VACUUM" {
		return nil // transactions are the planner's, and VACUUM changes neither schema nor rows
	}
	r := &replay{server: s, cat: cat, st: st}
	r.run()
	if s.broken != nil {
		r.report(ansi.CodeInternal, source.Error, "this is a fault of sqlplan; please report the statement", "the replay failed: %s", s.broken)
		s.broken = nil
	}
	return r.conflicts
}

// replay is the work on one statement.
type replay struct {
	*server
	cat       *schema.Catalog
	st        *sqlstmt.Stmt
	conflicts []schema.Conflict
}

func (r *replay) report(code string, severity source.Severity, help, format string, args ...any) {
	r.conflicts = append(r.conflicts, schema.Conflict{Kind: schema.Refused, Message: fmt.Sprintf(format, args...), Span: r.st.Span,
		Code: code, Severity: severity, Help: help})
}

func (r *replay) run() {
	name, on, ok := setPragma(r.st.Text)
	isSwitch := ok && name == keysPragma
	if isSwitch && (r.st.Outside == "" || r.trying) {
		return // inside a transaction it does nothing
	}
	effects, err := r.attempt()
	if err != nil && strings.Contains(err.Message, "no such column") {
		effects, err = r.loosely(effects, err)
	}
	switch {
	case err != nil:
		r.failed(err, effects)
		return
	case effects.ChangesSchema():
		r.changedSchema(effects)
		r.renamed()
	}
	r.wrote(effects)
	r.orphans(effects)
	if isSwitch {
		r.enforcing = on
	}
}

// attempt compiles and runs the statement.
func (r *replay) attempt() (*sqlitedb.Effects, *sqlitedb.Error) {
	stmt, err := r.db.Prepare(r.st.Text)
	if err != nil || stmt == nil {
		return &sqlitedb.Effects{}, err
	}
	defer stmt.Close()
	return stmt.Effects, r.execute(stmt)
}

// loosely tries a statement again that a new shell refuses: for other servers "x" is a text where
// there is no column x.
func (r *replay) loosely(effects *sqlitedb.Effects, refused *sqlitedb.Error) (*sqlitedb.Effects, *sqlitedb.Error) {
	r.db.DoubleQuotedStrings(true)
	defer r.db.DoubleQuotedStrings(false)
	loose, err := r.attempt()
	if err != nil {
		return effects, refused
	}
	r.conflicts = append(r.conflicts, schema.Conflict{Kind: schema.Refused, Span: errorSpan(r.st, refused.Offset), Code: CodeDoubleQuote, Severity: source.Warning,
		Message: "a text stands in double quotes: " + refused.Message, Help: "write it in single quotes; the sqlite3 shell since 3.41 takes double quotes for names only"})
	return loose, nil
}

// execute runs the statement. With foreign keys on, a transaction stays open while a deferred one is broken.
func (r *replay) execute(stmt *sqlitedb.Stmt) *sqlitedb.Error {
	if r.enforcing && r.db.Autocommit() && !stmt.ReadOnly() {
		r.own("BEGIN")
	}
	err := stmt.Run()
	if r.enforcing && !r.db.Autocommit() {
		if commit := r.db.Exec("COMMIT"); commit != nil && !commit.ForeignKey() {
			r.broken = commit
		}
	}
	return err
}

// failed takes a statement that SQLite, or this package, refuses.
func (r *replay) failed(err *sqlitedb.Error, effects *sqlitedb.Effects) {
	switch {
	case err.Refused != "":
		r.notReplayed(err.Refused, effects)
	case r.st.Unanalysed == notValid: // which was reported
		r.doubtNames("a statement could not be replayed: "+err.Message, effects)
	case err.Bounded():
		r.notReplayed("it is too much work for a compile: "+err.Message, effects)
	case elsewhere(err.Message):
		r.notReplayed(err.Message, effects)
	case r.excused(err, effects):
		r.doubtNames("a statement could not be replayed: "+err.Message, effects)
	default:
		r.report(CodeFails, source.Error, failureHelp(err), "SQLite refuses this statement here: %s", err.Message)
		r.conflicts[len(r.conflicts)-1].Span = errorSpan(r.st, offsetOf(r.st.Text, err))
		r.doubtNames("a statement failed", effects)
	}
}

// notReplayed warns of a statement whose effect is not known.
func (r *replay) notReplayed(why string, effects *sqlitedb.Effects) {
	r.report(CodeNotReplayed, source.Warning, "read it with care: sqlplan does not know what it does", "the statement is not replayed: %s", why)
	r.doubtNames("a statement could not be replayed: "+why, effects)
}

// doubtNames marks what the statement names or writes as not known.
func (r *replay) doubtNames(reason string, effects *sqlitedb.Effects) {
	r.cat.Refresh()
	if len(effects.Writes) > 0 && !effects.ChangesSchema() {
		for _, name := range effects.Writes {
			r.doubtRows(name, reason)
		}
		r.rowsStale = true
		return
	}
	if strings.HasPrefix(r.st.Kind, "ATTACH") || strings.HasPrefix(r.st.Kind, "PRAGMA") || strings.HasPrefix(r.st.Kind, "SELECT") {
		return // what is attached has names of its own
	}
	named := map[string]bool{}
	for _, o := range r.st.Objects {
		if o.Kind != "table" && o.Kind != "view" {
			continue
		}
		name := unquoted(o.Name[strings.LastIndex(o.Name, ".")+1:])
		if named[name] {
			continue
		}
		named[name] = true
		if _, known := r.cat.Table("", name); !known.Unknown() {
			r.cat.MarkTableUnknown(r.cat.TableName("", name), reason, r.st.Span)
		}
		r.doubtRows(name, reason)
	}
	if len(named) == 0 {
		r.cat.DoubtNamed(r.st.Text, reason, r.st.Span)
	}
	r.rowsStale = true
}

// doubtRows keeps the first reason: what comes behind follows from it.
func (r *replay) doubtRows(table, reason string) {
	table = strings.ToLower(table)
	if r.unknown[table] == nil {
		r.unknown[table] = &schema.Doubt{Reason: reason, Span: r.st.Span}
	}
}

// excused tells whether a failure may come from what is not known, and not from the statement.
func (r *replay) excused(err *sqlitedb.Error, effects *sqlitedb.Effects) bool {
	r.cat.Refresh()
	if d := r.cat.DoubtIn(r.st.Text + " " + err.Message); d != nil {
		return true
	}
	if !err.Running || strings.HasPrefix(err.Message, "error in ") {
		return false
	}
	// Over other rows it may go well.
	return slices.ContainsFunc(slices.Concat(effects.Reads, effects.Writes), func(name string) bool { return r.unknown[name] != nil }) ||
		slices.ContainsFunc(r.st.Objects, func(o sqlstmt.Object) bool { return r.unknown[strings.ToLower(unquoted(o.Name))] != nil })
}

// changedSchema records which tables the statement has made or changed.
func (r *replay) changedSchema(effects *sqlitedb.Effects) {
	r.stale, r.rowsStale = true, true
	r.version++
	r.keys.changed(r.st, effects)
	for _, o := range effects.Schema {
		if o.Kind == "table" || o.Kind == "view" {
			r.changed[strings.ToLower(o.Name)] = r.st.Span
		}
	}
	if r.st.Kind == "DROP TABLE" {
		for _, o := range effects.Schema {
			if o.Kind == "table" {
				delete(r.unknown, strings.ToLower(o.Name))
				delete(r.below, strings.ToLower(o.Name))
			}
		}
	}
}

// renamed moves what is known of a table's rows to its new name.
func (r *replay) renamed() {
	if r.st.Kind != "ALTER TABLE" || len(r.st.Objects) != 2 {
		return
	}
	key := func(o sqlstmt.Object) string {
		d := newDefReader(o.Name)
		name := d.name()
		if d.take(".") {
			name = d.name()
		}
		return strings.ToLower(name)
	}
	from, to := key(r.st.Objects[0]), key(r.st.Objects[1])
	if from == to {
		return
	}
	if d := r.unknown[from]; d != nil {
		r.unknown[to] = d
	}
	if r.below[from] {
		r.below[to] = true
	}
	delete(r.unknown, from)
	delete(r.below, from)
	r.changed[to] = r.st.Span
}

// wrote records whether the rows that the statement has written are those that it will write.
func (r *replay) wrote(effects *sqlitedb.Effects) {
	if r.st.Kind == "DROP TABLE" {
		return
	}
	written := effects.Writes
	if strings.HasPrefix(r.st.Kind, "CREATE TABLE") || strings.HasPrefix(r.st.Kind, "CREATE VIRTUAL") {
		for _, o := range effects.Schema {
			written = append(slices.Clone(written), strings.ToLower(o.Name))
		}
	}
	if len(written) == 0 {
		return
	}
	r.rowsStale = true
	for _, name := range written {
		doubt := r.uncertain(effects, name)
		switch {
		case strings.HasPrefix(name, "sqlite_"):
		case doubt != nil && r.unknown[name] == nil:
			r.unknown[name] = doubt
		case doubt == nil && r.empties(effects):
			delete(r.unknown, name)
		}
	}
}

// uncertain says why the statement would not write the same to a table on the server; nil if it would.
func (r *replay) uncertain(effects *sqlitedb.Effects, written string) *schema.Doubt {
	if effects.Volatile != "" && !r.nothingDone(r.st.Text, effects) {
		return &schema.Doubt{Reason: "its rows depend on " + effects.Volatile, Span: r.st.Span}
	}
	if strings.HasPrefix(r.st.Kind, "ALTER") || strings.Contains(r.st.Kind, "INDEX") {
		return nil // what it reads are the rows that it leaves as they are
	}
	for _, name := range effects.Reads {
		if d := r.unknown[name]; d != nil && name != written {
			return &schema.Doubt{Reason: fmt.Sprintf("its rows depend on those of %s, which are not known", name), Span: r.st.Span}
		}
	}
	return nil
}

// empties tells whether the statement leaves its table without any row.
func (r *replay) empties(effects *sqlitedb.Effects) bool {
	if r.st.Kind != "DELETE" || len(effects.Writes) != 1 {
		return false
	}
	d := newDefReader(r.st.Text)
	for ; !d.atEnd(); d.pos++ {
		if d.is("WHERE") || d.is("LIMIT") || d.is("WITH") {
			return false
		}
	}
	return true
}

// elsewhere tells whether an error says only that this build lacks an extension that the
// server or the shell may have.
func elsewhere(message string) bool {
	if strings.HasPrefix(message, "no such module: ") || strings.HasPrefix(message, "no such collation sequence: ") {
		return true
	}
	name, ok := strings.CutPrefix(message, "no such function: ")
	return ok && slices.Contains(shellFunctions, strings.ToLower(name)) ||
		message == "no such table: generate_series" || message == "no such table: completion"
}

// shellFunctions are those that the sqlite3 shell has besides SQLite's own. See https://www.sqlite.org/cli.html#sql_functions
// and the extensions that its source, shell.c.in, includes.
var shellFunctions = strings.Fields(`readfile writefile edit lsmode fsdir sha1 sha1b sha1_query sha3 sha3_query sha3_agg uuid uuid_str uuid_blob regexp regexpi
	decimal decimal_add decimal_sub decimal_mul decimal_cmp decimal_sum decimal_exp decimal_pow2 base64 base85 is_base85 ieee754 ieee754_mantissa ieee754_exponent ieee754_from_blob
	ieee754_to_blob zipfile zipfile_cds usleep strtod dtostr shell_add_schema shell_module_schema shell_escape_crnl shell_putsnl median percentile percentile_cont percentile_disc sqlar_compress sqlar_uncompress`)

// failureHelp says what to do about a statement that fails.
func failureHelp(err *sqlitedb.Error) string {
	switch {
	case strings.HasPrefix(err.Message, "no such table"), strings.HasPrefix(err.Message, "no such column"), strings.HasPrefix(err.Message, "no such index"):
		return "the revisions before this one do not leave it; is one missing, or does the name differ?"
	case strings.HasSuffix(err.Message, " already exists"):
		return "a revision before this one has made it"
	case strings.HasPrefix(err.Message, "error in "):
		return "a view or trigger still needs what the statement changes: drop it before, and make it again behind"
	case err.Constraint():
		return "the rows that the revisions before this one leave break it"
	case strings.HasPrefix(err.Message, "no such function: "):
		return "the sqlite3 shell has no such function"
	}
	return "all statements up to here were run in a database in memory, and this one failed"
}
