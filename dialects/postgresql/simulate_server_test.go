//go:build cgo

package postgresql

import (
	"context"
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

// follow runs one statement on a server and in the catalog, and returns how they
// differ: one refuses it and the other does not, or what they hold afterwards.
func follow(t testing.TB, conn *pgx.Conn, cat *schema.Catalog, sql string) []string {
	t.Helper()
	ctx := context.Background()
	before := cat.Clone()
	conflicts := Dialect{}.Simulate(&sqlstmt.Stmt{Text: sql}, cat)
	_, err := conn.Exec(ctx, sql)
	if err != nil && (changesOnlyRows(sql) || slices.ContainsFunc(outsideCatalog, func(class string) bool { return strings.HasPrefix(sqlState(err), class) })) {
		*cat = *before
		return nil
	}
	var diffs []string
	if refused := err != nil; refused != (len(conflicts) > 0) {
		diffs = append(diffs, "the server: "+errorText(err)+"; the catalog: "+conflictText(conflicts))
	}
	more, err := catalogcheck.Compare(ctx, conn, cat)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return append(diffs, more...)
}

// outsideCatalog are the classes of errors that a catalog cannot foresee: bad
// data, rows in the way, the state of the transaction, and syntax.
var outsideCatalog = []string{"22", "23", "25", "42601"}

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
			for _, sql := range statements(t, path, string(text)) {
				if diffs := follow(t, conn, cat, sql); len(diffs) > 0 {
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
