package mysql

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// The tables on which samples run. Each holds two rows, so that a copy shows in the number of rows that it wrote.
const (
	plainTable = `CREATE TABLE p (id INT PRIMARY KEY, UNIQUE KEY (id)); CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT, b INT NOT NULL, v VARCHAR(20), v40 VARCHAR(40), w VARCHAR(20) NOT NULL, e ENUM('a','b'), s SET('a','b'),
		c CHAR(10), txt TEXT, l VARCHAR(20) CHARACTER SET latin1, u3 VARCHAR(20) CHARACTER SET utf8mb3, ix VARCHAR(20), ix2 INT, n INT NOT NULL DEFAULT 0, pid INT, geo POINT NOT NULL,
		KEY kix (ix), KEY kix2 (ix2, n), CONSTRAINT chk CHECK (n >= 0), CONSTRAINT fk FOREIGN KEY (pid) REFERENCES p (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;` + twoRows
	generatedTable = `CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT, b INT NOT NULL, w VARCHAR(20) NOT NULL, geo POINT NOT NULL, g INT AS (a + 1) VIRTUAL, st INT AS (a + 2) STORED) DEFAULT CHARSET=utf8mb4;` + twoRows
	twoRows        = `INSERT INTO t (id, a, b, w, geo) VALUES (1, 1, 1, 'y', POINT(1, 1)), (2, 2, 2, 'z', POINT(1, 1))`
	bareTable      = `CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (id INT NOT NULL, a INT, b INT NOT NULL, w VARCHAR(20) NOT NULL, geo POINT NOT NULL);` + twoRows
	rangeTable     = `CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE x (id INT NOT NULL PRIMARY KEY, a INT); CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10),
		PARTITION p1 VALUES LESS THAN (20)); INSERT INTO t VALUES (1, 1), (11, 1)`
	orderTable = `CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT, b INT NOT NULL, w VARCHAR(20) NOT NULL, c INT, ix INT, geo POINT NOT NULL, g INT AS (a + 1) VIRTUAL, l INT,
		KEY (ix)) DEFAULT CHARSET=utf8mb4;` + twoRows
	hashTable = `CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT) PARTITION BY HASH (id) PARTITIONS 4; INSERT INTO t VALUES (1, 1), (11, 1)`
)

func with(table, from, to string) string { return strings.Replace(table, from, to, 1) }

// sample is a statement that does a change of a class. clauses are added: ALGORITHM and LOCK cannot stand with all.
type sample struct {
	class, setup, sql string
	bare              bool               // no ALGORITHM= can be written, or the server takes one and does not keep to it
	on                func(release) bool // the servers that have the statement; nil: all
}

// release is a server as far as samples are concerned.
type release struct {
	flavour flavour
	ir.Version
}

func onMariaDB(r release) bool { return r.flavour == MariaDB }
func onMySQL(r release) bool   { return r.flavour == MySQL }

// mysqlFrom: MariaDB, and MySQL from a release on.
func mysqlFrom(major, minor, patch int) func(release) bool {
	return func(r release) bool { return r.flavour == MariaDB || atLeast(r.Version, major, minor, patch) }
}

func mariadbFrom(major, minor, patch int) func(release) bool {
	return func(r release) bool { return r.flavour == MySQL || atLeast(r.Version, major, minor, patch) }
}

func and(a, b func(release) bool) func(release) bool {
	return func(r release) bool { return a(r) && b(r) }
}

func atLeast(v ir.Version, major, minor, patch int) bool {
	return slices.Compare([]int{v.Major, v.Minor, v.Patch}, []int{major, minor, patch}) >= 0
}

