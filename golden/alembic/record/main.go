// Command record writes down what real Alembic prints for the cases in
// golden/alembic/testdata/cases.
//
//	go run ./golden/alembic/record [-alembic COMMAND] [-seeds N] [CASE-PREFIX...]
//
// Each case is rendered for its own dialect, whose recording lies beside it, and, where it
// names none, for all the others, whose recordings lie in testdata/dialects.
//
// Each is rendered under several values of PYTHONHASHSEED; one whose output
// changes with it must say "# unordered".
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	golden "github.com/sqlplan/sqlplan/golden/alembic"
)

func main() {
	command := flag.String("alembic", envOr("ALEMBIC", "alembic"), "the `command` of Alembic")
	dir := flag.String("cases", "golden/alembic/testdata/cases", "the `folder` of the cases")
	seeds := flag.Int("seeds", 3, "how many hash seeds to compare")
	flag.Parse()
	if err := record(*command, *dir, *seeds, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "record:", err)
		os.Exit(1)
	}
}

func envOr(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func record(command, dir string, seeds int, prefixes []string) error {
	all, err := golden.Cases(dir)
	if err != nil {
		return err
	}
	cases := variants(all, prefixes)
	scratch, err := os.MkdirTemp("", "record-alembic-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	session, err := newSession(scratch, cases)
	if err != nil {
		return err
	}
	first, err := session.render(command, 0)
	if err != nil {
		return err
	}
	unstable := map[string]bool{}
	for seed := 1; seed < seeds; seed++ {
		again, err := session.render(command, seed)
		if err != nil {
			return err
		}
		for i, out := range again.files {
			if out != first.files[i] {
				unstable[cases[i].Name] = true
			}
		}
	}
	return errors.Join(
		write(dir, cases, first, unstable),
		writeBook(filepath.Join(dir, "..", "dialects"), all, cases, first))
}

// variants are the wanted cases, each for all of its dialects. Those of one dialect
// stand together, mysql before mariadb.
func variants(all []*golden.Case, prefixes []string) []*golden.Case {
	var list []*golden.Case
	for _, dialect := range append([]string{golden.Home}, golden.OtherDialects...) {
		for _, c := range all {
			if v := c.For(dialect); v != nil && wanted(c.Name, prefixes) {
				list = append(list, v)
			}
		}
	}
	return list
}

func wanted(name string, prefixes []string) bool {
	return len(prefixes) == 0 || slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

// session is the cases written out as projects.
type session struct {
	scratch string
	cases   []*golden.Case
	probes  []string
	jobs    []golden.Job
}

func newSession(scratch string, cases []*golden.Case) (*session, error) {
	s := &session{scratch: scratch, cases: cases}
	for _, c := range cases {
		if !slices.Contains(s.probes, c.Dialect) {
			s.probes = append(s.probes, c.Dialect)
		}
	}
	for _, dialect := range s.probes {
		if err := s.add(golden.ProbeCase(dialect)); err != nil {
			return nil, err
		}
	}
	for _, c := range cases {
		if err := s.add(c); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *session) add(c *golden.Case) error {
	dir := filepath.Join(s.scratch, "projects", c.Dialect, filepath.FromSlash(c.Name))
	if err := c.Write(dir); err != nil {
		return err
	}
	for _, d := range c.Directions() {
		s.jobs = append(s.jobs, golden.Job{Dir: dir, Command: d, Range: c.Range(d), X: c.X})
	}
	return nil
}

// recorded is what one run of Alembic gave.
type recorded struct {
	label string
	// files are the texts of the recordings, in the order of the cases.
	files     []string
	envelopes map[string]golden.Envelope
}

func (s *session) render(command string, seed int) (*recorded, error) {
	oracle := &golden.Oracle{Command: command, Seed: seed}
	results, err := oracle.Run(s.scratch, s.jobs)
	if err != nil {
		return nil, err
	}
	out := &recorded{label: oracle.Label(), envelopes: map[string]golden.Envelope{}}
	for i, dialect := range s.probes {
		for k, d := range []string{golden.Upgrade, golden.Downgrade} {
			res := results[2*i+k]
			e, err := golden.EnvelopeOf(res.Out)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w\n%s", dialect, d, err, res.Trace)
			}
			out.envelopes[dialect+"-"+d] = e
		}
	}
	at := 2 * len(s.probes)
	for _, c := range s.cases {
		var list []golden.Recording
		for _, d := range c.Directions() {
			list = append(list, golden.NewRecording(d, results[at], out.envelopes[c.Dialect+"-"+d]))
			at++
		}
		out.files = append(out.files, golden.FormatRecordings(list))
	}
	return out, nil
}

func write(dir string, cases []*golden.Case, got *recorded, unstable map[string]bool) error {
	failing, written := 0, map[string]bool{}
	var faults []error
	for i, c := range cases {
		if unstable[c.Name] && !c.Unordered && !written[c.Name] {
			faults = append(faults, fmt.Errorf("%s: the output changes with the hash seed; say \"# unordered\" in it", c.Name))
		}
		written[c.Name] = true
		if strings.Contains(got.files[i], " fails: ") {
			failing++
		}
		if c.Variant() {
			continue // for writeBook
		}
		if err := writeOne(dir, c.Name, got.label, got.files[i], c.Unordered); err != nil {
			return err
		}
	}
	for name, e := range got.envelopes {
		_, direction, _ := strings.Cut(name, "-")
		text := golden.FormatEnvelope(direction, e)
		if err := writeOne(filepath.Join(dir, "..", "envelopes"), name, got.label, text, false); err != nil {
			return err
		}
	}
	fmt.Printf("%d cases recorded with Alembic %s, %d with their dialects, of which it fails on %d\n", len(written), got.label, len(cases), failing)
	return errors.Join(faults...)
}

// writeBook keeps the recordings of the variants.
func writeBook(dir string, all, cases []*golden.Case, got *recorded) error {
	book, err := golden.ReadBook(dir)
	if err != nil {
		return err
	}
	for i, c := range cases {
		if !c.Variant() {
			continue
		}
		if err := book.Set(c, got.label, got.files[i]); err != nil {
			return err
		}
	}
	book.Keep(all)
	return book.Write()
}

// writeOne keeps a version's recording only where it says something new. Where the order
// of statements is by chance, one that is there already stays.
func writeOne(dir, name, label, text string, unordered bool) error {
	path := golden.RecordingPath(dir, name, label)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if label != golden.MainVersion {
		if same, err := alike(golden.RecordingPath(dir, name, golden.MainVersion), text, unordered); err != nil {
			return err
		} else if same {
			return remove(path)
		}
	}
	if same, err := alike(path, text, unordered); err != nil || same {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

// alike says whether a file holds the text, or the same statements in another order.
func alike(path, text string, unordered bool) (bool, error) {
	old, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return string(old) == text || unordered && golden.Compare(string(old), text) == golden.SameSet, nil
}

func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
