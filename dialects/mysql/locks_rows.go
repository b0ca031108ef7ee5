package mysql

import "fmt"

// fact is one line of the table of algorithms: how a server does a change of a class, from a release on.
type fact struct {
	class               string
	how                 how
	otherwise           how // where another change of the statement is not INSTANT; nothing: the same
	major, minor, patch int // the release from which on it holds; 0: all that are supported
	source              string
	note                string
	// unmeasured says why the test on a server does not try it.
	unmeasured string
}

func (r *fact) release() string { return fmt.Sprintf("%d.%d.%d", r.major, r.minor, r.patch) }

// The vendors' pages.
const (
	mysqlOnline    = "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html"
	mysqlOnline57  = "https://dev.mysql.com/doc/refman/5.7/en/innodb-online-ddl-operations.html"
	mysqlLimits    = "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-limitations.html"
	mysqlAlter     = "https://dev.mysql.com/doc/refman/8.4/en/alter-table.html"
	mysqlParts     = "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-partitioning"
	mysqlEnforced  = "https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html"
	mariadbInstant = "https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-instant-alter-algorithm/"
	mariadbNoCopy  = "https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-nocopy-alter-algorithm/"
	mariadbInPlace = "https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-inplace-alter-algorithm/"
	mariadbAlter   = "https://mariadb.com/kb/en/alter-table/"
)

// virtualBehind is why a change is a copy.
const virtualBehind = "a virtual column would get another place in the table"

// versions64: each INSTANT change of the columns is one more version of the rows.
const versions64 = "a table takes 64 such changes before it must be rebuilt (255 from MySQL 9.1.0)"