func samples() []sample {
	fulltext := with(plainTable, "KEY kix (ix)", "KEY kix (ix), FULLTEXT KEY ft (txt)")
	compressed := with(plainTable, "ENGINE=InnoDB", "ENGINE=InnoDB ROW_FORMAT=COMPRESSED")
	redundant := with(plainTable, "ENGINE=InnoDB", "ENGINE=InnoDB ROW_FORMAT=REDUNDANT")
	aria := with(with(plainTable, "ENGINE=InnoDB", "ENGINE=MyISAM"), ", CONSTRAINT fk FOREIGN KEY (pid) REFERENCES p (id)", "")
	virtual := with(generatedTable, ", st INT AS (a + 2) STORED", "")
	stored := with(generatedTable, ", g INT AS (a + 1) VIRTUAL", "")
	indexedVirtual := with(virtual, "VIRTUAL", "VIRTUAL, KEY (g)")
	p := func(class, sql string) sample { return sample{class: class, setup: plainTable, sql: sql} }
	renames := and(mysqlFrom(8, 0, 0), mariadbFrom(10, 5, 2))
	on := func(servers func(release) bool, c sample) sample { c.on = servers; return c }
	return []sample{
		{"rename-table", plainTable, "ALTER TABLE t RENAME TO t9", true, nil},
		p("table-metadata", "ALTER TABLE t COMMENT='x'"), p("table-metadata", "ALTER TABLE t STATS_PERSISTENT=1"),
		p("add-column", "ALTER TABLE t ADD COLUMN z INT"), p("add-column", "ALTER TABLE t ADD COLUMN z INT NOT NULL DEFAULT 5"),
		p("add-column", "ALTER TABLE t ADD COLUMN z DATETIME DEFAULT CURRENT_TIMESTAMP"), on(onMariaDB, p("add-column", "ALTER TABLE t ADD COLUMN z INT DEFAULT (1 + 1)")),
		on(and(onMySQL, mysqlFrom(8, 0, 13)), p("add-column-expression", "ALTER TABLE t ADD COLUMN z INT DEFAULT (1 + 1)")),
		p("add-column-placed", "ALTER TABLE t ADD COLUMN z INT FIRST"),
		{"add-column-placed-virtual", virtual, "ALTER TABLE t ADD COLUMN z INT FIRST", false, nil},
		on(onMariaDB, p("add-column-expression", "ALTER TABLE t ADD COLUMN z VARCHAR(36) DEFAULT (uuid())")), // MySQL refuses it: SP436
		on(mysqlFrom(8, 0, 13), p("add-column-expression", "ALTER TABLE t ADD COLUMN z INT DEFAULT (a + 1)")),
		p("add-column-auto-increment", "ALTER TABLE t ADD COLUMN z INT NOT NULL AUTO_INCREMENT UNIQUE"),
		p("add-column-stored", "ALTER TABLE t ADD COLUMN z INT AS (a + 1) STORED"),
		p("add-column-virtual", "ALTER TABLE t ADD COLUMN z INT AS (a + 1) VIRTUAL"),
		p("drop-column", "ALTER TABLE t DROP COLUMN v"), p("drop-column-indexed", "ALTER TABLE t DROP COLUMN ix"), p("drop-column-part", "ALTER TABLE t DROP COLUMN ix2"),
		{"add-column-placed", orderTable, "ALTER TABLE t ADD COLUMN z INT AFTER g", false, nil}, {"add-column", orderTable, "ALTER TABLE t ADD COLUMN z INT", false, nil},
		{"add-column-placed-virtual", orderTable, "ALTER TABLE t ADD COLUMN z INT AFTER c", false, nil}, {"add-column-placed-virtual", orderTable, "ALTER TABLE t ADD COLUMN z INT AFTER c, ADD KEY (b)", false, nil},
		{"drop-column-before-virtual", orderTable, "ALTER TABLE t DROP COLUMN c", false, nil}, {"drop-column-before-virtual", orderTable, "ALTER TABLE t DROP COLUMN c, ADD KEY (b)", false, nil},
		{"drop-column", orderTable, "ALTER TABLE t DROP COLUMN l", false, nil}, {"drop-column", orderTable, "ALTER TABLE t DROP COLUMN l, ADD KEY (b)", false, nil},
		{"virtual-moved", orderTable, "ALTER TABLE t DROP COLUMN ix", false, onMySQL}, {"drop-column-indexed", orderTable, "ALTER TABLE t DROP COLUMN ix", false, onMariaDB}, {"virtual-moved", orderTable, "ALTER TABLE t MODIFY c INT AFTER l", false, nil},
		{"virtual-moved", orderTable, "ALTER TABLE t MODIFY l INT FIRST", false, nil}, {"move-column", orderTable, "ALTER TABLE t MODIFY c INT AFTER id", false, nil},
		{"add-column-virtual", orderTable, "ALTER TABLE t ADD COLUMN z INT AS (a + 3) VIRTUAL, ADD COLUMN y INT", false, nil},
		{"add-column-virtual", orderTable, "ALTER TABLE t ADD COLUMN z INT AS (a + 3) VIRTUAL, ADD KEY (b)", false, nil},
		{"add-column-virtual", orderTable, "ALTER TABLE t ADD COLUMN z INT AS (a + 3) VIRTUAL, MODIFY b INT NULL", false, nil},
		{"drop-column-virtual", orderTable, "ALTER TABLE t DROP COLUMN g, ADD KEY (b)", false, nil}, {"drop-column-virtual", orderTable, "ALTER TABLE t DROP COLUMN g, MODIFY b INT NULL", false, nil},
		{"drop-column-stored", stored, "ALTER TABLE t DROP COLUMN st", false, nil}, {"drop-column-virtual", virtual, "ALTER TABLE t DROP COLUMN g", false, nil},
		on(renames, p("rename-column", "ALTER TABLE t RENAME COLUMN v TO vv")), p("rename-column", "ALTER TABLE t CHANGE v vv VARCHAR(20)"),
		p("set-default", "ALTER TABLE t ALTER COLUMN a SET DEFAULT 9"), p("set-default", "ALTER TABLE t ALTER COLUMN n DROP DEFAULT"),
		p("column-metadata", "ALTER TABLE t MODIFY a INT COMMENT 'x'"), p("column-metadata", "ALTER TABLE t MODIFY a INT DEFAULT 7"),
		p("move-column", "ALTER TABLE t MODIFY a INT AFTER v"), p("null", "ALTER TABLE t MODIFY b INT NULL"),
		{"null-redundant", redundant, "ALTER TABLE t MODIFY b INT NULL", false, nil},
		p("not-null", "ALTER TABLE t MODIFY a INT NOT NULL"), {"not-null-stored", stored, "ALTER TABLE t MODIFY a INT NOT NULL", false, nil},
		p("column-type", "ALTER TABLE t MODIFY a BIGINT"), p("column-type", "ALTER TABLE t MODIFY v TEXT"), p("column-type", "ALTER TABLE t MODIFY c CHAR(20)"),
		p("column-charset", "ALTER TABLE t MODIFY l VARCHAR(20) CHARACTER SET utf8mb4"), p("column-charset-wider", "ALTER TABLE t MODIFY u3 VARCHAR(20) CHARACTER SET utf8mb4"),
		p("column-collation", "ALTER TABLE t MODIFY v VARCHAR(20) COLLATE utf8mb4_bin"), p("column-collation-indexed", "ALTER TABLE t MODIFY ix VARCHAR(20) COLLATE utf8mb4_bin"),
		p("varchar-longer", "ALTER TABLE t MODIFY v VARCHAR(63)"), p("varchar-longer", "ALTER TABLE t MODIFY ix VARCHAR(30)"), p("varchar-past-255", "ALTER TABLE t MODIFY v40 VARCHAR(64)"),
		p("varchar-past-255-from-127", "ALTER TABLE t MODIFY v VARCHAR(64)"), p("varchar-shorter", "ALTER TABLE t MODIFY v VARCHAR(10)"),
		p("enum-append", "ALTER TABLE t MODIFY e ENUM('a','b','c')"), p("enum-changed", "ALTER TABLE t MODIFY e ENUM('b','a')"), p("enum-fewer", "ALTER TABLE t MODIFY e ENUM('a')"),
		p("enum-wider", "ALTER TABLE t MODIFY e ENUM('a','b',"+manyValues(3, 256)+")"),
		p("set-append", "ALTER TABLE t MODIFY s SET('a','b','c')"), p("set-changed", "ALTER TABLE t MODIFY s SET('b','a')"), p("set-fewer", "ALTER TABLE t MODIFY s SET('a')"),
		p("set-wider", "ALTER TABLE t MODIFY s SET('a','b',"+manyValues(3, 9)+")"),
		{"virtual-expression", virtual, "ALTER TABLE t MODIFY g INT AS (a + 5) VIRTUAL", false, nil},
		p("auto-increment-attribute", "ALTER TABLE t MODIFY id INT NOT NULL AUTO_INCREMENT"),
		p("add-index", "ALTER TABLE t ADD KEY k (a)"), p("add-unique-index", "ALTER TABLE t ADD UNIQUE KEY k (a)"), p("add-fulltext-first", "ALTER TABLE t ADD FULLTEXT KEY k (txt)"),
		{"add-fulltext", fulltext, "ALTER TABLE t ADD FULLTEXT KEY k (v)", false, nil}, p("add-spatial", "ALTER TABLE t ADD SPATIAL KEY k (geo)"), p("drop-index", "ALTER TABLE t DROP KEY kix"),
		on(mariadbFrom(10, 5, 2), p("rename-index", "ALTER TABLE t RENAME KEY kix TO kiy")),
		on(and(onMariaDB, mariadbFrom(10, 6, 0)), p("index-visibility", "ALTER TABLE t ALTER KEY kix IGNORED")),
		on(and(onMySQL, mysqlFrom(8, 0, 0)), p("index-visibility", "ALTER TABLE t ALTER INDEX kix INVISIBLE")),
		{"add-primary-key", bareTable, "ALTER TABLE t ADD PRIMARY KEY (id)", false, nil}, p("drop-primary-key", "ALTER TABLE t DROP PRIMARY KEY"),
		p("replace-primary-key", "ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (b)"),
		p("add-foreign-key", "ALTER TABLE t ADD FOREIGN KEY (ix2) REFERENCES p (id)"),
		{"add-foreign-key-unchecked", "SET foreign_key_checks = 0; " + plainTable, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (id)", false, nil},
		{"add-foreign-key-served", "SET foreign_key_checks = 0; " + plainTable, "ALTER TABLE t ADD FOREIGN KEY (ix2) REFERENCES p (id)", false, nil},
		p("drop-foreign-key", "ALTER TABLE t DROP FOREIGN KEY fk"), on(mysqlFrom(8, 0, 16), p("add-check", "ALTER TABLE t ADD CHECK (a > 0)")),
		on(and(onMySQL, mysqlFrom(8, 0, 16)), p("add-check-not-enforced", "ALTER TABLE t ADD CHECK (a > 0) NOT ENFORCED")),
		on(onMariaDB, p("column-check", "ALTER TABLE t ADD COLUMN z INT CHECK (z > 0)")), on(and(onMySQL, mysqlFrom(8, 0, 16)), p("add-check", "ALTER TABLE t ADD COLUMN z INT CHECK (z > 0)")),
		on(mysqlFrom(8, 0, 19), p("drop-check", "ALTER TABLE t DROP CONSTRAINT chk")),
		on(and(onMySQL, mysqlFrom(9, 0, 0)), p("inline-references", "ALTER TABLE t ADD COLUMN z INT REFERENCES p (id)")),
		{"engine-other", with(plainTable, ", CONSTRAINT fk FOREIGN KEY (pid) REFERENCES p (id)", ""), "ALTER TABLE t ENGINE=Aria", true, onMariaDB},
		{"engine-other", with(plainTable, ", CONSTRAINT fk FOREIGN KEY (pid) REFERENCES p (id)", ""), "ALTER TABLE t ENGINE=MyISAM", true, onMySQL},
		p("rebuild", "ALTER TABLE t FORCE"), p("rebuild", "ALTER TABLE t ENGINE=InnoDB"), p("row-format", "ALTER TABLE t ROW_FORMAT=COMPACT"),
		p("default-charset", "ALTER TABLE t DEFAULT CHARACTER SET latin1"), p("convert-charset", "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"),
		p("auto-increment-value", "ALTER TABLE t AUTO_INCREMENT=100"), {"order-by", bareTable, "ALTER TABLE t ORDER BY a", true, nil},
		{"system-versioning", bareTable, "ALTER TABLE t ADD SYSTEM VERSIONING", false, onMariaDB},
		{"partition-table", rangeTable, "ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 4", true, nil}, {"partition-table", rangeTable, "ALTER TABLE t REMOVE PARTITIONING", true, nil},
		{"add-partition", rangeTable, "ALTER TABLE t ADD PARTITION (PARTITION p2 VALUES LESS THAN (30))", true, nil},
		{"drop-partition", rangeTable, "ALTER TABLE t DROP PARTITION p0", true, nil}, {"truncate-partition", rangeTable, "ALTER TABLE t TRUNCATE PARTITION p0", true, nil},
		{"exchange-partition", rangeTable, "ALTER TABLE t EXCHANGE PARTITION p0 WITH TABLE x", true, nil},
		{"rebuild-partition", rangeTable, "ALTER TABLE t REORGANIZE PARTITION p0, p1 INTO (PARTITION pa VALUES LESS THAN (20))", true, nil},
		{"spread-partitions", hashTable, "ALTER TABLE t COALESCE PARTITION 2", true, nil}, {"spread-partitions", hashTable, "ALTER TABLE t ADD PARTITION PARTITIONS 2", true, nil},
		{"other-engine", aria, "ALTER TABLE t ADD KEY k (a)", false, nil}, {"other-engine", aria, "ALTER TABLE t ADD COLUMN z INT", false, nil},
		{"fulltext-table", fulltext, "ALTER TABLE t ADD COLUMN z INT", false, nil}, {"fulltext-table", fulltext, "ALTER TABLE t MODIFY a INT NOT NULL", false, nil}, {"fulltext-table", fulltext, "ALTER TABLE t DROP COLUMN v", false, nil},
		{"compressed-table", compressed, "ALTER TABLE t ADD COLUMN z INT", false, nil}, {"compressed-table", compressed, "ALTER TABLE t DROP COLUMN v", false, nil},
		{"indexed-virtual-table", indexedVirtual, "ALTER TABLE t ADD COLUMN z INT", false, onMariaDB}, {"indexed-virtual-table", indexedVirtual, "ALTER TABLE t MODIFY b INT NULL", false, onMariaDB},
		{"add-column", indexedVirtual, "ALTER TABLE t ADD COLUMN z INT", false, onMySQL}, {"null", indexedVirtual, "ALTER TABLE t MODIFY b INT NULL", false, onMySQL},
		// Several changes in one statement: the costliest counts, and a column that is not added alone is not added instantly.
		p("add-column", "ALTER TABLE t ADD COLUMN z INT, ADD KEY (z)"), p("drop-column", "ALTER TABLE t DROP COLUMN v, ADD COLUMN z INT"),
		p("add-column", "ALTER TABLE t ADD COLUMN z INT, ADD UNIQUE KEY (a)"), p("column-type", "ALTER TABLE t MODIFY a BIGINT, ADD COLUMN z INT"),
		p("drop-column-indexed", "ALTER TABLE t DROP COLUMN ix2, DROP KEY kix2"), on(renames, p("add-index", "ALTER TABLE t ADD KEY (a), RENAME COLUMN v TO vv")),
		p("add-index", "ALTER TABLE t ADD KEY (a), MODIFY v VARCHAR(30)"), p("move-column", "ALTER TABLE t ADD KEY (a), MODIFY v VARCHAR(20) FIRST"),
	}
}

func manyValues(from, to int) string {
	var list []string
	for n := from; n <= to; n++ {
		list = append(list, fmt.Sprintf("'v%d'", n))
	}
	return strings.Join(list, ",")
}

// measured is what the server does with a sample: the best ALGORITHM that it takes, whether with LOCK=NONE, and what a run without
// either shows: rows written, and whether the table is another file afterwards.
type measured struct {
	algorithm string
	writes    bool
	copied    bool
	rebuilt   bool
}

// TestAlgorithms tries every row of a server's table on it: the sample with ALGORITHM=INSTANT, NOCOPY and INPLACE, with
// LOCK=NONE and without, and once as it is.
func TestAlgorithms(t *testing.T) {
	tried := map[flavour][]string{}
	for _, c := range samples() {
		for _, f := range []flavour{MySQL, MariaDB} {
			if c.on == nil || c.on(release{f, ir.Version{Major: 99}}) {
				tried[f] = append(tried[f], c.class)
			}
		}
	}
	for _, f := range []flavour{MySQL, MariaDB} {
		for _, r := range f.rows() {
			if r.how != nothing && r.unmeasured == "" && !slices.Contains(tried[f], r.class) {
				t.Errorf("no sample of %s for %s", f.facts().title, r.class)
			}
		}
	}
	onServers(t, func(t *testing.T, s *myserver.Server, r release) {
		for _, c := range samples() {
			if c.on != nil && !c.on(r) {
				continue
			}
			t.Run(c.class+"/"+c.sql[:min(60, len(c.sql))], func(t *testing.T) {
				t.Parallel()
				compareSample(t, s, r, c)
			})
		}
	})
}

// onServers runs a test on the MariaDB that is at hand, and on all servers that the variable names.
func onServers(t *testing.T, each func(*testing.T, *myserver.Server, release)) {
	t.Run("MariaDB", func(t *testing.T) {
		for _, s := range myserver.AllMariaDB(t) {
			t.Run(s.Name(), func(t *testing.T) { each(t, s, release{MariaDB, s.Release}) })
		}
	})
	t.Run("MySQL", func(t *testing.T) {
		for _, s := range myserver.NamedMySQL(t) {
			t.Run(s.Name(), func(t *testing.T) { each(t, s, release{MySQL, s.Release}) })
		}
	})
}

func compareSample(t *testing.T, s *myserver.Server, r release, c sample) {
	d, cat := Dialect{r.flavour}, schema.New()
	cat.Baseline(true)
	for _, sql := range strings.Split(c.setup, ";") {
		if conflicts := d.Simulate(&sqlstmt.Stmt{Text: strings.TrimSpace(sql)}, cat); len(conflicts) > 0 {
			t.Fatalf("%s: %v", sql, conflicts)
		}
	}
	cat.Baseline(false)
	actions := d.Actions(&sqlstmt.Stmt{Text: c.sql}, cat)
	if !slices.ContainsFunc(actions, func(a sqlstmt.Action) bool { return a.Class == c.class }) {
		t.Fatalf("no action of this class: %s", brief(actions))
	}
	locks := d.Locks(actions, r.Version)
	if len(locks) == 0 || locks[0].Table != "t" {
		t.Fatalf("no lock on t: %+v", locks)
	}
	l := locks[0]
	want := measured{algorithm: l.Algorithm, writes: !slices.Contains(l.Blocks, "writes") || l.Held == "moment", copied: l.Algorithm == "COPY", rebuilt: l.Rewrite}
	if want.algorithm == "INPLACE" && !l.Rewrite && r.flavour == MariaDB {
		want.algorithm = "NOCOPY"
	}
	bare := c.bare && (r.flavour == MariaDB || r.Major < 8 || c.class == "truncate-partition" || c.class == "exchange-partition")
	got := measure(t, s, r, c, bare)
	if c.class == "other-engine" {
		want.rebuilt = got.rebuilt // InnoDB's list of tables does not have it
	}
	if bare {
		want.algorithm, want.writes = got.algorithm, got.writes
	}
	if got != want {
		t.Errorf("the server %+v, the table %+v", got, want)
	}
}

func measure(t *testing.T, s *myserver.Server, r release, c sample, bare bool) (m measured) {
	db := s.Database(t)
	fresh := "DROP TABLE IF EXISTS t9, t, x, p; SET foreign_key_checks = 1; " + c.setup + ";\n"
	// The part of a partitioned table that stays the same says whether it was rebuilt.
	ids := "(SELECT GROUP_CONCAT(table_id ORDER BY table_id) FROM information_schema.innodb_sys_tables WHERE name LIKE CONCAT(DATABASE(), '/t%') AND name NOT LIKE '%#p0' AND name NOT LIKE '%#p2')"
	if r.flavour == MySQL && r.Major >= 8 {
		ids = strings.Replace(ids, "innodb_sys_tables", "innodb_tables", 1)
	}
	out, code := s.Run(t, db, fresh+"SET @before = "+ids+";\n"+c.sql+";\nSELECT CONCAT('copied ', ROW_COUNT()), CONCAT('rebuilt ', NOT COALESCE(@before <=> "+ids+", 0));", "--batch", "--skip-column-names")
	if code != 0 {
		t.Fatalf("%s: %s", c.sql, out)
	}
	m.copied, m.rebuilt = !strings.Contains(out, "copied 0"), strings.Contains(out, "rebuilt 1")
	if bare {
		return m
	}
	// What is refused changes nothing, so that one table serves until an algorithm is taken; what comes then is not looked at.
	script := fresh
	tries := tries(r)
	for i, try := range tries {
		script += fmt.Sprintf("%s;\nSELECT CONCAT('tried %d ', @@error_count);\n", try.statement(r, c), i)
	}
	out, _ = s.Run(t, db, script, "--force", "--batch", "--skip-column-names")
	for i, try := range tries {
		if strings.Contains(out, fmt.Sprintf("tried %d 0\n", i)) {
			m.algorithm, m.writes = try.algorithm, try.writes
			return m
		}
		if !strings.Contains(out, fmt.Sprintf("tried %d ", i)) {
			break
		}
	}
	t.Fatalf("%s: no algorithm is taken:\n%s", c.sql, out)
	return m
}

// tries are the algorithms that the server knows, the best first, with LOCK=NONE and without.
func tries(r release) (list []measured) {
	algorithms := []string{"INSTANT", "NOCOPY", "INPLACE", "COPY"}
	switch {
	case r.flavour == MySQL && r.Major < 8:
		algorithms = algorithms[2:]
	case r.flavour == MySQL:
		algorithms = slices.Delete(algorithms, 1, 2)
	}
	for _, a := range algorithms {
		list = append(list, measured{algorithm: a, writes: true}, measured{algorithm: a})
	}
	return list
}

// statement is the sample with what is tried. MySQL takes no LOCK= beside INSTANT, and nothing behind what is done to partitions.
// https://dev.mysql.com/doc/refman/8.4/en/alter-table.html
func (m measured) statement(r release, c sample) string {
	lock := "SHARED"
	if m.writes {
		lock = "NONE"
	}
	if r.flavour == MySQL {
		if m.algorithm == "INSTANT" {
			lock = "DEFAULT"
		}
		comma := ","
		if c.class == "partition-table" {
			comma = ""
		}
		return strings.Replace(c.sql, "ALTER TABLE t ", fmt.Sprintf("ALTER TABLE t ALGORITHM=%s, LOCK=%s%s ", m.algorithm, lock, comma), 1)
	}
	return fmt.Sprintf("%s, ALGORITHM=%s, LOCK=%s", c.sql, m.algorithm, lock)
}

// held is a transaction that stays open on a table while another session runs a statement.
type held struct {
	name, table, sql string
	waits            func(l sqlstmt.Lock) bool // what the lock on the table says about it
}

// TestMetadataLocks holds a transaction open and sees whether a statement waits for it, as its lock says.
func TestMetadataLocks(t *testing.T) { onServers(t, compareWaits) }

func compareWaits(t *testing.T, s *myserver.Server, r release) {
	forAll := func(l sqlstmt.Lock) bool { return strings.Contains(l.Note, waits) }
	holds := []held{
		{"a reader", "t", "SELECT * FROM t", forAll},
		{"a writer", "t", "INSERT INTO t (id, b, w, geo) VALUES (99, 9, 'x', POINT(1, 1))", func(l sqlstmt.Lock) bool {
			return forAll(l) || l.Fact == "foreign-key-table" || l.Mode == modeWrite && slices.Contains(l.Blocks, "writes")
		}},
		{"a reader of the other table", "p", "SELECT * FROM p", func(l sqlstmt.Lock) bool { return forAll(l) }},
		{"a writer of the other table", "p", "INSERT INTO p VALUES (99)", func(l sqlstmt.Lock) bool {
			return forAll(l) || l.Fact == "referenced-table" || l.Fact == "foreign-key-table"
		}},
	}
	for _, sql := range []string{"DROP TABLE t", "TRUNCATE TABLE t", "RENAME TABLE t TO t9", "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1", "ALTER TABLE t ADD COLUMN z INT",
		"ALTER TABLE t ADD KEY k (a)", "ALTER TABLE t MODIFY a BIGINT", "UPDATE t SET a = 1", "UPDATE t SET a = 1 WHERE id = 1", "ANALYZE TABLE t", "OPTIMIZE TABLE t", "INSERT INTO t (id, b, w, geo) VALUES (7, 7, 'x', POINT(1, 1))",
		"ALTER TABLE t ADD FOREIGN KEY (ix2) REFERENCES p (id)", "ALTER TABLE t DROP FOREIGN KEY fk", "ALTER TABLE p ADD COLUMN z INT", "RENAME TABLE p TO p9",
		"ALTER TABLE p ADD KEY k (id)", "CREATE TRIGGER g BEFORE INSERT ON p FOR EACH ROW SET NEW.id = 1", "OPTIMIZE TABLE p", "ALTER TABLE p COMMENT='x'", "ALTER TABLE t DROP COLUMN v"} {
		for _, h := range holds {
			t.Run(h.name+"/"+sql[:min(50, len(sql))], func(t *testing.T) {
				t.Parallel()
				d := Dialect{r.flavour}
				locks := d.Locks(studied(d, plainTable, sql), r.Version)
				want := slices.ContainsFunc(locks, func(l sqlstmt.Lock) bool { return l.Table == h.table && h.waits(l) })
				if got := waitsFor(t, s, h.sql, sql); got != want {
					t.Errorf("waits %v, the table %v: %+v", got, want, locks)
				}
			})
		}
	}
}

// waitsFor tells whether a statement waits for a transaction that another session holds open, for longer than a second: the
// server itself locks its tables of statistics for a moment now and then.
func waitsFor(t *testing.T, s *myserver.Server, hold, sql string) bool {
	db := s.Database(t)
	if out, code := s.Run(t, db, plainTable+";\n"+until); code != 0 {
		t.Fatal(out)
	}
	done := make(chan string, 1)
	go func() {
		out, _ := s.Run(t, db, fmt.Sprintf("CALL until('%[1]s_end');\nSTART TRANSACTION;\n%[2]s;\nDO GET_LOCK('%[1]s', 20);\nCALL until_not('%[1]s_end');\nROLLBACK;", db, hold), "--batch")
		done <- out
	}()
	// The second session takes the lock that lets the first one end only when it has its answer.
	script := fmt.Sprintf("DO GET_LOCK('%[1]s_end', 20);\nCALL until('%[1]s');\nSET lock_wait_timeout = 1, innodb_lock_wait_timeout = 1;\n%[2]s;\nDO RELEASE_LOCK('%[1]s_end');\n", db, sql)
	out, _ := s.Run(t, db, script, "--force", "--batch")
	if held := <-done; strings.Contains(held, "ERROR") {
		t.Fatalf("%s: %s", hold, held)
	}
	switch {
	case strings.Contains(out, "Lock wait timeout"), strings.Contains(out, "Deadlock found"): // the first session waits for the second one's lock
		return true
	case strings.Contains(out, "ERROR"):
		t.Fatalf("%s: %s", sql, out)
	}
	return false
}

// until makes a procedure that waits until some session has the user lock, and one that waits until none has. They do not
// wait for the lock itself: MySQL would see a deadlock with what the sessions wait for.
const until = `DELIMITER //
CREATE PROCEDURE until (l VARCHAR(64)) BEGIN
	DECLARE n INT DEFAULT 0;
	WHILE IS_USED_LOCK(l) IS NULL AND n < 1000 DO DO SLEEP(0.01); SET n = n + 1; END WHILE;
END//
CREATE PROCEDURE until_not (l VARCHAR(64)) BEGIN
	DECLARE n INT DEFAULT 0;
	WHILE IS_USED_LOCK(l) IS NOT NULL AND n < 2000 DO DO SLEEP(0.01); SET n = n + 1; END WHILE;
END//
DELIMITER ;
`
