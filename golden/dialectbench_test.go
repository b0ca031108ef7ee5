package golden

import (
	"fmt"
	"os"
	"path/filepath"
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

// generateNeutral writes count revisions in a line, and returns the project's folder.
func generateNeutral(tb testing.TB, count int) string {
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
			text += sql + ";\n\n"
		}
		text += fmt.Sprintf("-- sqlplan:downgrade\nDROP TABLE accounts_%d;\n", n)
		if err := os.WriteFile(filepath.Join(dir, "revisions", fmt.Sprintf("r%06d_change.sql", n)), []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// BenchmarkDialects compiles the same history for every dialect. x-half compares with half the revisions: at 2.2 or
// less the time grows with the history alone. us/stmt is the time for each statement, the start of the process included.
func BenchmarkDialects(b *testing.B) {
	for _, dialect := range []string{"postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle"} {
		var half time.Duration
		for _, count := range []int{1000, 2000} {
			b.Run(fmt.Sprintf("%s/revisions=%d", dialect, count), func(b *testing.B) {
				dir := generateNeutral(b, count)
				var total time.Duration
				var peak float64
				for b.Loop() {
					elapsed, memory := timed(b, dir, "upgrade", "base:head", "--sql", "-q", "-o", "release.sql", "--dialect", dialect)
					total, peak = total+elapsed, max(peak, memory)
				}
				each := total / time.Duration(b.N)
				if half > 0 {
					b.ReportMetric(each.Seconds()/half.Seconds(), "x-half")
				}
				b.ReportMetric(peak, "peak-MB")
				b.ReportMetric(float64(each.Microseconds())/float64(count*statementsPerRevision), "us/stmt")
				b.ReportMetric(each.Seconds()*1000, "script-ms")
				half = each
			})
		}
	}
}