// mysqlRows were measured on MySQL 5.7.42, 8.0.19, 8.0.28, 8.0.36, 8.0.46, 8.4.6, 8.4.10 and 9.7.4: see TestAlgorithms. In which release between two of
// these a thing changed is the manual's word, and where it has none, the later one stands here: virtual columns
// were moved by a copy in 8.4.6, and by a rebuild in 8.4.10 and 9.7.4. Rows of one class stand from the oldest release to the newest.
var mysqlRows = []fact{
	{class: "nothing", how: nothing, source: mysqlAlter},
	{class: "rename-table", how: metadata, source: mysqlOnline57},
	{class: "rename-table", how: instant, major: 8, source: mysqlOnline},
	{class: "table-metadata", how: metadata, source: mysqlOnline},
	{class: "add-column", how: rebuild, source: mysqlOnline57},
	{class: "add-column", how: instant, otherwise: rebuild, major: 8, patch: 12, source: mysqlOnline, note: versions64},
	{class: "add-column-placed", how: rebuild, source: mysqlOnline57},
	{class: "add-column-placed", how: instant, otherwise: rebuild, major: 8, patch: 29, source: mysqlOnline, note: versions64},
	{class: "add-column-placed-virtual", how: copyShared, source: mysqlOnline57, note: virtualBehind},
	{class: "add-column-placed-virtual", how: instant, otherwise: copyShared, major: 8, patch: 29, source: mysqlOnline, note: versions64},
	{class: "add-column-placed-virtual", how: instant, otherwise: rebuild, major: 8, minor: 4, patch: 10, source: mysqlOnline, note: versions64},
	{class: "add-column-placed-virtual", how: instant, otherwise: copyShared, major: 9, source: mysqlOnline, note: versions64},
	{class: "add-column-placed-virtual", how: instant, otherwise: rebuild, major: 9, minor: 7, source: mysqlOnline, note: versions64},
	{class: "add-column-expression", how: copyShared, source: mysqlAlter},
	{class: "add-column-auto-increment", how: rebuildShared, source: mysqlOnline},
	{class: "add-column-stored", how: copyShared, source: mysqlOnline},
	{class: "add-column-virtual", how: metadata, source: mysqlOnline57},
	{class: "add-column-virtual", how: instant, major: 8, source: mysqlOnline},
	{class: "drop-column", how: rebuild, source: mysqlOnline57},
	{class: "drop-column", how: instant, otherwise: rebuild, major: 8, patch: 29, source: mysqlOnline, note: versions64},
	{class: "drop-column-before-virtual", how: copyShared, source: mysqlOnline57, note: virtualBehind},
	{class: "drop-column-before-virtual", how: instant, otherwise: copyShared, major: 8, patch: 29, source: mysqlOnline, note: versions64},
	{class: "drop-column-before-virtual", how: instant, otherwise: rebuild, major: 8, minor: 4, patch: 10, source: mysqlOnline, note: versions64},
	{class: "drop-column-before-virtual", how: instant, otherwise: copyShared, major: 9, source: mysqlOnline, note: versions64},
	{class: "drop-column-before-virtual", how: instant, otherwise: rebuild, major: 9, minor: 7, source: mysqlOnline, note: versions64},
	{class: "drop-column-indexed", how: rebuild, source: mysqlOnline},
	{class: "drop-column-part", how: rebuild, source: mysqlOnline},
	{class: "drop-column-stored", how: rebuild, source: mysqlOnline57},
	{class: "drop-column-stored", how: instant, otherwise: rebuild, major: 8, patch: 29, source: mysqlOnline, note: versions64},
	{class: "drop-column-virtual", how: metadata, source: mysqlOnline57},
	{class: "drop-column-virtual", how: instant, major: 8, source: mysqlOnline},
	{class: "rename-column", how: metadata, source: mysqlOnline57},
	{class: "rename-column", how: instant, otherwise: metadata, major: 8, patch: 28, source: mysqlOnline},
	{class: "set-default", how: metadata, source: mysqlOnline57},
	{class: "set-default", how: instant, major: 8, source: mysqlOnline},
	{class: "column-metadata", how: metadata, source: mysqlOnline57},
	{class: "column-metadata", how: instant, major: 8, source: mysqlOnline},
	{class: "move-column", how: rebuild, source: mysqlOnline},
	{class: "virtual-moved", how: copyShared, source: mysqlOnline, note: virtualBehind},
	{class: "virtual-moved", how: rebuild, major: 8, minor: 4, patch: 10, source: mysqlOnline},
	{class: "virtual-moved", how: copyShared, major: 9, source: mysqlOnline, note: virtualBehind},
	{class: "virtual-moved", how: rebuild, major: 9, minor: 7, source: mysqlOnline},
	{class: "null", how: rebuild, source: mysqlOnline},
	{class: "null-redundant", how: rebuild, source: mysqlOnline},
	{class: "not-null", how: rebuild, source: mysqlOnline, note: "fails on a NULL; without a strict sql_mode it is a COPY that turns NULL into 0 or ''"},
	{class: "not-null-stored", how: rebuild, source: mysqlOnline},
	{class: "column-type", how: copyShared, source: mysqlOnline},
	{class: "column-charset", how: copyShared, source: mysqlOnline},
	{class: "column-charset-wider", how: copyShared, source: mysqlOnline57},
	{class: "column-charset-wider", how: metadata, major: 8, source: mysqlOnline},
	{class: "column-collation", how: copyShared, source: mysqlOnline57},
	{class: "column-collation", how: metadata, major: 8, source: mysqlOnline},
	{class: "column-collation-indexed", how: copyShared, source: mysqlOnline},
	{class: "varchar-longer", how: metadata, source: mysqlOnline},
	{class: "varchar-past-255", how: copyShared, source: mysqlOnline},
	{class: "varchar-past-255-from-127", how: copyShared, source: mysqlOnline},
	{class: "varchar-shorter", how: copyShared, source: mysqlOnline},
	{class: "enum-append", how: metadata, source: mysqlOnline57},
	{class: "enum-append", how: instant, otherwise: metadata, major: 8, source: mysqlOnline},
	{class: "set-append", how: metadata, source: mysqlOnline57},
	{class: "set-append", how: instant, otherwise: metadata, major: 8, source: mysqlOnline},
	{class: "enum-changed", how: copyShared, source: mysqlOnline},
	{class: "set-changed", how: copyShared, source: mysqlOnline},
	{class: "enum-fewer", how: copyShared, source: mysqlOnline},
	{class: "set-fewer", how: copyShared, source: mysqlOnline},
	{class: "enum-wider", how: copyShared, source: mysqlOnline},
	{class: "set-wider", how: copyShared, source: mysqlOnline},
	{class: "virtual-expression", how: copyShared, source: mysqlOnline},
	{class: "auto-increment-attribute", how: copyShared, source: mysqlOnline},
	{class: "add-index", how: build, source: mysqlOnline},
	{class: "add-unique-index", how: build, source: mysqlOnline},
	{class: "add-fulltext-first", how: rebuildShared, source: mysqlOnline},
	{class: "add-fulltext", how: buildShared, source: mysqlOnline},
	{class: "add-spatial", how: buildShared, source: mysqlOnline},
	{class: "drop-index", how: metadata, source: mysqlOnline},
	{class: "rename-index", how: metadata, source: mysqlOnline},
	{class: "index-visibility", how: metadata, source: mysqlOnline},
	{class: "add-primary-key", how: rebuild, source: mysqlOnline},
	{class: "drop-primary-key", how: copyShared, source: mysqlOnline},
	{class: "replace-primary-key", how: rebuild, source: mysqlOnline},
	{class: "add-foreign-key", how: copyShared, source: mysqlOnline},
	{class: "add-foreign-key-unchecked", how: build, source: mysqlOnline},
	{class: "add-foreign-key-served", how: metadata, source: mysqlOnline},
	{class: "inline-references", how: nothing, source: "https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html"},
	{class: "inline-references", how: copyShared, major: 9, source: "https://dev.mysql.com/doc/refman/9.0/en/create-table-foreign-keys.html"},
	{class: "drop-foreign-key", how: metadata, source: mysqlOnline},
	{class: "add-check", how: nothing, source: "https://dev.mysql.com/doc/refman/5.7/en/create-table.html", note: "MySQL reads CHECK and does nothing before 8.0.16"},
	{class: "add-check", how: copyShared, major: 8, patch: 16, source: mysqlEnforced},
	{class: "add-check-not-enforced", how: instant, source: mysqlEnforced},
	{class: "drop-check", how: instant, source: mysqlEnforced},
	{class: "engine-other", how: copyShared, source: mysqlAlter},
	{class: "rebuild", how: rebuild, source: mysqlOnline},
	{class: "row-format", how: rebuild, source: mysqlOnline},
	{class: "default-charset", how: metadata, source: mysqlOnline},
	{class: "convert-charset", how: copyShared, source: mysqlOnline},
	{class: "auto-increment-value", how: metadata, source: mysqlOnline},
	{class: "order-by", how: copyShared, source: mysqlAlter},
	{class: "tablespace-file", how: copyShared, source: mysqlAlter, unmeasured: "it needs a file of another server"},
	{class: "partition-table", how: copyShared, source: mysqlParts},
	{class: "add-partition", how: metadata, source: mysqlParts},
	{class: "drop-partition", how: metadata, source: mysqlParts},
	{class: "truncate-partition", how: metadata, source: mysqlParts},
	{class: "exchange-partition", how: metadata, source: mysqlParts, note: "every row of the table is checked unless it says WITHOUT VALIDATION"},
	{class: "rebuild-partition", how: rebuildShared, source: mysqlParts},
	{class: "spread-partitions", how: rebuildShared, source: mysqlParts},
	{class: "other-engine", how: copyShared, source: mysqlAlter},
	{class: "fulltext-table", how: copyShared, source: mysqlLimits, note: "a table with a FULLTEXT index cannot be rebuilt in place"},
	{class: "compressed-table", how: rebuild, source: mysqlOnline, note: "columns of a compressed table cannot be changed instantly"},
}

