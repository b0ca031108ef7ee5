package postgresql

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// The manual's pages that the rows stand on, by the first version of which a row says something.
const (
	manual96 = "https://www.postgresql.org/docs/9.6/"
	manual10 = "https://www.postgresql.org/docs/10/"
	manual11 = "https://www.postgresql.org/docs/11/"
	manual12 = "https://www.postgresql.org/docs/12/"
	manual14 = "https://www.postgresql.org/docs/14/"
	manual15 = "https://www.postgresql.org/docs/15/"
	manual18 = "https://www.postgresql.org/docs/18/"

	alterTable15 = manual15 + "sql-altertable.html"
	// tablecmds says what the manual leaves out: AlterTableGetLockLevel() and what each command opens.
	tablecmds15 = "https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/commands/tablecmds.c"
	server18    = "https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/"
	server14    = "https://github.com/postgres/postgres/blob/REL_14_STABLE/src/backend/"
	server11    = "https://github.com/postgres/postgres/blob/REL_11_STABLE/src/backend/"
	server15    = "https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/"
)

// Short names of the roles, for the table.
const (
	child       = sqlstmt.RoleChild
	parent      = sqlstmt.RoleParent
	fallback    = sqlstmt.RoleDefault
	partition   = sqlstmt.RolePartition
	referenced  = sqlstmt.RoleReferenced
	referencing = sqlstmt.RoleReferencing
	origin      = sqlstmt.RoleSource
	anyTarget   = sqlstmt.RoleTarget
	anIndex     = sqlstmt.RoleIndex
	aSequence   = sqlstmt.RoleSequence
	dependent   = sqlstmt.RoleDependent
	using       = sqlstmt.RoleUsing
)

