package mysql

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/catalogcheck"
	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// realSchema describes a database, one line for each part, sorted.
func realSchema(t *testing.T, s *myserver.Server, db string) []string {
	rows := s.Query(t, db, catalogcheck.MariaDBQueries)
	slices.Sort(rows)
	return rows
}

func difference(a, b []string) (list []string) {
	for _, x := range a {
		if !slices.Contains(b, x) {
			list = append(list, x)
		}
	}
	return list
}

// follow runs statements on the server and through the catalog, and compares what both
// say of each statement, and what both hold at the end.
func follow(t *testing.T, statements []string) {
	t.Helper()
	s := myserver.FindMariaDB(t)
	db, cat := s.Database(t), schema.New()
	d := Dialect{MariaDB}
	var script strings.Builder
	script.WriteString("SELECT 'begin';\n")
	for i, sql := range statements {
		fmt.Fprintf(&script, "DELIMITER //\n%s\n//\nDELIMITER ;\nSELECT CONCAT('after ', %d, ' ', @@error_count);\n", sql, i)
	}
	out, _ := s.Run(t, db, script.String(), "--force", "--batch", "--skip-column-names")
	for i, sql := range statements {
		before := cat.Clone()
		conflicts := d.Simulate(&sqlstmt.Stmt{Text: sql}, cat)
		accepted := strings.Contains(out, fmt.Sprintf("after %d 0\n", i))
		message := errorAt(out, 5*i+3)
		if !accepted && unfollowed.MatchString(message) {
			*cat = *before
			continue
		}
		if accepted != (len(conflicts) == 0) {
			t.Errorf("statement %d: %s\n  %s\n  conflicts %v\nbefore:\n%s", i, sql, message, conflicts, strings.Join(statements[:i], ";\n"))
			return
		}
	}
	if real, simulated := realSchema(t, s, db), catalogcheck.MariaDB(cat); !slices.Equal(real, simulated) {
		t.Errorf("real, not simulated:\n  %s\nsimulated, not real:\n  %s\nafter:\n%s", strings.Join(difference(real, simulated), "\n  "),
			strings.Join(difference(simulated, real), "\n  "), strings.Join(statements, ";\n"))
	}
}

// unfollowed is what the server may refuse and the catalog need not: a foreign key to what is not there,
// which a session without foreign_key_checks takes, and what an expression may not hold.
var unfollowed = regexp.MustCompile(`errno: 150|ERROR 1901|ERROR 1832|ERROR 1833`)

// errorAt is what the client printed about the statement in a line of its script.
func errorAt(out string, line int) string {
	for _, l := range strings.Split(out, "\n") {
		if strings.HasPrefix(l, "ERROR") && strings.Contains(l, fmt.Sprintf("at line %d:", line)) {
			return l
		}
	}
	return ""
}

