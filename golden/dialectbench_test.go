package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// neutral is the upgrade section of the nth generated revision in SQL that every dialect reads, as upgradeOf is
// PostgreSQL's: a table, an index, a change of an older table, and a data change.
func neutral(n int) [statementsPerRevision]string {
	return [statementsPerRevision]string{
		fmt.Sprintf(`CREATE TABLE accounts_%d (
    id         integer NOT NULL PRIMARY KEY,
    owner_id   integer NOT NULL,
    kind       varchar(20) DEFAULT 'private' NOT NULL CHECK (kind IN ('private', 'business')),
    balance    decimal(14, 2) DEFAULT 0 NOT NULL,
    opened_on  date NOT NULL,
    closed_on  date,
    CONSTRAINT accounts_%d_closed CHECK (closed_on IS NULL OR closed_on > opened_on)
)`, n, n),
		fmt.Sprintf(`CREATE INDEX accounts_%d_owner_ix ON accounts_%d (owner_id, opened_on)`, n, n),
		fmt.Sprintf(`ALTER TABLE accounts_%d ADD note_%d varchar(200)`, n/2, n),
		fmt.Sprintf(`UPDATE accounts_%d SET kind = 'business', balance = balance + 1 WHERE balance = %d AND closed_on IS NULL`, n/2, n),
	}
}

// generateNeutral writes count revisions in a line, and returns the project's folder; without the changes of older
// tables unless altered.
func generateNeutral(tb testing.TB, count int, altered bool) string {
	tb.Helper()
	dir := tb.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "revisions"), 0o755); err != nil {
		tb.Fatal(err)
	}
	for n := range count {
		down := ""
		if n > 0 {
			down = fmt.Sprintf("r%06d", n-1)
		}
		text := fmt.Sprintf("-- revision: r%06d\n-- down_revision: %s\n-- message: change %d\n\n-- sqlplan:upgrade\n", n, down, n)
		for _, sql := range neutral(n) {
			if altered || !strings.HasPrefix(sql, "ALTER") {
				text += sql + ";\n\n"
			}
		}
		text += fmt.Sprintf("-- sqlplan:downgrade\nDROP TABLE accounts_%d;\n", n)
		if err := os.WriteFile(filepath.Join(dir, "revisions", fmt.Sprintf("r%06d_change.sql", n)), []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// dialectHistories are how many revisions are compiled for each dialect, and twice as many. SQLite, which is the real
// engine, parses its whole schema again at each ALTER TABLE, and looks through it at each CREATE: the time grows with the
// square of the tables (x-half up to 4), and with a small part of it in the square without ALTER TABLE (up to 2.8).
var dialectHistories = []struct {
	name, dialect string
	count         int
	altered       bool
}{
	{"postgresql", "postgresql", 1000, true}, {"mysql", "mysql", 1000, true}, {"mariadb", "mariadb", 1000, true},
	{"sqlite", "sqlite", 200, true}, {"sqlite-without-ALTER", "sqlite", 1000, false},
	{"mssql", "mssql", 1000, true}, {"oracle", "oracle", 1000, true},
}

// BenchmarkDialects compiles the same history for every dialect. x-half compares with half the revisions: at 2.2 or
// less the time grows with the history alone. cpu-ms and us/revision are the time of all cores, so that other work on the
// machine does not count; the start of the process is part of it.
func BenchmarkDialects(b *testing.B) {
	for _, h := range dialectHistories {
		var half time.Duration
		for _, count := range []int{h.count, 2 * h.count} {
			b.Run(fmt.Sprintf("%s/revisions=%d", h.name, count), func(b *testing.B) {
				dir := generateNeutral(b, count, h.altered)
				var total time.Duration
				var peak float64
				for b.Loop() {
					run := measure(b, dir, "upgrade", "base:head", "--sql", "-q", "-o", "release.sql", "--dialect", h.dialect)
					total, peak = total+run.cpu, max(peak, run.peak)
				}
				each := total / time.Duration(b.N)
				if half > 0 {
					b.ReportMetric(each.Seconds()/half.Seconds(), "x-half")
				}
				b.ReportMetric(peak, "peak-MB")
				b.ReportMetric(float64(each.Microseconds())/float64(count), "us/revision")
				b.ReportMetric(each.Seconds()*1000, "cpu-ms")
				half = each
			})
		}
	}
}