// online112: from MariaDB 11.2 on a copy follows the writes that go on meanwhile.
const online112 = "writes go on, unless a foreign key of the table says CASCADE or SET NULL"

// mariadbRows were measured on MariaDB 10.6.7, 10.11.19, 11.4.5 and 11.8.6: see TestAlgorithms. The oldest version that sqlplan takes is
// 10.6, which has all that 10.3 and 10.4 made instant.
var mariadbRows = []fact{
	{class: "nothing", how: nothing, source: mariadbAlter},
	{class: "rename-table", how: instant, source: mariadbInstant},
	{class: "table-metadata", how: instant, source: mariadbInstant},
	{class: "add-column", how: instant, otherwise: rebuild, source: mariadbInstant},
	{class: "add-column-placed", how: instant, otherwise: rebuild, source: mariadbInstant},
	{class: "add-column-placed-virtual", how: copyShared, source: mariadbInstant, note: virtualBehind},
	{class: "add-column-expression", how: copyShared, source: mariadbAlter},
	{class: "add-column-auto-increment", how: rebuildShared, source: mariadbInPlace},
	{class: "add-column-stored", how: copyShared, source: mariadbInPlace},
	{class: "add-column-virtual", how: instant, source: mariadbInstant},
	{class: "drop-column", how: instant, otherwise: rebuild, source: mariadbInstant},
	{class: "drop-column-before-virtual", how: instant, otherwise: copyShared, source: mariadbInstant},
	{class: "drop-column-indexed", how: metadata, otherwise: rebuild, source: mariadbInstant, note: "its index goes with it"},
	{class: "drop-column-part", how: rebuild, source: mariadbInPlace, note: "the index that loses it is built again"},
	{class: "drop-column-stored", how: instant, otherwise: rebuild, source: mariadbInstant},
	{class: "drop-column-virtual", how: instant, source: mariadbInstant},
	{class: "rename-column", how: instant, source: mariadbInstant},
	{class: "set-default", how: instant, source: mariadbInstant},
	{class: "column-metadata", how: instant, source: mariadbInstant},
	{class: "move-column", how: instant, otherwise: rebuild, source: mariadbInstant},
	{class: "virtual-moved", how: copyShared, source: mariadbInstant, note: virtualBehind},
	{class: "null", how: rebuild, source: mariadbInPlace},
	{class: "null-redundant", how: instant, otherwise: rebuild, source: mariadbInstant},
	{class: "not-null", how: rebuild, source: mariadbInPlace, note: "fails on a NULL; without a strict sql_mode NULL becomes 0 or ''"},
	{class: "not-null-stored", how: copyShared, source: mariadbInPlace, note: "the table has a stored generated column"},
	{class: "column-type", how: copyShared, source: mariadbInPlace},
	{class: "column-charset", how: copyShared, source: mariadbInPlace},
	{class: "column-charset-wider", how: instant, source: mariadbInstant},
	{class: "column-collation", how: instant, source: mariadbInstant},
	{class: "column-collation-indexed", how: build, source: mariadbNoCopy, note: "the indexes of the column are built again"},
	{class: "varchar-longer", how: instant, source: mariadbInstant},
	{class: "varchar-past-255", how: copyShared, source: mariadbInstant},
	{class: "varchar-past-255-from-127", how: instant, source: mariadbInstant},
	{class: "varchar-shorter", how: copyShared, source: mariadbInPlace},
	{class: "enum-append", how: instant, source: mariadbInstant},
	{class: "set-append", how: instant, source: mariadbInstant},
	{class: "enum-changed", how: copyShared, source: mariadbInPlace},
	{class: "set-changed", how: copyShared, source: mariadbInPlace},
	{class: "enum-fewer", how: copyShared, source: mariadbInPlace},
	{class: "set-fewer", how: copyShared, source: mariadbInPlace},
	{class: "enum-wider", how: copyShared, source: mariadbInPlace},
	{class: "set-wider", how: copyShared, source: mariadbInPlace},
	{class: "virtual-expression", how: instant, source: mariadbInstant},
	{class: "auto-increment-attribute", how: copyShared, source: mariadbInPlace},
	{class: "add-index", how: build, source: mariadbNoCopy},
	{class: "add-unique-index", how: build, source: mariadbNoCopy},
	{class: "add-fulltext-first", how: rebuildShared, source: mariadbInPlace},
	{class: "add-fulltext", how: buildShared, source: mariadbNoCopy},
	{class: "add-spatial", how: buildShared, source: mariadbNoCopy},
	{class: "drop-index", how: metadata, source: mariadbNoCopy},
	{class: "rename-index", how: instant, source: mariadbInstant},
	{class: "index-visibility", how: instant, source: mariadbInstant},
	{class: "add-primary-key", how: rebuild, source: mariadbInPlace},
	{class: "drop-primary-key", how: copyShared, source: mariadbInPlace},
	{class: "replace-primary-key", how: rebuild, source: mariadbInPlace},
	{class: "add-foreign-key", how: copyShared, source: mariadbNoCopy},
	{class: "add-foreign-key-unchecked", how: build, source: mariadbNoCopy},
	{class: "add-foreign-key-served", how: instant, otherwise: metadata, source: mariadbInstant},
	{class: "drop-foreign-key", how: instant, source: mariadbInstant},
	{class: "add-check", how: copyShared, source: mariadbInstant},
	{class: "column-check", how: instant, source: mariadbInstant, note: "the rows that are there are not checked"},
	{class: "drop-check", how: instant, source: mariadbInstant},
	{class: "engine-other", how: copyShared, source: mariadbInPlace},
	{class: "rebuild", how: rebuild, source: mariadbInPlace},
	{class: "row-format", how: rebuild, source: mariadbInPlace},
	{class: "default-charset", how: instant, source: mariadbInstant},
	{class: "convert-charset", how: copyShared, source: mariadbInPlace},
	{class: "auto-increment-value", how: instant, source: mariadbInstant},
	{class: "order-by", how: copyShared, source: mariadbAlter},
	{class: "tablespace-file", how: copyShared, source: mariadbAlter, unmeasured: "it needs a file of another server"},
	{class: "system-versioning", how: copyShared, source: "https://mariadb.com/kb/en/system-versioned-tables/"},
	{class: "partition-table", how: copyShared, source: mariadbAlter},
	{class: "add-partition", how: metadata, source: mariadbAlter},
	{class: "drop-partition", how: metadata, source: mariadbAlter},
	{class: "truncate-partition", how: metadata, source: mariadbAlter},
	{class: "exchange-partition", how: metadata, source: mariadbAlter, note: "every row of the table is checked unless it says WITHOUT VALIDATION (MariaDB 11.4 on)"},
	{class: "rebuild-partition", how: copyShared, source: mariadbAlter},
	{class: "spread-partitions", how: copyShared, source: mariadbAlter},
	{class: "other-engine", how: copyShared, source: mariadbAlter},
	{class: "fulltext-table", how: rebuildShared, source: mariadbInstant, note: "a table with a FULLTEXT index cannot be changed instantly"},
	{class: "compressed-table", how: rebuild, source: mariadbInstant, note: "columns of a compressed table cannot be changed instantly"},
	{class: "indexed-virtual-table", how: rebuildShared, source: mariadbInstant, note: "the table has an index on a virtual column"},
}
