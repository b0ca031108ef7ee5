package golden

import (
	"slices"
	"strings"
	"testing"
)

// TestReplayMariaDBRefusals: sessions and servers that the script is not for are refused, and nothing is changed,
// by a client that goes on after errors too.
func TestReplayMariaDBRefusals(t *testing.T) {
	t.Parallel()
	r, db := onServer(t, "mariadb_shop", "mariadb", "base")
	s := r.server.(mariadb)
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
	refuse("compiled for MySQL 8.0 or later", r.compile(t, "upgrade", "base:heads", "--sql", "--dialect", "mysql"))
	refuse("compiled for MariaDB 12.0 or later", r.compile(t, "upgrade", "base:heads", "--sql", "--server-version", "12"))
	refuse("ANSI_QUOTES", up, "--init-command=SET sql_mode = 'ANSI_QUOTES'")
	refuse("NO_BACKSLASH_ESCAPES", up, "--init-command=SET sql_mode = 'NO_BACKSLASH_ESCAPES'")
	refuse("found: no such table", r.script(t, "downgrade", "heads:base"))
	r.run(t, db, up)
	refuse("found: 48d2f1", up, "--force")
}
