//go:build cgo

package postgresql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// newerStatements have syntax that is newer than the parser; those behind "refused:" fail.
var newerStatements = []string{
	"CREATE EXTENSION btree_gist",
	"CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL, c int GENERATED ALWAYS AS (coalesce(a, 0)), note text)",
	"ALTER TABLE t ADD COLUMN d int GENERATED ALWAYS AS (a + 1) STORED, ADD COLUMN e text GENERATED ALWAYS AS (upper(note)) VIRTUAL",
	"ALTER TABLE t ALTER COLUMN b SET EXPRESSION AS (a * 3), ALTER note SET DEFAULT 'x', ALTER COLUMN d SET EXPRESSION AS (a + 2)",
	"refused: ALTER TABLE t ALTER COLUMN a SET EXPRESSION AS (1)",
	"refused: ALTER TABLE t ALTER COLUMN b DROP EXPRESSION",
	"ALTER TABLE t ALTER COLUMN d DROP EXPRESSION",
	"ALTER TABLE t ADD CONSTRAINT a_there NOT NULL a NOT VALID",
	"refused: ALTER TABLE t ADD CONSTRAINT other NOT NULL a",
	"refused: ALTER TABLE t ADD CONSTRAINT other NOT NULL id",
	"ALTER TABLE t VALIDATE CONSTRAINT a_there",
	"ALTER TABLE t RENAME CONSTRAINT a_there TO a_is_there",
	"ALTER TABLE t DROP CONSTRAINT a_is_there",
	"ALTER TABLE t ADD NOT NULL note",
	"ALTER TABLE t ALTER note DROP NOT NULL",
	"refused: ALTER TABLE t DROP CONSTRAINT t_note_not_null",
	"ALTER TABLE t ALTER note SET NOT NULL",
	"ALTER TABLE t DROP CONSTRAINT t_note_not_null",
	"ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT ENFORCED",
	"CREATE TABLE n (x int CONSTRAINT x_there NOT NULL, y int, z int, CONSTRAINT y_there NOT NULL y, NOT NULL z NO INHERIT)",
	"ALTER TABLE n DROP CONSTRAINT x_there, DROP CONSTRAINT n_z_not_null",
	"CREATE TABLE child () INHERITS (n)",
	"CREATE TABLE booked (room int, during tsrange, PRIMARY KEY (room, during WITHOUT OVERLAPS), UNIQUE (room, during))",
	"CREATE TABLE guests (room int, during tsrange, name text, FOREIGN KEY (room, PERIOD during) REFERENCES booked (room, PERIOD during))",
	"ALTER TABLE guests ADD CONSTRAINT of_t FOREIGN KEY (room) REFERENCES t (id) NOT ENFORCED",
	"ALTER TABLE guests ADD CONSTRAINT to_t FOREIGN KEY (room) REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED ENFORCED, ADD CONSTRAINT named CHECK (name <> '') ENFORCED",
	"ALTER TABLE guests ALTER CONSTRAINT to_t NOT ENFORCED",
	"ALTER TABLE guests ALTER CONSTRAINT to_t ENFORCED, ALTER CONSTRAINT of_t DEFERRABLE ENFORCED",
	"ALTER TABLE guests ALTER CONSTRAINT to_t NOT DEFERRABLE NOT ENFORCED",
	"refused: ALTER TABLE guests ALTER CONSTRAINT named NOT ENFORCED",
	"refused: ALTER TABLE guests ALTER CONSTRAINT nowhere NOT ENFORCED",
	"refused: ALTER TABLE guests ALTER CONSTRAINT to_t NO INHERIT",
	"CREATE TABLE old (a int CONSTRAINT a_there NOT NULL NO INHERIT, b int CONSTRAINT b_there NOT NULL)",
	"CREATE TABLE young () INHERITS (old)",
	"ALTER TABLE old ALTER CONSTRAINT a_there INHERIT, ALTER CONSTRAINT b_there NO INHERIT",
	"ALTER TABLE young ALTER b DROP NOT NULL",
	"ALTER TABLE guests SET ACCESS METHOD DEFAULT",
	"ALTER TABLE guests ADD COLUMN since timestamp DEFAULT (now() AT LOCAL)",
	"CREATE VIEW arrivals AS SELECT name, (since AT LOCAL) AS moment FROM guests",
	"CREATE TABLE papers (id int, j jsonb, k int DEFAULT json_value('{}', '$.a' RETURNING int DEFAULT 0 ON EMPTY), CONSTRAINT has_b CHECK (json_exists(j, '$.b' ERROR ON ERROR)))",
	"ALTER TABLE papers ADD COLUMN v int GENERATED ALWAYS AS (json_value(j, '$.a' RETURNING integer)) STORED, ADD COLUMN w text",
	"CREATE INDEX papers_c ON papers ((json_value(j, '$.c' RETURNING int DEFAULT 3 ON EMPTY)))",
	"CREATE VIEW titles AS SELECT id, json_value(j, '$.title') AS title, json_query(j, '$[*]' WITH WRAPPER) AS whole FROM papers",
	"refused: ALTER TABLE papers DROP COLUMN j",
	"ALTER TABLE papers DROP CONSTRAINT has_b",
	"MERGE INTO t USING n ON t.id = n.x WHEN MATCHED THEN UPDATE SET a = n.y WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED BY TARGET THEN DO NOTHING RETURNING t.id",
	"UPDATE t SET a = 1 RETURNING WITH (OLD AS before, NEW AS after) before.a, after.a",
	"ALTER TABLE t DROP COLUMN a CASCADE",
	"refused: ALTER TABLE nowhere ADD CONSTRAINT c NOT NULL a NOT VALID",
	"refused: ALTER TABLE t ADD CONSTRAINT c NOT NULL nowhere NOT VALID",
}

// TestNewerOnServer: the catalog holds what a server does behind statements whose syntax is newer than the parser.
func TestNewerOnServer(t *testing.T) {
	pgserver.EachVersion(t, func(t *testing.T, server *pgserver.Server, version int) {
		if version < 18 {
			t.Skip("its syntax came with PostgreSQL 17 and 18")
		}
		conn := server.Connect(t, server.Database(t))
		cat := schema.New()
		cat.Release = version
		for _, line := range newerStatements {
			sql, refuse := strings.CutPrefix(line, "refused: ")
			diffs, outcome := follow(t, conn, cat, sql)
			if len(diffs) > 0 {
				t.Errorf("%s: %s", sql, strings.Join(diffs, "\n"))
			}
			if (outcome == refused) != refuse {
				t.Errorf("%s: %s", sql, outcome)
			}
			if cat.Doubt() != nil {
				t.Fatalf("%s: %s", sql, cat.Doubt().Reason)
			}
		}
	})
}
