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
	if s.MariaDB() {
		refuse("compiled for MySQL 8.0 or later", r.compile(t, "upgrade", "base:heads", "--sql", "--dialect", "mysql"))
	} else {
		// MySQL has no EXECUTE IMMEDIATE, so that the guard of MariaDB is an error of syntax there.
		before := r.dump(t, db)
		out, code := s.Run(t, db, r.compile(t, "upgrade", "base:heads", "--sql", "--dialect", "mariadb"))
		if code == 0 || !strings.Contains(out, "near '@sqlplan_check'") || r.dump(t, db) != before {
			t.Errorf("a script of MariaDB on MySQL: exit code %d\n%s", code, out)
		}
	}
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
