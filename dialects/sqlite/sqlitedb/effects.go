package sqlitedb

import (
	"slices"
	"strings"
	"time"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Effects are what a statement touches, by what its compilation asks the authorizer
// for: triggers and the actions of foreign keys are included.
type Effects struct {
	// Reads are the tables and views whose columns it reads, Writes the tables in which it may insert, update or
	// delete; both each once, in lower case.
	Reads, Writes []string
	// Schema are the objects that it creates, drops or alters.
	Schema []Object
	// Functions are the SQL functions that it calls, in lower case, but for those in the defaults of columns.
	Functions []string
	// Volatile says what makes it give something else each time: "the clock", "random()"; empty if nothing does. It is
	// only complete when the statement has run.
	Volatile string
	// Skipped is a PRAGMA that concerns the file or the session and does nothing here, in lower case.
	Skipped string
	// Refused says what the statement wanted and may not do.
	Refused string
}

// Object is an object of the schema.
type Object struct{ Kind, Name string }

func addOnce(list *[]string, name string) {
	name = strings.ToLower(name)
	if name != "" && !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}

// ChangesSchema tells whether the statement changes the schema.
func (e *Effects) ChangesSchema() bool { return len(e.Schema) > 0 }

// skippedPragmas concern files, the cache or the connection. They do nothing to a schema, and nothing here.
// See https://www.sqlite.org/pragma.html.
var skippedPragmas = strings.Fields(`analysis_limit auto_vacuum automatic_index busy_timeout cache_size cache_spill cell_size_check checkpoint_fullfsync
	data_store_directory data_version default_cache_size encoding fullfsync hard_heap_limit incremental_vacuum journal_mode journal_size_limit
	locking_mode max_page_count mmap_size page_size parser_trace read_uncommitted secure_delete shrink_memory soft_heap_limit
	synchronous temp_store temp_store_directory threads trusted_schema vdbe_addoptrace vdbe_debug vdbe_listing vdbe_trace wal_autocheckpoint wal_checkpoint`)

// serverFunctions tell about the build of the engine, or of the session so far.
var serverFunctions = []string{"sqlite_version", "sqlite_source_id", "sqlite_compileoption_get", "sqlite_compileoption_used", "total_changes"}

// volatileFunctions read the clock or random numbers, or may do so.
// See https://www.sqlite.org/lang_datefunc.html.
var volatileFunctions = strings.Fields(`date time datetime julianday unixepoch strftime timediff current_date current_time current_timestamp
	random randomblob`)

// VolatileDefaults tells whether what is volatile stands in the defaults of columns only:
// then the values that are written vary, but not how many rows.
func (e *Effects) VolatileDefaults() bool {
	return e.Volatile != "" && !slices.ContainsFunc(e.Functions, func(name string) bool {
		return slices.Contains(volatileFunctions, name) || slices.Contains(serverFunctions, name)
	})
}

// refusedPragmas change what the engine relies on.
var refusedPragmas = strings.Fields("writable_schema activate_extensions rekey key hexkey hexrekey textkey textrekey lock_status")

// authorize is asked about each thing that a statement wants while it is compiled.
// See https://www.sqlite.org/c3ref/c_alter_table.html for the codes and their two texts.
func authorize(t *libc.TLS, _ uintptr, code int32, p1, p2, _, _ uintptr) int32 {
	d := databaseOf(t)
	if d == nil {
		return lib.SQLITE_DENY
	}
	return d.effects.note(code, libc.GoString(p1), libc.GoString(p2))
}

// schemaActions are the codes that make or drop an object, whose name is the first text.
var schemaActions = map[int32]string{
	lib.SQLITE_CREATE_TABLE: "table", lib.SQLITE_CREATE_TEMP_TABLE: "table", lib.SQLITE_DROP_TABLE: "table", lib.SQLITE_DROP_TEMP_TABLE: "table",
	lib.SQLITE_CREATE_INDEX: "index", lib.SQLITE_CREATE_TEMP_INDEX: "index", lib.SQLITE_DROP_INDEX: "index", lib.SQLITE_DROP_TEMP_INDEX: "index",
	lib.SQLITE_CREATE_VIEW: "view", lib.SQLITE_CREATE_TEMP_VIEW: "view", lib.SQLITE_DROP_VIEW: "view", lib.SQLITE_DROP_TEMP_VIEW: "view",
	lib.SQLITE_CREATE_TRIGGER: "trigger", lib.SQLITE_CREATE_TEMP_TRIGGER: "trigger", lib.SQLITE_DROP_TRIGGER: "trigger", lib.SQLITE_DROP_TEMP_TRIGGER: "trigger",
	lib.SQLITE_CREATE_VTABLE: "table", lib.SQLITE_DROP_VTABLE: "table",
}

// note records one request and answers it.
func (e *Effects) note(code int32, first, second string) int32 {
	if kind, ok := schemaActions[code]; ok {
		e.Schema = append(e.Schema, Object{kind, first})
		if kind != "table" && second != "" { // the table of an index or a trigger
			e.Schema = append(e.Schema, Object{"table", second})
		}
		return lib.SQLITE_OK
	}
	switch code {
	case lib.SQLITE_ALTER_TABLE:
		e.Schema = append(e.Schema, Object{"table", second})
	case lib.SQLITE_READ:
		addOnce(&e.Reads, first)
	case lib.SQLITE_INSERT, lib.SQLITE_UPDATE, lib.SQLITE_DELETE:
		addOnce(&e.Writes, first)
	case lib.SQLITE_FUNCTION:
		addOnce(&e.Functions, second)
		switch second = strings.ToLower(second); {
		case second == "load_extension":
			return e.refuse("it loads an extension")
		case slices.Contains(serverFunctions, second):
			e.Volatile = "the version of the server"
		}
	case lib.SQLITE_ATTACH:
		return e.refuse("it attaches a file")
	case lib.SQLITE_PRAGMA:
		return e.pragma(strings.ToLower(first))
	}
	return lib.SQLITE_OK
}

func (e *Effects) refuse(why string) int32 {
	e.Refused = why
	return lib.SQLITE_DENY
}

func (e *Effects) pragma(name string) int32 {
	switch {
	case slices.Contains(refusedPragmas, name):
		return e.refuse("it sets " + name)
	case slices.Contains(skippedPragmas, name):
		e.Skipped = name
		return lib.SQLITE_IGNORE
	}
	return lib.SQLITE_OK
}

// civil takes apart seconds since 1970 in UTC.
func civil(seconds int64) (year int, month time.Month, day int, rest int64) {
	year, month, day = time.Unix(seconds, 0).UTC().Date()
	return year, month, day, ((seconds % 86400) + 86400) % 86400
}
