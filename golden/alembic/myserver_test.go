package alembicgolden

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/mysql"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// recorded is a statement that sqlplan writes for a case.
type recorded struct{ name, sql string }

// TestRecordedOnMySQL gives all that sqlplan writes for the cases of MySQL to the servers that are named, by PREPARE: it
// parses a statement and changes nothing. What is no syntax error counts as parsed, since the tables are not there.
func TestRecordedOnMySQL(t *testing.T) {
	servers := myserver.NamedMySQL(t)
	style := mysql.Dialect{}.Style()
	list := recordedStatements(t, "mysql", style)
	var script strings.Builder // a line for each statement
	for _, r := range list {
		text := strings.NewReplacer("\n", `\n`, "\r", `\r`).Replace(sqltext.QuoteLiteral(r.sql, style))
		fmt.Fprintf(&script, "SET @s = %s; PREPARE s FROM @s;\n", text)
	}
	for _, s := range servers {
		t.Run(s.Name(), func(t *testing.T) {
			t.Parallel()
			out, _ := s.Run(t, s.Database(t), script.String(), "--force", "--batch")
			foretold := 0
			for _, m := range refusal.FindAllStringSubmatch(out, -1) {
				line, err := strconv.Atoi(m[2])
				if err != nil || line > len(list) {
					t.Fatalf("%s: %v", m[0], err)
				}
				if m[1] != "1064" {
					continue
				}
				if told(list[line-1].sql) {
					foretold++
					continue
				}
				t.Errorf("%s: %s\n%s", list[line-1].name, m[0], list[line-1].sql)
			}
			t.Logf("%d statements; of %d syntax errors sqlplan has warned", len(list), foretold)
		})
	}
}

// told tells whether sqlplan says that the server may refuse a statement.
func told(sql string) bool {
	diags := mysql.Dialect{}.Parse(&sqlstmt.Stmt{Text: sql}, &ir.Env{ServerVersion: ir.Version{Major: 8}})
	return slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return d.Severity > source.Note || d.Code == mysql.CodeUnverified })
}

var refusal = regexp.MustCompile(`(?m)^ERROR (\d+) .*at line (\d+): .*$`)

// recordedStatements compiles all cases of a dialect.
func recordedStatements(t *testing.T, dialect string, style sqltext.Style) (list []recorded) {
	cases, err := Cases(casesDir)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	t.Run("compile", func(t *testing.T) {
		for _, c := range cases {
			if c = c.For(dialect); c == nil {
				continue
			}
			t.Run(c.Name, func(t *testing.T) {
				t.Parallel()
				one := compiledStatements(t, c, style)
				mu.Lock()
				defer mu.Unlock()
				list = append(list, one...)
			})
		}
	})
	if len(list) < 1000 {
		t.Fatalf("only %d statements", len(list))
	}
	return list
}

// compiledStatements are those of both directions; what sqlplan refuses has none.
func compiledStatements(t *testing.T, c *Case, style sqltext.Style) (list []recorded) {
	dir := t.TempDir()
	if err := c.Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, direction := range []string{Upgrade, Downgrade} {
		out, err := compiler.Run(Job{Dir: dir, Command: direction, Range: c.Range(direction), X: c.X}, OfflineFlags(c.Dialect)...)
		var failure *Failure
		if errors.As(err, &failure) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		pieces, splitErr := sqltext.Split(out, style)
		if splitErr != nil {
			t.Fatal(splitErr)
		}
		for _, p := range pieces {
			if p.Stmt.Start < p.Stmt.End {
				list = append(list, recorded{c.Name + " " + direction, strings.TrimSuffix(out[p.Stmt.Start:p.Stmt.End], ";")})
			}
		}
	}
	return list
}
