package golden

import (
	"slices"
	"strings"
	"testing"
)

// TestReplayMyRefusals: sessions and servers that the script of MySQL or MariaDB is not for are refused, and nothing is changed,
// by a client that goes on after errors too.
func TestReplayMyRefusals(t *testing.T) {
	t.Parallel()
	for _, dialect := range []string{"mariadb", "mysql"} {
		t.Run(dialect, func(t *testing.T) {
			eachServer(t, dialect, func(t *testing.T, s server) {
				r, db := onThis(t, s, "mariadb_shop", dialect, "base")
				r.testRefusals(t, s.(mysql), db)
			})
		})
	}
}

func (r *replay) testRefusals(t *testing.T, s mysql, db string) {
	refuse := func(message, script string, options ...string) {
		t.Helper()
		before := r.dump(t, db)
		out, code := s.Run(t, db, script, options...)
		if code == 0 && !slices.Contains(options, "--force") || !strings.Contains(out, "sqlplan: ") || !strings.Contains(out, message) {
			t.Errorf("not refused because of %q: exit code %d\n%s", message, code, out)
		}
		if after := r.dump(t, db); after != before {
			t.Errorf("a refused script changed the database:\n%s\nbefore:\n%s", after, before)
		}
	}
	up := r.script(t, "upgrade", "base:heads")
	compiledFor := "compiled for " + other(s, "MySQL 8.0", "MariaDB 10.11") + " or later"
	foreign := r.compile(t, "upgrade", "base:heads", "--sql", "--dialect", other(s, "mysql", "mariadb"), "--lock-timeout", "1500ms", "--statement-timeout", "1min")
	refuse(compiledFor, foreign)
	refuse(compiledFor, foreign, "--force")
	refuse("compiled for "+other(s, "MariaDB 12.99", "MySQL 9.99")+" or later", r.compile(t, "upgrade", "base:heads", "--sql", "--server-version", other(s, "12.99", "9.99")))
	refuse("ANSI_QUOTES", up, "--init-command=SET sql_mode = 'ANSI_QUOTES'")
	refuse("NO_BACKSLASH_ESCAPES", up, "--init-command=SET sql_mode = 'NO_BACKSLASH_ESCAPES'")
	refuse("found: no such table", r.script(t, "downgrade", "heads:base"))
	r.run(t, db, up)
	refuse("found: 48d2f1", up, "--force")
}

// other chooses by the server.
func other(s mysql, onMariaDB, onMySQL string) string {
	if s.MariaDB() {
		return onMariaDB
	}
	return onMySQL
}
