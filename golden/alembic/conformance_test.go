package alembicgolden

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sqlplan/sqlplan/dialects"
)

const (
	casesDir     = "testdata/cases"
	envelopesDir = "testdata/envelopes"
	bookDir      = "testdata/dialects"
	correctedDir = "testdata/corrected"
)

// The switches for work on a dialect. They stand at the end of the command:
// go test ./golden/alembic -run TestConformance/mysql -diff -limit 20
var (
	diff     = flag.Bool("diff", false, "list what differs, one block for each, instead of a failure for each")
	limit    = flag.Int("limit", 0, "how many differences -diff lists; 0 for all")
	listMore = flag.Bool("more", false, "list what is compiled where Alembic dies too")
	body     = flag.Bool("body", false, "compare the statements of revisions only, not what a script begins and ends with")
	update   = flag.Bool("update", false, "write what the corrected cases print into testdata/corrected")
)

// TestConformance holds sqlplan to the recordings, dialect by dialect. Those of a dialect
// that sqlplan does not speak are only counted.
func TestConformance(t *testing.T) {
	cases, err := Cases(casesDir)
	if err != nil {
		t.Fatal(err)
	}
	book, err := ReadBook(bookDir)
	if err != nil {
		t.Fatal(err)
	}
	pinned, err := ReadBook(correctedDir)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		defer func() {
			if err := pinned.Write(); err != nil {
				t.Error(err)
			}
		}()
	}
	for _, dialect := range append([]string{Home}, OtherDialects...) {
		t.Run(dialect, func(t *testing.T) {
			d := &comparison{dialect: dialect, book: book, pinned: pinned, counts: map[string]int{}, corrections: correctionsOf(dialect)}
			for _, c := range cases {
				if c := c.For(dialect); c != nil {
					d.cases = append(d.cases, c)
				}
			}
			if !spoken(dialect) {
				t.Skipf("%d cases wait: sqlplan does not speak the dialect", len(d.cases))
			}
			d.run(t)
		})
	}
}

func spoken(dialect string) bool {
	return slices.ContainsFunc(dialects.All, func(d dialects.Dialect) bool { return d.Name() == dialect })
}

// What becomes of a direction of a case, besides the outcomes of Compare.
const (
	corrected     = "corrected"
	more          = "compiled where Alembic dies"
	refusedByBoth = "refused by both"
	refused       = "refused, and Alembic renders it"
)

// comparison is the test of one dialect.
type comparison struct {
	dialect     string
	cases       []*Case
	book        *Book
	corrections map[string]correction
	// pinned is what sqlplan prints for the corrected cases.
	pinned *Book
	// envelopes are sqlplan's own, under -body and -more.
	envelopes map[string]Envelope

	mu     sync.Mutex
	counts map[string]int
	found  []difference
}

// difference is a direction of a case that is not as it should be.
type difference struct{ name, direction, text string }

func (d *comparison) run(t *testing.T) {
	d.checkCorrections(t)
	if *body || *listMore {
		d.readEnvelopes(t)
	}
	for _, c := range d.cases {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			d.conform(t, c)
		})
	}
	t.Cleanup(func() { d.summarize(t) })
}

// checkCorrections makes sure that every correction is of a case of the dialect.
func (d *comparison) checkCorrections(t *testing.T) {
	t.Helper()
	known := map[string]bool{}
	for _, c := range d.cases {
		known[c.Name] = true
	}
	for name := range d.corrections {
		if !known[name] {
			t.Errorf("%s is listed as a correction for %s, and there is no such case", name, d.dialect)
		}
	}
	for dialect, name := range d.pinned.Sections {
		if dialect == d.dialect && d.corrections[name].reason == "" {
			if *update {
				d.pinned.drop(dialect, name)
				continue
			}
			t.Errorf("%s is in %s/%s, but is no correction: run the test with -update", name, correctedDir, dialect)
		}
	}
}

