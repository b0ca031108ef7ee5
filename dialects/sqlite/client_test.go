package sqlite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/catalogcheck"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// client is a database file that the sqlite3 shell works on.
type client struct{ file string }

func newClient(t *testing.T) *client {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no sqlite3 here, and CI must not leave the comparison out")
		}
		t.Skip("there is no sqlite3 here")
	}
	return &client{filepath.Join(t.TempDir(), "x.db")}
}

// run runs the statements one after the other, and tells of each whether it failed.
func (c *client) run(t *testing.T, statements []string) []bool {
	t.Helper()
	var script strings.Builder
	for i, sql := range statements {
		fmt.Fprintf(&script, "%s;\n.print done %d\n", sql, i)
	}
	cmd := exec.Command("sqlite3", c.file)
	var out bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(script.String()), &out, &out
	_ = cmd.Run() // it fails if a statement does; which one, the output says
	failed := make([]bool, len(statements))
	at := 0
	for _, line := range strings.Split(out.String(), "\n") {
		switch {
		case strings.HasPrefix(line, "done "):
			at++
		case strings.Contains(line, "rror") && at < len(failed):
			failed[at] = true
		}
	}
	if at != len(statements) {
		t.Fatalf("%d of %d statements were run:\n%.2000s", at, len(statements), out.String())
	}
	return failed
}

func (c *client) lines(t *testing.T, query string) []string {
	t.Helper()
	cmd := exec.Command("sqlite3", "-json", c.file, query)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v %s", err, stderr.String())
	}
	var rows []map[string]any
	if len(out) > 0 {
		if err := json.Unmarshal(out, &rows); err != nil {
			t.Fatal(err)
		}
	}
	var lines []string
	for _, r := range rows {
		lines = append(lines, fmt.Sprint(r["line"]))
	}
	slices.Sort(lines)
	return lines
}

// TestAgainstClient runs random statements in the replay and in the sqlite3 shell: the same ones
// fail, and both end with the same schema and the same rows.
func TestAgainstClient(t *testing.T) {
	rounds, length := 12, 60
	for round := range rounds {
		c := newClient(t)
		r := rand.New(rand.NewPCG(uint64(round), 7))
		var statements []string
		for range length {
			statements = append(statements, randomStatement(r))
		}
		failed := c.run(t, statements)
		cat := replayed(t)
		if got := simulated(cat, "drop table alembic_version"); got != "" {
			t.Fatal(got)
		}
		count := 0
		for i, sql := range statements {
			st := statement(sql)
			refused := (Dialect{}).Parse(st, newest).HasErrors()
			if !refused {
				// Each stands for itself: what a failure puts in doubt would excuse the next.
				cat = schema.NewOn(newServer(serverOf(cat).db), mainSchema, tempSchema)
				refused = slices.ContainsFunc(Dialect{}.Simulate(st, cat), func(x schema.Conflict) bool { return x.Severity == source.Error })
			}
			if refused != failed[i] {
				t.Errorf("round %d, statement %d: the replay refuses %t, the shell %t: %s", round, i, refused, failed[i], sql)
			}
			if refused {
				count++
			}
		}
		if got, want := catalogcheck.SQLite(cat, "alembic_version"), c.lines(t, catalogcheck.SQLiteQuery); !slices.Equal(got, want) {
			t.Errorf("round %d: the catalog differs\n got %s\nwant %s", round, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
		for _, tb := range cat.Tables("main") {
			query := "SELECT json_array(a, b) AS line FROM " + sqlName(tb.Name.Name)
			if tb.Column("a") == nil || tb.Column("b") == nil {
				continue
			}
			rows, err := serverOf(cat).db.Query(query)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, row := range rows {
				got = append(got, textOf(row[0]))
			}
			slices.Sort(got)
			if want := c.lines(t, query); !slices.Equal(got, want) {
				t.Errorf("round %d: the rows of %s are\n%v\nwant\n%v", round, tb.Name.Name, got, want)
			}
		}
		if count == 0 || count == length {
			t.Errorf("round %d: %d of %d statements are refused", round, count, length)
		}
	}
}

// randomStatement is a statement that is often refused: the names are few.
func randomStatement(r *rand.Rand) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	table, column := pick("t1", "t2", `"t 3"`), pick("a", "b", "c", `"d e"`)
	typ := pick("int", "text", "varchar(10)", "", "real", "numeric(5, 2)")
	switch r.IntN(18) {
	case 0, 1, 2, 3:
		items := []string{"a integer primary key", pick("b text", "b int default 1", "b text not null default 'x'", "b unique")}
		for _, item := range []string{"c int check (c > 0)", `"d e" text collate nocase`, "f as (a * 2)", "g int generated always as (a + 1) stored", "unique (a, b)",
			"constraint fk foreign key (b) references t1 (a) on delete cascade", "check (b is not null)", `h references "t 3"`} {
			if r.IntN(4) == 0 && (len(items) == 2 || !strings.HasPrefix(items[len(items)-1], "unique") && !strings.HasPrefix(items[len(items)-1], "c")) {
				items = append(items, item)
			}
		}
		return "create table " + pick("", "", "if not exists ") + table + " (" + strings.Join(items, ", ") + ")" + pick("", "", "", " strict", " without rowid")
	case 4:
		return "drop table " + pick("", "if exists ") + table
	case 5:
		return "alter table " + table + " add column " + pick("c", "x", `"d e"`) + " " + typ + pick("", " not null", " not null default 5", " default 'y'", " unique", " references t1 (a)", " default (1 + 1)")
	case 6:
		return "alter table " + table + " drop column " + column
	case 7:
		return "alter table " + table + " rename column " + column + " to " + pick("a", "z", "c", `"n n"`)
	case 8:
		return "alter table " + table + " rename to " + pick("t1", "t2", `"t 3"`, "t4")
	case 9:
		return "create " + pick("", "unique ") + "index " + pick("i1", "i2") + " on " + table + " (" + column + pick("", " desc", ", a") + ")" + pick("", " where b is not null")
	case 10:
		return "create index i3 on " + table + " (" + pick("lower(b)", "a + 1", column) + ")"
	case 11:
		return "drop index " + pick("", "if exists ") + pick("i1", "i2", "i3")
	case 12:
		return pick("create view v as select a, b from "+table, "drop view v")
	case 13:
		return pick("create trigger tr after insert on "+table+" begin update "+table+" set b = 7 where a = new.a; end", "drop trigger tr")
	case 14:
		return "update " + table + " set b = " + pick("b + 1", "'u'", "null") + pick("", " where a = 1")
	case 15:
		return "delete from " + table + " where a = " + pick("1", "2")
	}
	return "insert into " + table + " (a, b) values (" + pick("1", "2", "3", "null", "'x'") + ", " + pick("1", "'y'", "null") + ")"
}
