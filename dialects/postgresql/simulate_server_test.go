//go:build cgo

package postgresql

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/catalogcheck"
	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// outcome is what became of one statement.
type outcome int

// The outcomes. A statement is beyond the catalog where the server refuses it for
// what no catalog knows.
const (
	accepted outcome = iota
	refused
	beyond
	outcomes
)

func (o outcome) String() string { return [...]string{"done", "refused", "beyond the catalog"}[o] }

// tally counts outcomes.
type tally [outcomes]int

func (n tally) String() string {
	return fmt.Sprintf("%d done, %d refused by both, %d refused for what a catalog cannot know", n[accepted], n[refused], n[beyond])
}

// follow runs one statement on a server and in the catalog, and returns how they
// differ: one refuses it and the other does not, or what they hold afterwards.
func follow(t testing.TB, conn *pgx.Conn, cat *schema.Catalog, sql string) ([]string, outcome) {
	t.Helper()
	ctx := context.Background()
	before := cat.Clone()
	conflicts := Dialect{}.Simulate(&sqlstmt.Stmt{Text: sql}, cat)
	_, err := conn.Exec(ctx, sql)
	if err != nil && len(conflicts) == 0 && (changesOnlyRows(sql) || outsideCatalog(err)) {
		*cat = *before
		return nil, beyond
	}
	var diffs []string
	if failed := err != nil; failed != (len(conflicts) > 0) {
		diffs = append(diffs, "the server: "+errorText(err)+"; the catalog: "+conflictText(conflicts))
	}
	if err != nil && len(conflicts) > 0 {
		return nil, refused // neither has changed anything
	}
	more, queryErr := catalogcheck.Compare(ctx, conn, cat)
	if queryErr != nil {
		t.Fatalf("%s: %v", sql, queryErr)
	}
	return append(diffs, more...), accepted
}

// outsideCatalog tells whether an error is one that a catalog cannot foresee: bad
// data, rows in the way, the state of the transaction, syntax, or what the
// expressions of a statement mean.
func outsideCatalog(err error) bool {
	state := sqlState(err)
	if slices.ContainsFunc([]string{"22", "23", "25", "42601"}, func(class string) bool { return strings.HasPrefix(state, class) }) {
		return true
	}
	return slices.ContainsFunc(beyondCatalog, func(text string) bool { return strings.Contains(err.Error(), text) })
}

// beyondCatalog are messages about operators, casts and functions of types, of
// which the catalog keeps no list, and about bounds of partitions.
var beyondCatalog = []string{
	"has no default operator class", "collations are not supported by type", "default expression is of type", "cannot be matched", // UNION types
	"must be marked IMMUTABLE", "would overlap partition", "statistics on non-expression column", "because of OUT parameters", "cannot change return type",
	"exclusion constraints are not supported on partitioned tables", // before version 17
	"cannot cluster on partial index", "function lower(", "column q.", "cannot be made a member of itself", "must specify exactly one value per partitioning column",
	"typed table", "column x.", "cannot add NOT VALID foreign key on partitioned table", // before version 18
	"uses its row type", "does not support clustering", "cannot attach index", "has not been populated", "cannot define statistics",
	"ALTER action SET cannot be performed", "cannot be implemented", // foreign keys of composite types
	"cannot create index on partitioned table", // which is rule PG104
	"cannot be cast automatically", "specified value cannot be cast",
}

// changesOnlyRows tells whether the expressions of a statement, which Simulate
// does not check, are all that a server can refuse in it.
func changesOnlyRows(sql string) bool {
	return slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE"}, kindOfText(sql))
}

func errorText(err error) string {
	if err == nil {
		return "done"
	}
	return err.Error()
}

func conflictText(conflicts []schema.Conflict) string {
	var texts []string
	for _, c := range conflicts {
		texts = append(texts, c.Message)
	}
	if texts == nil {
		return "done"
	}
	return strings.Join(texts, "; ")
}

// TestSimulateOnServer compares the catalog with a server after each statement
// of testdata/simulate/*.sql.
func TestSimulateOnServer(t *testing.T) {
	server := pgserver.Find(t)
	files, err := filepath.Glob(*ddlFiles)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			conn := server.Connect(t, server.Database(t))
			cat := schema.New()
			cat.Release = server.Version(t)
			for _, sql := range statements(t, path, string(text)) {
				if diffs, _ := follow(t, conn, cat, sql); len(diffs) > 0 {
					t.Fatalf("%s\n%s", sql, strings.Join(diffs, "\n"))
				}
			}
		})
	}
}

// statements splits a script.
func statements(t testing.TB, path, text string) []string {
	t.Helper()
	file := source.NewFile(path, text)
	stmts, diags := Dialect{}.Lower(rawSQL(file), nil)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var list []string
	for _, st := range stmts {
		list = append(list, st.Text)
	}
	return list
}

// TestDefaultsOnServer: the server prints defaults as the tests say it does.
func TestDefaultsOnServer(t *testing.T) {
	server := pgserver.Find(t)
	ctx := context.Background()
	conn := server.Connect(t, server.Database(t))
	if _, err := conn.Exec(ctx, "create type mood as enum ('sad')"); err != nil {
		t.Fatal(err)
	}
	for definition, want := range defaults {
		var got string
		if _, err := conn.Exec(ctx, "create table t (c "+definition+")"); err != nil {
			t.Fatal(err)
		}
		if err := conn.QueryRow(ctx, "select pg_get_expr(adbin, adrelid) from pg_attrdef").Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s: the server prints %s, the tests say %s", definition, got, want)
		}
		if _, err := conn.Exec(ctx, "drop table t"); err != nil {
			t.Fatal(err)
		}
	}
}