func TestSimulateMariaDB(t *testing.T) {
	for name, script := range map[string]string{
		"types": "CREATE TABLE t (a INT, b INTEGER UNSIGNED NOT NULL, c TINYINT(1), d BOOL DEFAULT TRUE, e DECIMAL, f NUMERIC(8,2) DEFAULT 1.50, g DOUBLE PRECISION, h FLOAT, i FLOAT(30), " +
			"j CHAR, k VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'it''s', l TEXT, m TEXT(100), n BLOB, o ENUM('a', 'b''c') DEFAULT 'a', p SET('x','y'), q DATE, r DATETIME(6), s TIMESTAMP NULL, u TIME, " +
			"v YEAR, w JSON, x BIT(8) DEFAULT b'101', y BINARY(16), z VARBINARY(10), aa BIGINT(5) ZEROFILL, bb NCHAR(4), cc SMALLINT UNSIGNED DEFAULT '5', dd UUID, ee INET6, ff MEDIUMINT COMMENT 'it''s', gg REAL, hh SERIAL)",
		"numbers": "CREATE TABLE t (a DECIMAL(8,2) DEFAULT '0', b DECIMAL(8, 2) DEFAULT 0, c DECIMAL(8,2) DEFAULT 1.5, e FLOAT DEFAULT 0, f DOUBLE(8,2) DEFAULT 1, g DOUBLE DEFAULT '2', h DECIMAL(8,2) DEFAULT -3, " +
			"i INT DEFAULT 1.5, j DECIMAL(8,2) DEFAULT 1e1, k DECIMAL DEFAULT 7, m INT DEFAULT '007', n DECIMAL(5,1) DEFAULT 0.25, o BIT(8) DEFAULT b'101'); ALTER TABLE t ALTER b SET DEFAULT '4'",
		"keys": "CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY, b INT UNIQUE, c VARCHAR(300), KEY (c(10)), UNIQUE KEY u (b, c(20)), INDEX (b), KEY named (c) COMMENT 'why');" +
			"CREATE TABLE b (id INT, a_id INT, x INT REFERENCES a (id), FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE, CONSTRAINT fk FOREIGN KEY ix (id) REFERENCES a (id) ON UPDATE SET NULL);" +
			"ALTER TABLE b ADD FOREIGN KEY nn (x, id) REFERENCES b (x, id);ALTER TABLE b ADD INDEX later (a_id, id);ALTER TABLE b DROP INDEX fk;ALTER TABLE b DROP FOREIGN KEY fk;ALTER TABLE b DROP INDEX fk",
		"columns": "CREATE TABLE a (id INT PRIMARY KEY, n INT NOT NULL DEFAULT 3, g INT AS (n + 1) VIRTUAL, s INT AS (n * 2) STORED, t TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, u DATETIME(3) DEFAULT NOW(3), i INT INVISIBLE);" +
			"ALTER TABLE a ADD COLUMN first INT FIRST, ADD (p INT, q INT NULL DEFAULT NULL), ADD r VARCHAR(10) NOT NULL DEFAULT '' AFTER id;" +
			"ALTER TABLE a CHANGE p pp BIGINT NOT NULL COMMENT 'x' AFTER q, MODIFY r TEXT, DROP first; ALTER TABLE a ALTER n SET DEFAULT 9, ALTER COLUMN u DROP DEFAULT;" +
			"ALTER TABLE a RENAME COLUMN q TO k, DROP COLUMN IF EXISTS zz; ALTER TABLE a ADD COLUMN IF NOT EXISTS k INT; ALTER TABLE a MODIFY id BIGINT FIRST",
		"renames":  "CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (a INT, FOREIGN KEY (a) REFERENCES a (id)); RENAME TABLE a TO x, b TO y; ALTER TABLE y RENAME TO z; ALTER TABLE z RENAME INDEX a TO aa; CREATE TABLE c LIKE z; RENAME TABLE nothing TO n",
		"checks":   "CREATE TABLE a (a INT CHECK (a > 0), b INT, CHECK (b > 0), CONSTRAINT both_ok CHECK (a < b)); ALTER TABLE a ADD CHECK (a <> 7), DROP CONSTRAINT both_ok; ALTER TABLE a DROP CONSTRAINT nothing",
		"others":   "CREATE TABLE a (a INT, b INT); CREATE VIEW v AS SELECT a, b FROM a; CREATE OR REPLACE VIEW v AS SELECT a FROM a; CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW SET NEW.a = 1; CREATE INDEX i ON a (b DESC, a); CREATE UNIQUE INDEX u ON a (a); DROP INDEX i ON a; DROP VIEW v; DROP TRIGGER g; DROP VIEW v; CREATE TABLE IF NOT EXISTS a (x INT); CREATE TABLE a (x INT); DROP TABLE IF EXISTS zz; DROP TABLE zz",
		"parts":    "CREATE TABLE a (a INT, b INT, c INT, PRIMARY KEY (a, b), KEY ab (b, c), KEY cc (c)); ALTER TABLE a DROP COLUMN c; ALTER TABLE a DROP PRIMARY KEY; ALTER TABLE a DROP PRIMARY KEY; ALTER TABLE a ADD PRIMARY KEY (b), COMMENT = 'hello', ENGINE = InnoDB; ALTER TABLE a ADD CONSTRAINT uq UNIQUE (a); ALTER TABLE a DROP CONSTRAINT uq",
		"comments": "CREATE TABLE a (a INT /*!40101 UNSIGNED */ /*!80000 NOT NULL */ /*M!100000 DEFAULT 4 */) /*!40100 COMMENT='x' */",
	} {
		t.Run(name, func(t *testing.T) {
			var statements []string
			for _, sql := range strings.Split(script, ";") {
				statements = append(statements, strings.TrimSpace(sql))
			}
			follow(t, statements)
		})
	}
}

// TestSimulateRandom follows random scripts.
func TestSimulateRandom(t *testing.T) {
	for seed := range uint64(10) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g := generator{rand.New(rand.NewPCG(seed, 7))}
			var statements []string
			for range 40 {
				statements = append(statements, g.statement())
			}
			follow(t, statements)
		})
	}
}

type generator struct{ *rand.Rand }

func (g generator) one(list ...string) string { return list[g.IntN(len(list))] }
func (g generator) table() string             { return g.one("t1", "t2", "t3", "t4") }
func (g generator) col() string               { return g.one("a", "b", "c", "d", "`e f`") }
func (g generator) index() string             { return g.one("i1", "i2", "a", "b", "fk1") }

func (g generator) typ() string {
	return g.one("INT", "INT UNSIGNED", "BIGINT", "INT NOT NULL", "INT DEFAULT 5", "INT NOT NULL DEFAULT 0", "SMALLINT COMMENT 'small'")
}

func (g generator) statement() string {
	t := g.table()
	switch g.IntN(12) {
	case 0, 1:
		def := "id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, a " + g.typ() + ", b " + g.typ()
		switch g.IntN(4) {
		case 0:
			def += ", KEY (a), KEY (a, b)"
		case 1:
			def += ", CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES t1 (id)"
		case 2:
			def += ", UNIQUE KEY i1 (b)"
		}
		return "CREATE TABLE " + g.one("", "IF NOT EXISTS ") + t + " (" + def + ")"
	case 2:
		return "DROP VIEW IF EXISTS " + g.one("v1", "v2")
	case 3:
		return "CREATE INDEX " + g.index() + " ON " + t + " (" + g.col() + ")"
	case 4:
		return "DROP INDEX " + g.index() + " ON " + t
	case 5:
		return "ALTER TABLE " + t + " RENAME TO " + g.table()
	case 6:
		return "ALTER TABLE " + t + " DROP COLUMN " + g.col()
	}
	return "ALTER TABLE " + t + " " + g.spec()
}

func (g generator) spec() string {
	switch g.IntN(8) {
	case 0, 1, 2:
		return "ADD COLUMN " + g.col() + " " + g.typ() + g.one("", " FIRST", " AFTER id", " AFTER a")
	case 3:
		return "MODIFY " + g.col() + " " + g.typ()
	case 4:
		return "CHANGE " + g.col() + " " + g.col() + " " + g.typ()
	case 5:
		return "ADD " + g.one("UNIQUE ", "") + "KEY " + g.one("", g.index()) + " (" + g.col() + ", id)"
	case 6:
		return "RENAME INDEX " + g.index() + " TO " + g.index()
	}
	return "ADD CHECK (id > 0)"
}