// lockFacts is the table of locks. It is plain data: what a row says of the versions under measured is compared
// with servers, row by row, by TestLocksOnServer.
var lockFacts = []lockFact{
	// Tables
	{id: "new-table", form: "any change of a table that the same path has made", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "create-table", form: "CREATE TABLE", locks: []roleLock{{roleOwn, accessExclusive, 0}, {parent, shareUpdateExclusive, 0}, {origin, accessShare, 0}}, source: manual15 + "sql-createtable.html", measured: versions{10, 18}},
	{id: "create-partition", form: "CREATE TABLE ... PARTITION OF", since: ir.Version{Major: 10}, before: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {parent, accessExclusive, 0}, {fallback, accessExclusive, scan}, {referenced, accessShare, 0}}, source: manual11 + "sql-createtable.html", measured: versions{10, 11}, note: "ATTACH PARTITION of a table made beforehand locks the parent less"},
	{id: "create-partition", form: "CREATE TABLE ... PARTITION OF", since: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {parent, accessExclusive, 0}, {fallback, accessExclusive, scan}, {referenced, shareRowExclusive, 0}}, source: manual15 + "sql-createtable.html", measured: versions{12, 18}, note: "ATTACH PARTITION of a table made beforehand locks the parent less"},
	{id: "create-table-as", form: "CREATE TABLE ... AS, SELECT INTO, CREATE MATERIALIZED VIEW", locks: []roleLock{{roleOwn, accessExclusive, 0}, {origin, accessShare, 0}}, source: manual15 + "sql-createtableas.html", measured: versions{10, 18}},
	{id: "drop-table", form: "DROP TABLE", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {referenced, accessExclusive, 0}, {referencing, accessExclusive, 0}, {parent, accessExclusive, 0}, {fallback, accessExclusive, 0}, {dependent, accessExclusive, 0}, {aSequence, accessExclusive, 0}}, source: tablecmds15, measured: versions{10, 18}},
	{id: "drop-schema", form: "DROP SCHEMA ... CASCADE", locks: []roleLock{{anyTarget, accessExclusive, 0}, {referenced, accessExclusive, 0}, {referencing, accessExclusive, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "truncate", form: "TRUNCATE", locks: []roleLock{{roleOwn, accessExclusive, 0}, {anyTarget, accessExclusive, 0}, {child, accessExclusive, 0}, {referencing, accessExclusive, 0}}, source: manual15 + "sql-truncate.html", measured: versions{10, 18}},
	{id: "rename-table", form: "ALTER TABLE ... RENAME TO", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "set-schema", form: "ALTER TABLE ... SET SCHEMA", locks: []roleLock{{roleOwn, accessExclusive, 0}, {aSequence, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "alter-skipped", form: "ALTER TABLE with IF [NOT] EXISTS that leaves nothing to do", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: tablecmds15, measured: versions{10, 18}, note: "the lock is taken before the server looks"},

	// Columns
	{id: "add-column", form: "ALTER TABLE ... ADD COLUMN", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-column-not-null", form: "ALTER TABLE ... ADD COLUMN ... NOT NULL without a default", locks: []roleLock{{roleOwn, accessExclusive, scan}, {child, accessExclusive, scan}}, source: alterTable15, measured: versions{10, 18}, note: "it fails if there is a row"},
	{id: "add-column-default", form: "ALTER TABLE ... ADD COLUMN ... DEFAULT constant", before: ir.Version{Major: 11}, locks: []roleLock{{roleOwn, accessExclusive, rewrite}, {child, accessExclusive, rewrite}}, source: manual10 + "sql-altertable.html", measured: versions{10, 10}},
	{id: "add-column-default", form: "ALTER TABLE ... ADD COLUMN ... DEFAULT constant", since: ir.Version{Major: 11}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: manual11 + "sql-altertable.html", measured: versions{11, 18}},
	{id: "add-column-volatile-default", form: "ALTER TABLE ... ADD COLUMN ... DEFAULT random()", locks: []roleLock{{roleOwn, accessExclusive, rewrite}, {child, accessExclusive, rewrite}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-column-serial", form: "ALTER TABLE ... ADD COLUMN ... serial or GENERATED AS IDENTITY", locks: []roleLock{{roleOwn, accessExclusive, rewrite}, {child, accessExclusive, rewrite}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-column-stored", form: "ALTER TABLE ... ADD COLUMN ... GENERATED ALWAYS AS (...) STORED", since: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, accessExclusive, rewrite}, {child, accessExclusive, rewrite}}, source: alterTable15, measured: versions{12, 18}},
	{id: "add-column-virtual", form: "ALTER TABLE ... ADD COLUMN ... GENERATED ALWAYS AS (...) VIRTUAL", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: manual18 + "sql-altertable.html", measured: versions{18, 18}},
	{id: "add-column-domain", form: "ALTER TABLE ... ADD COLUMN of a domain with constraints", locks: []roleLock{{roleOwn, accessExclusive, rewrite}, {child, accessExclusive, rewrite}}, source: alterTable15, measured: versions{10, 18}},
	{id: "drop-column", form: "ALTER TABLE ... DROP COLUMN", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {referenced, accessExclusive, 0}, {referencing, accessExclusive, 0}, {dependent, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "rename-column", form: "ALTER TABLE ... RENAME COLUMN", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "alter-type", form: "ALTER TABLE ... ALTER COLUMN ... TYPE", locks: []roleLock{{roleOwn, accessExclusive, rewrite | build}, {child, accessExclusive, rewrite | build}, {referenced, accessExclusive, 0}, {referencing, accessExclusive, scan}}, source: alterTable15, measured: versions{10, 18}, note: "foreign keys on the column are checked again"},
	{id: "alter-type-in-place", form: "ALTER TABLE ... ALTER COLUMN ... TYPE that keeps the rows", locks: []roleLock{{roleOwn, accessExclusive, build | scan}, {child, accessExclusive, build | scan}, {referenced, accessExclusive, 0}, {referencing, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "alter-column", form: "ALTER TABLE ... ALTER COLUMN ... SET DEFAULT, DROP DEFAULT, DROP NOT NULL, DROP EXPRESSION, ADD GENERATED", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "set-identity", form: "ALTER TABLE ... ALTER COLUMN ... SET GENERATED", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {aSequence, shareRowExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "drop-identity", form: "ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {aSequence, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "set-not-null", form: "ALTER TABLE ... ALTER COLUMN ... SET NOT NULL", locks: []roleLock{{roleOwn, accessExclusive, scan}, {child, accessExclusive, scan}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-not-null-not-valid", form: "ALTER TABLE ... ADD NOT NULL ... NOT VALID", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: manual18 + "sql-altertable.html", measured: versions{18, 18}},
	{id: "set-expression", form: "ALTER TABLE ... ALTER COLUMN ... SET EXPRESSION of a stored column", since: ir.Version{Major: 17}, locks: []roleLock{{roleOwn, accessExclusive, rewrite}, {child, accessExclusive, rewrite}}, source: manual18 + "sql-altertable.html", measured: versions{17, 18}},
	{id: "set-expression-virtual", form: "ALTER TABLE ... ALTER COLUMN ... SET EXPRESSION of a virtual column", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: manual18 + "sql-altertable.html", measured: versions{18, 18}},
	{id: "set-not-null-proven", form: "ALTER TABLE ... ALTER COLUMN ... SET NOT NULL where a validated CHECK forbids nulls", since: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: manual12 + "sql-altertable.html", measured: versions{12, 18}},
	{id: "set-column-statistics", form: "ALTER TABLE ... ALTER COLUMN ... SET STATISTICS, SET (n_distinct = ...)", locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {child, shareUpdateExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "set-column-storage", form: "ALTER TABLE ... ALTER COLUMN ... SET STORAGE, SET COMPRESSION", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: tablecmds15, measured: versions{10, 18}},

	// Constraints
	{id: "add-check", form: "ALTER TABLE ... ADD CHECK", locks: []roleLock{{roleOwn, accessExclusive, scan}, {child, accessExclusive, scan}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-check-not-valid", form: "ALTER TABLE ... ADD CHECK ... NOT VALID", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-foreign-key", form: "ALTER TABLE ... ADD FOREIGN KEY", locks: []roleLock{{roleOwn, shareRowExclusive, scan}, {child, shareRowExclusive, scan}, {referenced, shareRowExclusive, 0}}, source: alterTable15, measured: versions{10, 18}, note: "the other table is read too, by its key or whole"},
	{id: "add-foreign-key-not-valid", form: "ALTER TABLE ... ADD FOREIGN KEY ... NOT VALID", locks: []roleLock{{roleOwn, shareRowExclusive, 0}, {child, shareRowExclusive, 0}, {referenced, shareRowExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-primary-key", form: "ALTER TABLE ... ADD PRIMARY KEY", locks: []roleLock{{roleOwn, accessExclusive, build}, {child, accessExclusive, build}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-unique", form: "ALTER TABLE ... ADD UNIQUE", locks: []roleLock{{roleOwn, accessExclusive, build}, {child, accessExclusive, build}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-exclusion", form: "ALTER TABLE ... ADD EXCLUDE", locks: []roleLock{{roleOwn, accessExclusive, build}, {child, accessExclusive, build}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-constraint-using-index", form: "ALTER TABLE ... ADD UNIQUE or PRIMARY KEY USING INDEX", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "add-primary-key-using-index", form: "ALTER TABLE ... ADD PRIMARY KEY USING INDEX over columns that allow nulls", locks: []roleLock{{roleOwn, accessExclusive, scan}}, source: alterTable15, measured: versions{10, 18}},
	{id: "validate-check", form: "ALTER TABLE ... VALIDATE CONSTRAINT of a CHECK", locks: []roleLock{{roleOwn, shareUpdateExclusive, scan}, {child, shareUpdateExclusive, scan}}, source: alterTable15, measured: versions{10, 18}},
	{id: "validate-not-null", form: "ALTER TABLE ... VALIDATE CONSTRAINT of a NOT NULL", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, shareUpdateExclusive, scan}, {child, shareUpdateExclusive, scan}}, source: manual18 + "sql-altertable.html", measured: versions{18, 18}},
	{id: "validate-foreign-key", form: "ALTER TABLE ... VALIDATE CONSTRAINT of a FOREIGN KEY", locks: []roleLock{{roleOwn, shareUpdateExclusive, scan}, {child, shareUpdateExclusive, scan}, {referenced, rowShare, 0}}, source: alterTable15, measured: versions{10, 18}, note: "the other table is read too, by its key or whole"},
	{id: "validate-skipped", form: "ALTER TABLE ... VALIDATE CONSTRAINT of a valid one", locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {child, shareUpdateExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "drop-constraint", form: "ALTER TABLE ... DROP CONSTRAINT", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {referencing, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "drop-foreign-key", form: "ALTER TABLE ... DROP CONSTRAINT of a FOREIGN KEY", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {referenced, accessExclusive, 0}}, source: tablecmds15, measured: versions{10, 18}},
	{id: "alter-constraint", form: "ALTER TABLE ... ALTER CONSTRAINT", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: tablecmds15, measured: versions{10, 18}},
	{id: "alter-constraint-enforced", form: "ALTER TABLE ... ALTER CONSTRAINT ... ENFORCED of a FOREIGN KEY", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, scan}, {referenced, shareRowExclusive, 0}}, source: manual18 + "sql-altertable.html", measured: versions{18, 18}, note: "the other table is read too, by its key or whole"},
	{id: "alter-constraint-not-enforced", form: "ALTER TABLE ... ALTER CONSTRAINT ... NOT ENFORCED of a FOREIGN KEY", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {referenced, accessExclusive, 0}}, source: manual18 + "sql-altertable.html", measured: versions{18, 18}},
	{id: "alter-constraint-inherit", form: "ALTER TABLE ... ALTER CONSTRAINT ... INHERIT of a NOT NULL", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, scan}}, source: manual18 + "sql-altertable.html", measured: versions{18, 18}, note: "a child that has such a constraint already is not read"},
	{id: "alter-constraint-no-inherit", form: "ALTER TABLE ... ALTER CONSTRAINT ... NO INHERIT of a NOT NULL", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: manual18 + "sql-altertable.html", measured: versions{18, 18}},
	{id: "rename-constraint", form: "ALTER TABLE ... RENAME CONSTRAINT", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "domain-constraint", form: "ALTER DOMAIN ... ADD CONSTRAINT, SET NOT NULL", locks: []roleLock{{using, share, scan}}, source: server15 + "commands/typecmds.c", measured: versions{10, 18}, note: "every table with a column of the domain is read"},
	{id: "validate-domain", form: "ALTER DOMAIN ... VALIDATE CONSTRAINT", locks: []roleLock{{using, share, scan}}, source: server15 + "commands/typecmds.c", measured: versions{10, 18}},
	{id: "drop-type", form: "DROP TYPE or DOMAIN ... CASCADE", locks: []roleLock{{using, accessExclusive, 0}}, source: tablecmds15, measured: versions{10, 18}},

	// Indexes
	{id: "create-index", form: "CREATE INDEX", locks: []roleLock{{roleOwn, share, build}, {child, share, build}}, source: manual15 + "sql-createindex.html", measured: versions{10, 18}},
	{id: "create-index-skipped", form: "CREATE INDEX IF NOT EXISTS that finds the name", locks: []roleLock{{roleOwn, share, 0}}, source: manual15 + "sql-createindex.html", measured: versions{10, 18}},
	{id: "create-index-concurrently", form: "CREATE INDEX CONCURRENTLY", locks: []roleLock{{roleOwn, shareUpdateExclusive, build}}, held: heldStatement, source: manual15 + "sql-createindex.html", measured: versions{10, 18}, note: "it waits twice for transactions that are older than it"},
	{id: "create-index-concurrently-skipped", form: "CREATE INDEX CONCURRENTLY IF NOT EXISTS that finds the name", locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, held: heldStatement, source: manual15 + "sql-createindex.html", measured: versions{10, 18}},
	{id: "drop-index", form: "DROP INDEX", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: manual15 + "sql-dropindex.html", measured: versions{10, 18}},
	{id: "drop-index-concurrently", form: "DROP INDEX CONCURRENTLY", locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, held: heldStatement, source: manual15 + "sql-dropindex.html", measured: versions{10, 18}, note: "it waits for transactions that use the table"},
	{id: "reindex", form: "REINDEX", locks: []roleLock{{roleOwn, share, build}, {anIndex, accessExclusive, 0}}, source: manual15 + "sql-reindex.html", measured: versions{10, 18}, note: "the index is locked so that no query on the table can be planned"},
	{id: "reindex-partitioned", form: "REINDEX of a partitioned table or index", since: ir.Version{Major: 14}, locks: []roleLock{{roleOwn, share, 0}, {child, share, build}}, held: heldStatement, source: manual14 + "sql-reindex.html", measured: versions{14, 18}, note: "one partition after the other, each with a transaction of its own"},
	{id: "reindex-concurrently", form: "REINDEX CONCURRENTLY", since: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, shareUpdateExclusive, build}, {child, shareUpdateExclusive, build}}, held: heldStatement, source: manual12 + "sql-reindex.html", measured: versions{12, 18}, note: "it waits for transactions that are older than it"},
	{id: "rename-index", form: "ALTER INDEX ... RENAME TO", before: ir.Version{Major: 12}, locks: []roleLock{{anIndex, accessExclusive, 0}}, source: manual11 + "sql-alterindex.html", measured: versions{10, 11}},
	{id: "rename-index", form: "ALTER INDEX ... RENAME TO", since: ir.Version{Major: 12}, locks: []roleLock{{anIndex, shareUpdateExclusive, 0}}, source: manual12 + "sql-alterindex.html", measured: versions{12, 18}},
	{id: "attach-index", form: "ALTER INDEX ... ATTACH PARTITION", since: ir.Version{Major: 11}, before: ir.Version{Major: 12}, locks: []roleLock{{anIndex, accessExclusive, 0}, {anyTarget, accessExclusive, 0}, {partition, accessShare, 0}, {roleOwn, accessShare, 0}}, source: manual11 + "sql-alterindex.html", measured: versions{11, 11}},
	{id: "attach-index", form: "ALTER INDEX ... ATTACH PARTITION", since: ir.Version{Major: 12}, locks: []roleLock{{anIndex, shareUpdateExclusive, 0}, {anyTarget, accessExclusive, 0}, {partition, accessShare, 0}, {roleOwn, accessShare, 0}}, source: tablecmds15, measured: versions{12, 18}},
	{id: "set-index-parameter", form: "ALTER INDEX ... SET (fillfactor = ...)", locks: []roleLock{{anIndex, shareUpdateExclusive, 0}}, source: server15 + "access/common/reloptions.c", measured: versions{10, 18}},
	{id: "set-index-parameter-exclusive", form: "ALTER INDEX ... SET (fastupdate = ...)", locks: []roleLock{{anIndex, accessExclusive, 0}}, source: server15 + "access/common/reloptions.c", measured: versions{10, 18}},
	{id: "set-index-tablespace", form: "ALTER INDEX ... SET TABLESPACE", locks: []roleLock{{anIndex, accessExclusive, rewrite}}, source: manual15 + "sql-alterindex.html", measured: versions{10, 18}},

	// Options
	{id: "set-logged", form: "ALTER TABLE ... SET LOGGED, SET UNLOGGED", locks: []roleLock{{roleOwn, accessExclusive, rewrite}}, source: alterTable15, measured: versions{10, 18}},
	{id: "set-tablespace", form: "ALTER TABLE ... SET TABLESPACE", locks: []roleLock{{roleOwn, accessExclusive, rewrite}}, source: alterTable15, measured: versions{10, 18}},
	{id: "set-access-method", form: "ALTER TABLE ... SET ACCESS METHOD", since: ir.Version{Major: 15}, locks: []roleLock{{roleOwn, accessExclusive, rewrite}}, source: alterTable15, measured: versions{15, 18}},
	{id: "drop-oids", form: "ALTER TABLE ... SET WITHOUT OIDS", locks: []roleLock{{roleOwn, accessExclusive, rewrite}}, before: ir.Version{Major: 12}, source: manual11 + "sql-altertable.html", measured: versions{10, 11}, note: "a table that has no OIDs stays as it is"},
	{id: "drop-oids", form: "ALTER TABLE ... SET WITHOUT OIDS", since: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: alterTable15, measured: versions{12, 18}},
	{id: "set-owner", form: "ALTER TABLE ... OWNER TO", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "cluster-on", form: "ALTER TABLE ... CLUSTER ON, SET WITHOUT CLUSTER", locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "set-table-option", form: "ALTER TABLE ... ROW LEVEL SECURITY, REPLICA IDENTITY, OF", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: tablecmds15, measured: versions{10, 18}},
	{id: "set-parameter", form: "ALTER TABLE ... SET (fillfactor or autovacuum_... = ...)", locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "set-parameter-parallel", form: "ALTER TABLE ... SET (parallel_workers = ...)", before: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: manual96 + "sql-altertable.html"},
	{id: "set-parameter-parallel", form: "ALTER TABLE ... SET (parallel_workers = ...)", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, source: manual10 + "sql-altertable.html", measured: versions{10, 18}},
	{id: "set-parameter-exclusive", form: "ALTER TABLE or VIEW ... SET (user_catalog_table or security_barrier = ...)", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: server15 + "access/common/reloptions.c", measured: versions{10, 18}},

	// Partitions and inheritance
	{id: "attach-partition", form: "ALTER TABLE ... ATTACH PARTITION", since: ir.Version{Major: 10}, before: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {partition, accessExclusive, scan | build}, {child, accessExclusive, scan}, {fallback, accessExclusive, scan}, {referenced, rowShare, 0}}, source: manual11 + "sql-altertable.html", measured: versions{10, 11}},
	{id: "attach-partition", form: "ALTER TABLE ... ATTACH PARTITION", since: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {partition, accessExclusive, scan | build}, {child, accessExclusive, scan}, {fallback, accessExclusive, scan}, {referenced, shareRowExclusive, 0}}, source: manual12 + "sql-altertable.html", measured: versions{12, 18}},
	{id: "detach-partition", form: "ALTER TABLE ... DETACH PARTITION", since: ir.Version{Major: 10}, before: ir.Version{Major: 14}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {partition, shareUpdateExclusive, 0}, {fallback, accessExclusive, 0}, {referenced, shareRowExclusive, 0}}, source: manual11 + "sql-altertable.html", measured: versions{10, 13}},
	{id: "detach-partition", form: "ALTER TABLE ... DETACH PARTITION", since: ir.Version{Major: 14}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {partition, accessExclusive, 0}, {fallback, accessExclusive, 0}, {referenced, shareRowExclusive, 0}}, source: alterTable15, measured: versions{14, 18}},
	{id: "detach-partition-concurrently", form: "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY", since: ir.Version{Major: 14}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {partition, accessExclusive, 0}}, held: heldStatement, source: manual14 + "sql-altertable.html", measured: versions{14, 18}, note: "it waits for transactions that use the parent, holding no lock meanwhile, then locks the partition"},
	{id: "detach-finalize", form: "ALTER TABLE ... DETACH PARTITION ... FINALIZE", since: ir.Version{Major: 14}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {partition, accessExclusive, 0}}, source: manual14 + "sql-altertable.html", measured: versions{14, 18}},
	{id: "inherit", form: "ALTER TABLE ... INHERIT", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {parent, shareUpdateExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "no-inherit", form: "ALTER TABLE ... NO INHERIT", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {parent, accessShare, 0}}, source: tablecmds15, measured: versions{10, 18}},

	// Triggers, rules, policies, statistics
	{id: "create-trigger", form: "CREATE TRIGGER", locks: []roleLock{{roleOwn, shareRowExclusive, 0}, {child, shareRowExclusive, 0}, {referenced, accessShare, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "drop-trigger", form: "DROP TRIGGER", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: server15 + "commands/trigger.c", measured: versions{10, 18}},
	{id: "rename-trigger", form: "ALTER TRIGGER ... RENAME", before: ir.Version{Major: 15}, locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: server14 + "commands/trigger.c", measured: versions{10, 14}},
	{id: "rename-trigger", form: "ALTER TRIGGER ... RENAME", since: ir.Version{Major: 15}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}}, source: server15 + "commands/trigger.c", measured: versions{15, 18}},
	{id: "rename-policy", form: "ALTER POLICY or RULE ... RENAME", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: server15 + "commands/policy.c", measured: versions{10, 18}},
	{id: "enable-trigger", form: "ALTER TABLE ... ENABLE or DISABLE TRIGGER", locks: []roleLock{{roleOwn, shareRowExclusive, 0}, {child, shareRowExclusive, 0}}, source: alterTable15, measured: versions{10, 18}},
	{id: "rule", form: "CREATE, DROP, ENABLE or DISABLE RULE", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: server15 + "rewrite/rewriteDefine.c", measured: versions{10, 18}},
	{id: "policy", form: "CREATE, ALTER or DROP POLICY", locks: []roleLock{{roleOwn, accessExclusive, 0}}, source: server15 + "commands/policy.c", measured: versions{10, 18}},
	{id: "create-statistics", form: "CREATE STATISTICS", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "drop-statistics", form: "DROP STATISTICS", since: ir.Version{Major: 10}, before: ir.Version{Major: 12}, locks: nil, source: server11 + "commands/statscmds.c", measured: versions{10, 11}},
	{id: "drop-statistics", form: "DROP STATISTICS", since: ir.Version{Major: 12}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, source: server15 + "commands/statscmds.c", measured: versions{12, 18}},
	{id: "grant", form: "GRANT and REVOKE ON TABLE", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessShare, 0}}, source: server18 + "catalog/aclchk.c", measured: versions{18, 18}},
	{id: "comment", form: "COMMENT ON TABLE, COLUMN or VIEW", locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "comment-index", form: "COMMENT ON INDEX", locks: []roleLock{{anIndex, shareUpdateExclusive, 0}}, source: manual15 + "sql-comment.html", measured: versions{10, 18}},
	{id: "comment-part", form: "COMMENT ON CONSTRAINT, TRIGGER, RULE or POLICY", locks: []roleLock{{roleOwn, accessShare, 0}}, source: server15 + "catalog/objectaddress.c", measured: versions{10, 18}},

	// Replication
	{id: "publish-table", form: "CREATE PUBLICATION ... FOR TABLE, ALTER PUBLICATION ... ADD, SET or DROP TABLE", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {child, shareUpdateExclusive, 0}}, source: server15 + "commands/publicationcmds.c", measured: versions{14, 18}},
	{id: "refresh-subscription", form: "CREATE SUBSCRIPTION that connects, ALTER SUBSCRIPTION that refreshes its publications", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, accessShare, 0}}, held: heldStatement, source: server15 + "commands/subscriptioncmds.c", note: "the tables that the publisher names and that the subscription does not have yet; workers then copy their rows, as COPY FROM"},

	// Views and sequences
	{id: "create-view", form: "CREATE VIEW", locks: []roleLock{{roleOwn, accessExclusive, 0}, {origin, accessShare, 0}}, source: manual15 + "sql-createview.html", measured: versions{10, 18}},
	{id: "replace-view", form: "CREATE OR REPLACE VIEW", locks: []roleLock{{roleOwn, accessExclusive, 0}, {origin, accessShare, 0}}, source: manual15 + "sql-createview.html", measured: versions{10, 18}},
	{id: "drop-view", form: "DROP VIEW, DROP MATERIALIZED VIEW", locks: []roleLock{{roleOwn, accessExclusive, 0}, {dependent, accessExclusive, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "refresh-view", form: "REFRESH MATERIALIZED VIEW", locks: []roleLock{{roleOwn, accessExclusive, rewrite}, {origin, accessShare, 0}}, source: manual15 + "sql-refreshmaterializedview.html", measured: versions{10, 18}},
	{id: "refresh-view-concurrently", form: "REFRESH MATERIALIZED VIEW CONCURRENTLY", locks: []roleLock{{roleOwn, exclusive, scan}, {origin, accessShare, 0}}, source: manual15 + "sql-refreshmaterializedview.html", measured: versions{10, 18}},
	{id: "create-sequence", form: "CREATE SEQUENCE ... OWNED BY", locks: []roleLock{{origin, accessShare, 0}}, source: server15 + "commands/sequence.c", measured: versions{10, 18}},
	{id: "alter-sequence", form: "ALTER SEQUENCE", since: ir.Version{Major: 10}, locks: []roleLock{{aSequence, shareRowExclusive, 0}, {origin, accessShare, 0}}, source: manual10 + "sql-altersequence.html", measured: versions{10, 18}},
	{id: "move-sequence", form: "ALTER SEQUENCE ... RENAME, SET SCHEMA, OWNER TO, SET LOGGED, SET UNLOGGED", locks: []roleLock{{aSequence, accessExclusive, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "drop-sequence", form: "DROP SEQUENCE", locks: []roleLock{{aSequence, accessExclusive, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},

	// Rows
	{id: "select", form: "SELECT, COPY TO", locks: []roleLock{{roleOwn, accessShare, 0}, {origin, accessShare, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "select-for-update", form: "SELECT ... FOR UPDATE", locks: []roleLock{{roleOwn, rowShare, rows}, {origin, rowShare, rows}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "insert", form: "INSERT, COPY FROM", locks: []roleLock{{roleOwn, rowExclusive, 0}, {anyTarget, rowExclusive, 0}, {referenced, rowShare, 0}, {origin, accessShare, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "update", form: "UPDATE, DELETE, MERGE", locks: []roleLock{{roleOwn, rowExclusive, rows}, {child, rowExclusive, rows}, {anyTarget, rowExclusive, rows}, {referencing, rowShare, 0}, {referenced, rowShare, 0}, {origin, accessShare, 0}}, source: manual15 + "explicit-locking.html", measured: versions{10, 18}},
	{id: "lock-table", form: "LOCK TABLE", locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, 0}, {origin, accessExclusive, 0}}, source: manual15 + "sql-lock.html", measured: versions{10, 18}},

	// Maintenance
	{id: "vacuum", form: "VACUUM", before: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}}, held: heldStatement, source: manual15 + "explicit-locking.html", measured: versions{10, 17}},
	{id: "vacuum", form: "VACUUM", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {child, shareUpdateExclusive, 0}}, held: heldStatement, source: manual18 + "sql-vacuum.html", measured: versions{18, 18}, note: "one table after the other"},
	{id: "vacuum-partitioned", form: "VACUUM of a partitioned table", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {child, shareUpdateExclusive, 0}}, held: heldStatement, source: manual15 + "sql-vacuum.html", measured: versions{10, 18}, note: "one table after the other"},
	{id: "vacuum-full", form: "VACUUM FULL", before: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, rewrite}}, held: heldStatement, source: manual15 + "sql-vacuum.html", measured: versions{10, 17}},
	{id: "vacuum-full", form: "VACUUM FULL", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, accessExclusive, rewrite}, {child, accessExclusive, rewrite}}, held: heldStatement, source: manual18 + "sql-vacuum.html", measured: versions{18, 18}, note: "one table after the other"},
	{id: "vacuum-full-partitioned", form: "VACUUM FULL of a partitioned table", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, rewrite}}, held: heldStatement, source: manual15 + "sql-vacuum.html", measured: versions{10, 18}, note: "one table after the other"},
	{id: "cluster", form: "CLUSTER", locks: []roleLock{{roleOwn, accessExclusive, rewrite}}, source: manual15 + "sql-cluster.html", measured: versions{10, 18}},
	{id: "cluster-partitioned", form: "CLUSTER of a partitioned table", since: ir.Version{Major: 15}, locks: []roleLock{{roleOwn, accessExclusive, 0}, {child, accessExclusive, rewrite}}, held: heldStatement, source: manual15 + "sql-cluster.html", measured: versions{15, 18}, note: "one partition after the other"},
	{id: "analyze", form: "ANALYZE", before: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {child, accessShare, 0}}, source: manual15 + "sql-analyze.html", measured: versions{10, 17}},
	{id: "analyze", form: "ANALYZE", since: ir.Version{Major: 18}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {child, shareUpdateExclusive, 0}}, source: manual18 + "sql-analyze.html", measured: versions{18, 18}},
	{id: "analyze-partitioned", form: "ANALYZE of a partitioned table", since: ir.Version{Major: 10}, locks: []roleLock{{roleOwn, shareUpdateExclusive, 0}, {child, shareUpdateExclusive, 0}}, source: manual15 + "sql-analyze.html", measured: versions{10, 18}},
}