// readEnvelopes learns what sqlplan prints around the statements of a revision.
func (d *comparison) readEnvelopes(t *testing.T) {
	t.Helper()
	d.envelopes = map[string]Envelope{}
	probe, dir := ProbeCase(d.dialect), t.TempDir()
	if err := probe.Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, direction := range []string{Upgrade, Downgrade} {
		out, err := compiler.Run(Job{Dir: dir, Command: direction, Range: probe.Range(direction)}, OfflineFlags(d.dialect)...)
		if err != nil {
			t.Fatal(err)
		}
		if d.envelopes[direction], err = EnvelopeOf(out); err != nil {
			t.Fatal(err)
		}
	}
}

// conform checks all directions of a case.
func (d *comparison) conform(t *testing.T, c *Case) {
	list, err := recordings(c, d.book, MainVersion)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := c.Write(dir); err != nil {
		t.Fatal(err)
	}
	var ours []Recording
	differs := false
	for _, r := range list {
		got, err := compiler.Run(Job{Dir: dir, Command: r.Direction, Range: c.Range(r.Direction), X: c.X}, OfflineFlags(d.dialect)...)
		var failure *Failure
		if err != nil && !errors.As(err, &failure) {
			t.Fatal(err)
		}
		e, err := ReadEnvelope(envelopesDir, c.Dialect, r.Direction, MainVersion)
		if err != nil {
			t.Fatal(err)
		}
		what, text := d.judge(c, r, e, got, failure)
		d.add(what)
		if text != "" {
			d.report(t, difference{c.Name, r.Direction, text})
		}
		differs = differs || what == corrected
		ours = append(ours, d.recording(r.Direction, e, got, failure))
	}
	known := d.corrections[c.Name]
	if known.reason != "" && !known.shared && !differs {
		t.Errorf("listed as a correction (%s), but nothing differs", known.reason)
	}
	if differs {
		d.pin(t, c, FormatRecordings(ours))
	} else {
		d.unpin(t, c)
	}
}

// recording is what sqlplan made of a direction.
func (d *comparison) recording(direction string, e Envelope, got string, failure *Failure) Recording {
	if failure != nil {
		return Recording{Direction: direction, Error: firstLine(failure.Stderr)}
	}
	replace := envelopeCorrection(d.dialect)
	return NewRecording(direction, Result{Out: got}, Envelope{Head: replace.Replace(e.Head), Tail: replace.Replace(e.Tail)})
}

// pin holds what a corrected case prints to what somebody has read and found right.
func (d *comparison) pin(t *testing.T, c *Case, text string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	want := d.pinned.Text(c, MainVersion)
	switch {
	case *update:
		if err := d.pinned.Set(c, MainVersion, text); err != nil {
			t.Error(err)
		}
	case *body || c.sameAs(want, text):
	case want == "":
		t.Errorf("a correction that is not in %s: run the test with -update, and read what it writes", correctedDir)
	default:
		t.Errorf("the correction is not as in %s, where -update would write it\n%s", correctedDir, Difference(want, text))
	}
}

// unpin forgets what a case printed when it was still corrected.
func (d *comparison) unpin(t *testing.T, c *Case) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.pinned.own(c, MainVersion); !ok {
		return
	}
	if *update {
		d.pinned.drop(d.dialect, c.Name)
		return
	}
	t.Errorf("it is in %s, but no longer differs from Alembic: run the test with -update", correctedDir)
}

