// Package sqlitedb is SQLite in memory: the real engine, without a file, a clock or
// a random number. It is what sqlplan replays a script for SQLite in.
//
// The engine is modernc.org/sqlite, the C code of SQLite translated to Go, so that it
// works without cgo. All uses of it are in this package. What keeps it in its place:
//
//   - No file can be opened: the only VFS has no way to (vfs.go). ATTACH and
//     VACUUM INTO are refused before that, by sqlite3_limit and the authorizer.
//   - 'now' is one fixed moment, random() a fixed sequence, local time UTC. A statement
//     that asks for any of these is marked: see Effects.Volatile.
//   - Memory, the size of a value, the size of the database and the steps of a statement
//     are bounded. They count work and not time, so that the same input
//     ends in the same way on every machine.
package sqlitedb

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// The bounds of a database. A statement that needs more ends with an Error for which
// Bounded is true.
const (
	maxValue    = 32 << 20         // bytes of one value
	maxPages    = 32 << 10         // of 4096 bytes
	maxHeap     = 320 << 20        // bytes, of all databases of the process together
	stepsPer    = 1 << 20          // steps of SQLite's virtual machine between two calls of the progress handler
	maxProgress = 32               // calls of the progress handler in one statement
	maxDepth    = 1000             // of an expression: SQLite's own default
	maxRows     = 100_000          // rows that All returns
	maxAnswer   = 64 << 20         // bytes in the rows that All returns
	fixedMillis = 1735689600 * 1e3 // 'now', in milliseconds since 1970: 2025-01-01 00:00:00
)

// Version is the version of the engine: "3.50.3".
const Version = lib.SQLITE_VERSION

// DB is one database in memory. It is for one goroutine at a time.
type DB struct {
	tls *libc.TLS
	db  uintptr
	// effects are those of the statement that is being prepared or run.
	effects *Effects
	// progress counts the calls of the progress handler in the running statement.
	progress int
	seed     uint64 // of random()
}

// open are the databases by the thread that each has to itself: what a callback is told.
var open sync.Map // *libc.TLS: *DB

