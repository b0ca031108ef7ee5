package golden

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	pg_query "github.com/pganalyze/pg_query_go/v5"
)

// statementsPerRevision is what generate writes into each upgrade section.
const statementsPerRevision = 4

// upgradeOf is the upgrade section of the nth generated revision: a table of
// ordinary width, an index, a change of an older table, and a data change.
func upgradeOf(n int) [statementsPerRevision]string {
	older := n / 2
	return [statementsPerRevision]string{
		fmt.Sprintf(`CREATE TABLE accounts_%d (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner_id   bigint NOT NULL,
    kind       text NOT NULL DEFAULT 'private' CHECK (kind IN ('private', 'business')),
    balance    numeric(14, 2) NOT NULL DEFAULT 0,
    settings   jsonb NOT NULL DEFAULT '{}',
    opened_at  timestamptz NOT NULL DEFAULT now(),
    closed_at  timestamptz,
    CONSTRAINT accounts_%d_closed CHECK (closed_at IS NULL OR closed_at > opened_at)
)`, n, n),
		fmt.Sprintf(`CREATE INDEX accounts_%d_owner_idx ON accounts_%d (owner_id, opened_at DESC) WHERE closed_at IS NULL`, n, n),
		fmt.Sprintf(`ALTER TABLE accounts_%d ADD COLUMN note_%d text, ALTER COLUMN kind SET DEFAULT 'business'`, older, n),
		fmt.Sprintf(`UPDATE accounts_%d SET settings = settings || '{"revision": %d}', closed_at = now() WHERE balance = 0 AND opened_at < now() - interval '%d days'`, older, n, n%365+1),
	}
}

// generate writes count native revisions, a branch and a merge in every
// hundred, and returns the project's folder.
func generate(tb testing.TB, count int) string {
	tb.Helper()
	dir := tb.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "revisions"), 0o755); err != nil {
		tb.Fatal(err)
	}
	for n := range count {
		down := fmt.Sprintf("r%06d", n-1)
		switch {
		case n == 0:
			down = ""
		case n%100 == 51:
			down = fmt.Sprintf("r%06d", n-2)
		case n%100 == 52:
			down = fmt.Sprintf("r%06d, r%06d", n-2, n-1)
		}
		text := fmt.Sprintf("-- revision: r%06d\n-- down_revision: %s\n-- message: change %d\n\n-- sqlplan:upgrade\n", n, down, n)
		for _, sql := range upgradeOf(n) {
			text += sql + ";\n\n"
		}
		text += fmt.Sprintf("-- sqlplan:downgrade\nALTER TABLE accounts_%d DROP COLUMN note_%d;\nDROP TABLE accounts_%d;\n", n/2, n, n)
		if err := os.WriteFile(filepath.Join(dir, "revisions", fmt.Sprintf("r%06d_change.sql", n)), []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// measured is what one run of the program took.
type measured struct {
	wall time.Duration // that passed
	cpu  time.Duration // that all cores spent on it, which other programs on the machine change less
	peak float64       // memory, in MB
}

// measure runs the program.
func measure(b *testing.B, dir string, args ...string) measured {
	b.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Dir = dir
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	state := cmd.ProcessState
	return measured{time.Since(start), state.UserTime() + state.SystemTime(), peakMB(state)}
}

func peakMB(state *os.ProcessState) float64 {
	return float64(state.SysUsage().(*syscall.Rusage).Maxrss) / 1024
}

// bareParse is the yardstick: the time that pg_query.Parse alone takes for the
// same statements, one after the other.
func bareParse(b *testing.B, count int) time.Duration {
	b.Helper()
	start := time.Now()
	for n := range count {
		for _, sql := range upgradeOf(n) {
			if _, err := pg_query.Parse(sql); err != nil {
				b.Fatal(err)
			}
		}
	}
	return time.Since(start)
}

// BenchmarkScript compiles whole histories. x-parse is the time as a multiple
// of bare parsing (the aim for 10,000 revisions is 3 at most), peak-MB the
// memory (500 at most); x-half compares with half the revisions (2.2 at most).
func BenchmarkScript(b *testing.B) {
	var half time.Duration
	for _, count := range []int{1250, 2500, 5000, 10000, 20000} {
		b.Run(fmt.Sprintf("revisions=%d", count), func(b *testing.B) {
			dir := generate(b, count)
			var total, parse time.Duration
			var peak float64
			for b.Loop() {
				run := measure(b, dir, "upgrade", "base:head", "--sql", "-q", "-o", "release.sql")
				total, peak = total+run.wall, max(peak, run.peak)
				parse += bareParse(b, count)
			}
			b.ReportMetric(total.Seconds()/parse.Seconds(), "x-parse")
			b.ReportMetric(peak, "peak-MB")
			each := total / time.Duration(b.N)
			if half > 0 {
				b.ReportMetric(each.Seconds()/half.Seconds(), "x-half")
			}
			b.ReportMetric(each.Seconds()*1000, "script-ms")
			half = each
		})
	}
}

// BenchmarkStart is a project of 50 revisions against the start of the process:
// x-help is the multiple of `sqlplan --help` (the aim is 4 at most).
func BenchmarkStart(b *testing.B) {
	dir := generate(b, 50)
	var script, help time.Duration
	for b.Loop() {
		script += measure(b, dir, "upgrade", "base:head", "--sql", "-q", "-o", "release.sql").wall
		help += measure(b, dir, "--help").wall
	}
	b.ReportMetric(script.Seconds()/help.Seconds(), "x-help")
	b.ReportMetric(script.Seconds()*1000/float64(b.N), "script-ms")
}

// BenchmarkReview compiles whole histories with the review and without it. x-plain is the processor's time with
// it as a multiple of that without (the aim is 2 at most), x-wall the same of the time that passed, x-half compares with half
// the revisions (2.2 at most), peak-MB is the memory with it.
func BenchmarkReview(b *testing.B) {
	var half time.Duration
	for _, count := range []int{1250, 2500, 5000, 10000} {
		b.Run(fmt.Sprintf("revisions=%d", count), func(b *testing.B) {
			dir := generate(b, count)
			var with, without, wallWith, wallWithout time.Duration
			var peak float64
			for b.Loop() {
				args := []string{"upgrade", "base:head", "--sql", "-q", "-o", "release.sql"}
				run := measure(b, dir, args...)
				with, wallWith, peak = with+run.cpu, wallWith+run.wall, max(peak, run.peak)
				run = measure(b, dir, append(args, "--no-review")...)
				without, wallWithout = without+run.cpu, wallWithout+run.wall
			}
			b.ReportMetric(with.Seconds()/without.Seconds(), "x-plain")
			b.ReportMetric(wallWith.Seconds()/wallWithout.Seconds(), "x-wall")
			b.ReportMetric(peak, "peak-MB")
			each := with / time.Duration(b.N)
			if half > 0 {
				b.ReportMetric(each.Seconds()/half.Seconds(), "x-half")
			}
			b.ReportMetric(each.Seconds()*1000, "review-ms")
			half = each
		})
	}
}