// judge says what became of a direction, with a text if that is not right.
func (d *comparison) judge(c *Case, r Recording, e Envelope, got string, failure *Failure) (what, text string) {
	isCorrection := d.corrections[c.Name].reason != ""
	want := envelopeCorrection(d.dialect).Replace(r.Output(e))
	own := d.envelopes[r.Direction]
	bare := strings.TrimSuffix(strings.TrimPrefix(got, own.Head), own.Tail)
	if *body && !r.Whole {
		want, got = r.Text, bare
	}
	switch {
	case r.Error != "" && failure != nil:
		return refusedByBoth, ""
	case r.Error != "" && *listMore:
		return more, fmt.Sprintf("\n  alembic: %s\n  sqlplan: %s", r.Error, strings.Join(Statements(bare), "; "))
	case r.Error != "":
		return more, ""
	case failure != nil && isCorrection:
		return corrected, ""
	case failure != nil:
		return refused, fmt.Sprintf("\n  alembic: %s\n  sqlplan: %s", at(Statements(r.Text), 0), strings.TrimSpace(failure.Stderr))
	}
	outcome := Compare(want, got)
	switch {
	case outcome == SameBytes, outcome == SameSet && c.Unordered:
		return outcome.String(), ""
	case isCorrection:
		return corrected, ""
	}
	return outcome.String(), Difference(want, got)
}

func (d *comparison) add(what string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.counts[what]++
}

// report fails the test of the case; under -diff it is left to summarize.
func (d *comparison) report(t *testing.T, found difference) {
	t.Helper()
	if !*diff {
		t.Errorf("%s: %s", found.direction, found.text)
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.found = append(d.found, found)
}

// summarize prints the counts, and under -diff the differences.
func (d *comparison) summarize(t *testing.T) {
	t.Helper()
	if len(d.found) > 0 {
		t.Errorf("%d differences\n%s%s", len(d.found), d.differences(), d.causes())
	}
	for _, what := range []string{
		SameBytes.String(), SameStatements.String(), SameSet.String(), corrected, Different.String(), refused, more, refusedByBoth,
	} {
		t.Logf("%5d %s", d.counts[what], what)
	}
}

// differences lists what was found, in the order of the cases.
func (d *comparison) differences() string {
	slices.SortFunc(d.found, func(a, b difference) int {
		return strings.Compare(a.name+"\x00"+b.direction, b.name+"\x00"+a.direction)
	})
	var out strings.Builder
	for i, f := range d.found {
		if i == *limit && *limit > 0 {
			fmt.Fprintf(&out, "(%d more)\n", len(d.found)-i)
			break
		}
		fmt.Fprintf(&out, "%s %s: %s\n", f.name, f.direction, compact(f.text))
	}
	return out.String()
}

// cause is the code of an error and its message, whose names in quotes do not matter.
var (
	cause      = regexp.MustCompile(`error (SP\d+: .*)`)
	someQuoted = regexp.MustCompile(`"[^"]*"|'[^']*'|\d+`)
)

// causes counts the errors with which sqlplan refuses a case, the most frequent first.
func (d *comparison) causes() string {
	counts := map[string]int{}
	for _, f := range d.found {
		if m := cause.FindStringSubmatch(f.text); m != nil {
			counts[m[1][:7]+someQuoted.ReplaceAllString(m[1][7:], "...")]++
		}
	}
	var out strings.Builder
	list := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
	for i, text := range list {
		if i == 0 {
			out.WriteString("what sqlplan refuses, by its errors:\n")
		}
		fmt.Fprintf(&out, "%5d  %s\n", counts[text], compact(text))
	}
	return out.String()
}

// compact keeps the first lines of a text, none of them long. Of two long statements
// the part that is alike is left out.
func compact(text string) string {
	const before, width = 60, 300
	lines := strings.SplitN(text, "\n", 5)
	lines = lines[:min(len(lines), 4)]
	if len(lines) > 2 {
		const label = len("  alembic: ")
		if same := alike(lines[1], lines[2]); same > label+before {
			for i := 1; i <= 2; i++ {
				lines[i] = lines[i][:label] + "... " + strings.ToValidUTF8(lines[i][same-before:], "")
			}
		}
	}
	for i, line := range lines {
		if len(line) > width {
			lines[i] = strings.ToValidUTF8(line[:width], "") + " ..."
		}
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// alike is how far two lines are the same behind their labels, which are of one length.
func alike(a, b string) int {
	const label = len("  alembic: ")
	i := label
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return i
}