// Open makes an empty database.
func Open() (*DB, error) {
	if err := start(); err != nil {
		return nil, err
	}
	d := &DB{tls: libc.NewTLS(), effects: &Effects{}, seed: 1}
	open.Store(d.tls, d)
	if err := d.open(); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

func (d *DB) open() error {
	name, err := libc.CString(":memory:")
	if err != nil {
		return err
	}
	defer libc.Xfree(d.tls, name)
	handle := libc.Xmalloc(d.tls, 8)
	if handle == 0 {
		return errors.New("sqlite: out of memory")
	}
	defer libc.Xfree(d.tls, handle)
	rc := lib.Xsqlite3_open_v2(d.tls, name, handle, lib.SQLITE_OPEN_READWRITE|lib.SQLITE_OPEN_CREATE|lib.SQLITE_OPEN_MEMORY|lib.SQLITE_OPEN_NOMUTEX, 0)
	d.db = *at[uintptr](handle)
	if rc != lib.SQLITE_OK {
		return fmt.Errorf("sqlite: cannot open a database in memory: code %d", rc)
	}
	lib.Xsqlite3_extended_result_codes(d.tls, d.db, 1)
	for _, l := range []struct{ id, value int32 }{
		{lib.SQLITE_LIMIT_ATTACHED, 0}, {lib.SQLITE_LIMIT_LENGTH, maxValue}, {lib.SQLITE_LIMIT_EXPR_DEPTH, maxDepth}, {lib.SQLITE_LIMIT_WORKER_THREADS, 0},
	} {
		lib.Xsqlite3_limit(d.tls, d.db, l.id, l.value)
	}
	for _, f := range []struct {
		name string
		args int32
		fn   uintptr
	}{{"random", 0, pointer(random)}, {"randomblob", 1, pointer(randomBlob)}} {
		if err := d.function(f.name, f.args, f.fn); err != nil {
			return err
		}
	}
	d.DoubleQuotedStrings(false)
	for _, pragma := range []string{"PRAGMA temp_store = MEMORY", fmt.Sprintf("PRAGMA max_page_count = %d", maxPages)} {
		if e := d.Exec(pragma); e != nil {
			return e
		}
	}
	lib.Xsqlite3_progress_handler(d.tls, d.db, stepsPer, pointer(progressed), 0)
	lib.Xsqlite3_set_authorizer(d.tls, d.db, pointer(authorize), 0)
	return nil
}

func (d *DB) function(name string, args int32, fn uintptr) error {
	cname, err := libc.CString(name)
	if err != nil {
		return err
	}
	defer libc.Xfree(d.tls, cname)
	if rc := lib.Xsqlite3_create_function(d.tls, d.db, cname, args, lib.SQLITE_UTF8, 0, fn, 0, 0); rc != lib.SQLITE_OK {
		return fmt.Errorf("sqlite: cannot replace %s(): code %d", name, rc)
	}
	return nil
}

// Close frees the database.
func (d *DB) Close() {
	if d.db != 0 {
		lib.Xsqlite3_close_v2(d.tls, d.db)
		d.db = 0
	}
	open.Delete(d.tls)
	d.tls.Close()
}

// Error is what SQLite says about a statement that it refuses.
type Error struct {
	Code    int // an extended result code: https://www.sqlite.org/rescode.html
	Message string
	// Offset is the byte of the statement at which the error was found; -1 if SQLite does not say.
	Offset int
	// Running: the statement is valid for the schema, and failed over the rows that it found.
	Running bool
	// Refused says what this package does not let a statement do; empty for an error of SQLite's own.
	Refused string
}

func (e *Error) Error() string { return e.Message }

// Primary is the primary result code.
func (e *Error) Primary() int { return e.Code & 0xff }

// Syntax tells whether the text is no SQL of SQLite's whatever the schema is.
func (e *Error) Syntax() bool {
	return !e.Running && e.Primary() == lib.SQLITE_ERROR && (strings.HasSuffix(e.Message, ": syntax error") ||
		e.Message == "incomplete input" || strings.HasPrefix(e.Message, "unrecognized token: "))
}

// Bounded tells whether the statement only failed at a bound of this package.
func (e *Error) Bounded() bool {
	switch e.Primary() {
	case lib.SQLITE_INTERRUPT, lib.SQLITE_TOOBIG, lib.SQLITE_NOMEM, lib.SQLITE_FULL:
		return true
	}
	return false
}

// Constraint tells whether a row breaks a constraint.
func (e *Error) Constraint() bool { return e.Primary() == lib.SQLITE_CONSTRAINT }

// ForeignKey tells whether it is a foreign key that is broken.
func (e *Error) ForeignKey() bool { return e.Code == lib.SQLITE_CONSTRAINT_FOREIGNKEY }

func (d *DB) failed(running bool) *Error {
	e := &Error{
		Code: int(lib.Xsqlite3_extended_errcode(d.tls, d.db)), Message: libc.GoString(lib.Xsqlite3_errmsg(d.tls, d.db)),
		Offset: int(lib.Xsqlite3_error_offset(d.tls, d.db)), Running: running, Refused: d.effects.Refused,
	}
	if d.progress > maxProgress {
		e.Message = fmt.Sprintf("it takes more than %d million steps", maxProgress*stepsPer/1_000_000)
	}
	return e
}

// Stmt is a prepared statement.
type Stmt struct {
	d       *DB
	stmt    uintptr
	columns []string
	// Effects are what it reads and writes. Those that only show while it runs come with Step.
	Effects *Effects
	// Tail is the offset behind the statement in its text.
	Tail int
}

// Prepare compiles the first statement of a text. The statement is nil if the text has none.
func (d *DB) Prepare(sql string) (*Stmt, *Error) {
	d.effects, d.progress = &Effects{}, 0
	text, err := libc.CString(sql)
	if err != nil {
		return nil, &Error{Code: lib.SQLITE_NOMEM, Message: err.Error(), Offset: -1}
	}
	defer libc.Xfree(d.tls, text)
	out := libc.Xmalloc(d.tls, 16)
	if out == 0 {
		return nil, &Error{Code: lib.SQLITE_NOMEM, Message: "out of memory", Offset: -1}
	}
	defer libc.Xfree(d.tls, out)
	if rc := lib.Xsqlite3_prepare_v2(d.tls, d.db, text, -1, out, out+8); rc != lib.SQLITE_OK {
		return nil, d.failed(false)
	}
	stmt := *at[uintptr](out)
	if stmt == 0 {
		return nil, nil
	}
	s := &Stmt{d: d, stmt: stmt, Effects: d.effects, Tail: int(*at[uintptr](out + 8) - text)}
	for i := range lib.Xsqlite3_column_count(d.tls, stmt) {
		s.columns = append(s.columns, libc.GoString(lib.Xsqlite3_column_name(d.tls, stmt, i)))
	}
	return s, nil
}

// Columns are the names of the columns of its rows; none if it returns no rows.
func (s *Stmt) Columns() []string { return s.columns }

// Parameters is how many ?, :name and the like it has, which all stand for NULL.
func (s *Stmt) Parameters() int {
	return int(lib.Xsqlite3_bind_parameter_count(s.d.tls, s.stmt))
}

// ReadOnly tells whether the statement leaves the database as it is.
func (s *Stmt) ReadOnly() bool { return lib.Xsqlite3_stmt_readonly(s.d.tls, s.stmt) != 0 }

// Step goes on to the next row; false behind the last one.
func (s *Stmt) Step() (bool, *Error) {
	s.d.effects = s.Effects
	switch lib.Xsqlite3_step(s.d.tls, s.stmt) {
	case lib.SQLITE_ROW:
		return true, nil
	case lib.SQLITE_DONE:
		return false, nil
	}
	return false, s.d.failed(true)
}

// Row returns the values of the row: nil, int64, float64, string or []byte.
func (s *Stmt) Row() []any {
	row := make([]any, len(s.columns))
	for i := range row {
		row[i] = s.value(int32(i))
	}
	return row
}

func (s *Stmt) value(i int32) any {
	t := s.d.tls
	switch lib.Xsqlite3_column_type(t, s.stmt, i) {
	case lib.SQLITE_INTEGER:
		return lib.Xsqlite3_column_int64(t, s.stmt, i)
	case lib.SQLITE_FLOAT:
		return lib.Xsqlite3_column_double(t, s.stmt, i)
	case lib.SQLITE_TEXT:
		p := lib.Xsqlite3_column_text(t, s.stmt, i)
		return string(libc.GoBytes(p, int(lib.Xsqlite3_column_bytes(t, s.stmt, i))))
	case lib.SQLITE_BLOB:
		p := lib.Xsqlite3_column_blob(t, s.stmt, i)
		return append([]byte{}, libc.GoBytes(p, int(lib.Xsqlite3_column_bytes(t, s.stmt, i)))...)
	}
	return nil
}

// Close frees the statement.
func (s *Stmt) Close() { lib.Xsqlite3_finalize(s.d.tls, s.stmt) }

// Run runs the statement to its end without looking at its rows.
func (s *Stmt) Run() *Error {
	for {
		if more, err := s.Step(); !more || err != nil {
			return err
		}
	}
}

// Exec runs one statement.
func (d *DB) Exec(sql string) *Error {
	s, err := d.Prepare(sql)
	if err != nil || s == nil {
		return err
	}
	defer s.Close()
	return s.Run()
}

// All returns the rows of the statement. Too many are an Error that is Bounded.
func (s *Stmt) All() ([][]any, *Error) {
	var rows [][]any
	size := 0
	for {
		more, err := s.Step()
		if err != nil || !more {
			return rows, err
		}
		row := s.Row()
		for _, v := range row {
			size += 16 + length(v)
		}
		if rows = append(rows, row); len(rows) > maxRows || size > maxAnswer {
			return nil, &Error{Code: lib.SQLITE_TOOBIG, Message: "it has too many rows", Offset: -1, Running: true}
		}
	}
}

func length(v any) int {
	switch x := v.(type) {
	case string:
		return len(x)
	case []byte:
		return len(x)
	}
	return 0
}

// Query returns the rows of a query.
func (d *DB) Query(sql string) ([][]any, *Error) {
	s, err := d.Prepare(sql)
	if err != nil || s == nil {
		return nil, err
	}
	defer s.Close()
	return s.All()
}

// Autocommit tells whether no transaction is open.
func (d *DB) Autocommit() bool { return lib.Xsqlite3_get_autocommit(d.tls, d.db) != 0 }

// LastRowID is the key of the row that was inserted last.
func (d *DB) LastRowID() int64 { return lib.Xsqlite3_last_insert_rowid(d.tls, d.db) }

// Changes is how many rows the last INSERT, UPDATE or DELETE has changed.
func (d *DB) Changes() int { return int(lib.Xsqlite3_changes(d.tls, d.db)) }

// DoubleQuotedStrings says whether "x" is a string where there is no column x, as it
// is by default, but not in the sqlite3 shell since 3.41.
// See https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted.
func (d *DB) DoubleQuotedStrings(on bool) {
	d.configure(lib.SQLITE_DBCONFIG_DQS_DDL, on)
	d.configure(lib.SQLITE_DBCONFIG_DQS_DML, on)
}

// Triggers says whether triggers fire.
func (d *DB) Triggers(on bool) { d.configure(lib.SQLITE_DBCONFIG_ENABLE_TRIGGER, on) }

func (d *DB) configure(op int32, on bool) {
	value := int32(0)
	if on {
		value = 1
	}
	args := libc.NewVaList(value, uintptr(0))
	lib.Xsqlite3_db_config(d.tls, d.db, op, args)
	libc.Xfree(d.tls, args)
}
