// Command report compares sqlplan with real Alembic on whole projects.
//
//	go run ./golden/alembic/report [-alembic COMMAND] [-dialect NAME] [-differences N] [-vars FILE] FOLDER...
//
// Each FOLDER is a checkout; every set of revisions in it is a line of the table. Alembic
// renders each revision by itself, offline; sqlplan renders the whole history. Both
// are given the same minimal env.py, in the folder .alembic-report of the checkout.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	golden "github.com/sqlplan/sqlplan/golden/alembic"
)

func main() {
	r := reporter{failures: map[string]int{}}
	flag.StringVar(&r.alembic, "alembic", "alembic", "the `command` of Alembic")
	flag.StringVar(&r.dialect, "dialect", "postgresql", "the dialect, or FOLDER=DIALECT in an argument")
	flag.IntVar(&r.differences, "differences", 5, "how many differences to show of each set")
	vars := flag.String("vars", "", "a TOML `file` with the variables that the folders' users would declare: a section for each folder")
	flag.BoolVar(&r.errors, "errors", false, "count what Alembic fails with")
	flag.BoolVar(&r.stops, "stops", false, "list what sqlplan does not compile, and whether Alembic does")
	settings := flag.String("settings", "", "a TOML `file` with what the folders' users would write into sqlplan.toml: a section for each folder")
	flag.StringVar(&r.base, "base", "", "a `folder` with the tables that no revision makes: NAME.sql for the checkout NAME, for base_schema")
	binary := flag.String("sqlplan", "", "the `path` of sqlplan, which is built if not given; \"none\" leaves it out")
	flag.Parse()
	err := errors.Join(readTOML(*vars, &r.vars), readTOML(*settings, &r.settings))
	if err == nil {
		err = r.run(*binary, flag.Args())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

type reporter struct {
	alembic, dialect string
	differences      int
	errors, stops    bool
	scratch          string
	// compiler is nil where only Alembic is asked.
	compiler *golden.Compiler
	details  []string
	// vars are the declared variables, by the folder's name.
	vars map[string]map[string]string
	// settings are the sqlplan.toml of each folder; Alembic has nothing of the kind.
	settings map[string]map[string]any
	// base is the folder of base schemas; empty: none.
	base string
	// failures counts the messages of Alembic.
	failures map[string]int
	// out keeps its first error until it is flushed.
	out *bufio.Writer
}

func (r *reporter) run(binary string, folders []string) (err error) {
	if r.scratch, err = os.MkdirTemp("", "alembic-report-"); err != nil {
		return err
	}
	defer os.RemoveAll(r.scratch)
	switch binary {
	case "none":
	case "":
		if r.compiler, err = golden.Build(r.scratch, "./cmd/sqlplan"); err != nil {
			return err
		}
	default:
		r.compiler = &golden.Compiler{Binary: binary}
	}
	r.out = bufio.NewWriter(os.Stdout)
	fmt.Fprintln(r.out, "| project | revisions | Alembic up | Alembic down | sqlplan up | sqlplan down | same where both | corrected | of Alembic's failures up | down | fewer | whole |")
	fmt.Fprintln(r.out, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
	total := row{name: "all"}
	for _, folder := range folders {
		if err := r.folder(folder, &total); err != nil {
			return errors.Join(err, r.out.Flush())
		}
		if err := r.out.Flush(); err != nil {
			return err // a row at a time, since the next project can take minutes
		}
	}
	total.print(r.out)
	r.printErrors(r.out)
	for _, d := range r.details {
		fmt.Fprintln(r.out, d)
	}
	return r.out.Flush()
}

// readTOML reads a file of sections, if one is named.
func readTOML(path string, into any) error {
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return toml.Unmarshal(text, into)
}

// variables are those of a project: both programs are given them.
func (r *reporter) variables(p *project) map[string]string {
	if v := r.vars[filepath.Base(p.Root)]; v != nil {
		return v
	}
	return map[string]string{} // an object in the driver's job, even if it is empty
}

// flags are variables on the command line of sqlplan.
func flags(vars map[string]string) (list []string) {
	for _, name := range slices.Sorted(maps.Keys(vars)) {
		list = append(list, "--var", name+"="+vars[name])
	}
	return list
}

// printErrors lists the messages of Alembic, the most frequent first.
func (r *reporter) printErrors(w io.Writer) {
	if !r.errors {
		return
	}
	messages := slices.Collect(maps.Keys(r.failures))
	slices.SortFunc(messages, func(a, b string) int {
		return cmp.Or(r.failures[b]-r.failures[a], strings.Compare(a, b))
	})
	for _, m := range messages {
		fmt.Fprintf(w, "%5d  %s\n", r.failures[m], m)
	}
}

func (r *reporter) folder(folder string, total *row) error {
	root, dialect := folder, r.dialect
	if before, after, ok := cutLast(folder, "="); ok {
		root, dialect = before, after
	}
	projects, err := discover(root, dialect)
	if err != nil {
		return err
	}
	for _, p := range projects {
		line, err := r.project(p)
		if err != nil {
			// One project that cannot be read is no reason to lose the table.
			fmt.Fprintf(r.out, "| %s | cannot be rendered |\n", p.Name)
			r.details = append(r.details, fmt.Sprintf("\n%s: %v", p.Name, err))
			continue
		}
		line.print(r.out)
		total.add(line)
	}
	return nil
}

// row is a line of the table; the two of a pair are upgrade and downgrade.
type row struct {
	name                         string
	revisions                    int
	alembic, sqlplan             [2]int
	more                         [2]int
	both, same, corrected, fewer int
	// whole counts the sets of which every upgrade compiles.
	sets, whole int
}

func (l *row) add(other row) {
	l.revisions += other.revisions
	for i := range l.alembic {
		l.alembic[i] += other.alembic[i]
		l.more[i] += other.more[i]
		l.sqlplan[i] += other.sqlplan[i]
	}
	l.both += other.both
	l.same += other.same
	l.corrected += other.corrected
	l.fewer += other.fewer
	l.sets += other.sets
	l.whole += other.whole
}

func (l *row) print(w io.Writer) {
	fmt.Fprintf(w, "| %s | %d | %d | %d | %d | %d | %d of %d | %d | %d of %d | %d of %d | %d | %d of %d |\n",
		l.name, l.revisions, l.alembic[0], l.alembic[1], l.sqlplan[0], l.sqlplan[1], l.same, l.both, l.corrected,
		l.more[0], l.revisions-l.alembic[0], l.more[1], l.revisions-l.alembic[1], l.fewer, l.whole, l.sets)
}
