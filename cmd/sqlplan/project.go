package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// project is the revisions of one folder tree and the settings that go with them.
type project struct {
	*settings
	set   *revisions.Set
	table ir.VersionTable
	diags source.Diagnostics // warnings of the load
	base  *planner.Base      // of base_schema; nil without it
	dump  *schema.Catalog    // of --schema; nil without it
}

// open reads the settings and loads the revisions.
func (a *app) open() (*project, error) {
	s, err := readSettings(&a.cli.Globals)
	if err != nil {
		return nil, err
	}
	return s.load(false)
}

// look is the beginning of a command that shows revisions: the format that was
// asked for, of those that the command writes, and the project.
func (a *app) look(formats ...string) (p *project, format string, err error) {
	if format, err = a.formats(formats...); err != nil {
		return nil, "", err
	}
	if p, err = a.open(); err != nil {
		return nil, "", err
	}
	a.report(p.diags)
	return p, format, nil
}

// openToCompile is open for commands that will parse statements: the parser
// gets ready while the revisions are read.
func (a *app) openToCompile() (*project, error) {
	s, err := readSettings(&a.cli.Globals)
	if err != nil {
		return nil, err
	}
	if err := s.unspoken.Err(); err != nil {
		return nil, err
	}
	if err := s.noBaseline.Err(); err != nil && a.cli.Check.WriteBaseline == "" {
		return nil, err
	}
	if !a.asksStats {
		if err := s.readStats(); err != nil {
			return nil, err
		}
	}
	go s.dialect.Warm()
	return s.load(false)
}

// loadOptions say what the project's revisions are; allowEmpty is for commands that write the first one.
func (s *settings) loadOptions(allowEmpty bool) revisions.Options {
	opts := revisions.Options{
		Locations:    s.locations(),
		Recursive:    s.config.RecursiveVersionLocations,
		SourceFormat: cmp.Or(s.globals.SourceFormat, s.config.SourceFormat),
		Alembic:      s.alembic,
		FileOrder:    s.config.RevisionOrder == "files",
		AllowEmpty:   allowEmpty,
	}
	if s.alembic != nil {
		opts.SourceFormat, opts.Recursive = alembic.Name, s.alembic.Config.Recursive
	}
	return opts
}

// load reads the revisions.
func (s *settings) load(allowEmpty bool) (*project, error) {
	set, diags := revisions.Load(os.DirFS(s.root()), s.loadOptions(allowEmpty))
	diags = append(diags, s.found...)
	if diags.HasErrors() {
		return nil, diags
	}
	saveMemory(set.Len(), s.alembic != nil, s.reviews())
	p := &project{settings: s, set: set, diags: diags}
	var err error
	if p.table, err = s.versionTable(set.Format); err != nil {
		return nil, err
	}
	if err := p.readBase(); err != nil {
		return nil, err
	}
	return p, p.readDump()
}

// readBase reads the file of base_schema.
func (p *project) readBase() error {
	name := p.config.BaseSchema
	if name == "" {
		return nil
	}
	content, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil {
		return fmt.Errorf("read the base schema %s: %w", name, plainError(err))
	}
	base, diags := planner.ReadBase(p.request("upgrade", &revisions.Path{}), source.NewFile(name, string(content)))
	p.base = base
	return diags.Err()
}

// reviews tells whether what is compiled is reviewed.
func (s *settings) reviews() bool {
	return !s.globals.NoReview && !s.config.NoReview && s.globals.Style != "alembic"
}

// largeProject is the number of revisions from which memory counts more than
// the start; a revision in Python takes several times the memory of one in SQL.
const (
	largeProject = 500
	largeAlembic = 100
)

// saveMemory makes the garbage collector, which main lets run rarely, save memory
// for a large project. Near the limit, which grows with the project, it runs more
// often: that costs 3 to 10 % more time and saves a quarter of the memory. A review
// keeps much, of which each collection takes its time: there are fewer then.
// A limit of the user's own (GOMEMLIMIT) stands.
func saveMemory(revisions int, python, reviews bool) {
	switch {
	case reviews && !python && revisions > largeProject:
		debug.SetGCPercent(400)
	case revisions > largeProject || python && revisions > largeAlembic:
		debug.SetGCPercent(200)
	}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(max(440<<20, int64(revisions)*44<<10))
	}
}

// root is where the names of version folders start: the configuration's own
// directory, or, for those on the command line, the working directory.
func (s *settings) root() string {
	if len(s.globals.Revisions) > 0 {
		return s.globals.Directory
	}
	if s.alembic != nil {
		return s.alembicDir
	}
	return s.dir
}

// usualFolders are where revisions are looked for when nobody says where.
var usualFolders = []string{"revisions", "migrations", "db/migrations"}

// folders are the names of the version folders, as they were given.
func (s *settings) folders() []string {
	switch {
	case len(s.globals.Revisions) > 0:
		return s.globals.Revisions
	case len(s.config.VersionLocations) > 0:
		return s.config.VersionLocations
	}
	return []string{s.usualFolder()}
}

// locations are the version folders. One that lies outside of the root brings
// its own file system.
func (s *settings) locations() []revisions.Folder {
	if s.alembic != nil {
		return s.alembicLocations()
	}
	var list []revisions.Folder
	for _, name := range s.folders() {
		if dir := path.Clean(filepath.ToSlash(name)); fs.ValidPath(dir) {
			list = append(list, revisions.Folder{Dir: dir, Display: dir})
		} else {
			list = append(list, revisions.Folder{FS: os.DirFS(s.folderPath(name)), Dir: ".", Display: displayFolder(name)})
		}
	}
	return list
}

// folderPath is where a version folder lies for the operating system.
func (s *settings) folderPath(name string) string {
	full := filepath.FromSlash(name)
	if filepath.IsAbs(full) {
		return full
	}
	return filepath.Join(s.root(), full)
}

// displayFolder is a folder as messages and scripts show it, never absolute.
func displayFolder(name string) string {
	if filepath.IsAbs(name) {
		return path.Base(filepath.ToSlash(name))
	}
	return path.Clean(filepath.ToSlash(name))
}

// usualFolder is the first usual folder that exists; else, where .sql files lie
// in the directory itself, that one.
func (s *settings) usualFolder() string {
	for _, name := range usualFolders {
		if info, err := os.Stat(filepath.Join(s.dir, name)); err == nil && info.IsDir() {
			return name
		}
	}
	if found, err := fs.Glob(os.DirFS(s.dir), "*.sql*"); err == nil && len(found) > 0 {
		return "."
	}
	return usualFolders[0]
}

// transactionalDDL is what env.py says of it; nil if it says nothing.
func (p *project) transactionalDDL() *bool {
	if p.alembic == nil {
		return nil
	}
	return p.alembic.Facts.TransactionalDDL
}

// batchSeparator is what env.py says of mssql_batch_separator or oracle_batch_separator,
// whichever is the dialect's; nil if it says nothing.
func (p *project) batchSeparator() *string {
	if p.alembic == nil {
		return nil
	}
	said := p.alembic.Facts.MssqlBatchSeparator
	if p.dialect.Name() == "oracle" {
		said = p.alembic.Facts.OracleBatchSeparator
	}
	if said == nil {
		return nil
	}
	return &said.Value
}

// request is what the planner needs for a path of this project.
func (p *project) request(command string, resolved *revisions.Path) planner.Request {
	return planner.Request{
		Command: command, Set: p.set, Path: resolved,
		Dialect: p.dialect, ServerVersion: p.serverVersion, VersionTable: p.table,
		Transaction: p.transaction, Settings: p.timeouts, Runner: p.runner, Vars: p.vars, X: p.globals.X,
		Answers: p.answers, Base: p.base, Dump: p.dump, DumpFlag: p.globals.dumpFlag(), StopUnresolved: p.globals.OnUnresolved == "stop",
		TransactionalDDL: p.transactionalDDL(),
		BatchSeparator:   p.batchSeparator(),
		GuardAssumptions: p.globals.GuardAssumptions || p.config.GuardAssumptions,
		NoReplay:         p.globals.NoReplay || p.config.NoReplay,
		Review:           p.reviews(),
		Stats:            p.stats, Speeds: p.speeds, SmallTable: p.smallTable,
		Rules:  p.rules,
		Commit: p.globals.Commit, ToolVersion: versionText(), Flags: p.globals.flags(),
	}
}

// readRange parses a range; "-" as its START is replaced by the rows that stdin holds.
func (p *project) readRange(text string, stdin io.Reader) (revisions.Range, error) {
	start, target, found := strings.Cut(text, ":")
	if found && start == "-" {
		rows, err := readRows(stdin)
		if err != nil {
			return revisions.Range{}, err
		}
		table := p.read(rows)
		if len(table.problems) > 0 {
			var diags source.Diagnostics
			for _, problem := range table.problems {
				diags.Errorf(source.Span{}, "SP087", "sqlplan current says more", "the version table: %s", problem)
			}
			return revisions.Range{}, diags
		}
		text = cmp.Or(strings.Join(table.heads(), ","), "base") + ":" + target
	}
	return p.set.ParseRange(text)
}

// readRows reads version rows as psql -At prints them, one a line. Of several
// columns the first is the id.
func readRows(r io.Reader) ([]string, error) {
	var rows []string
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if row := strings.TrimSpace(lines.Text()); row != "" {
			rows = append(rows, row)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the version rows: %w", err)
	}
	return rows, nil
}

// tableRows are the rows of a version table as somebody read them out.
type tableRows struct {
	ids      []string
	position revisions.Position
	problems []string // what is wrong with the rows; where there is any, nothing can start from them
}

// heads are the revisions that a range can start from.
func (t tableRows) heads() []string {
	var heads []string
	for _, id := range t.position.Rows {
		if !slices.ContainsFunc(t.position.Redundant, func(r revisions.RedundantRow) bool { return r.ID == id }) {
			heads = append(heads, id)
		}
	}
	return heads
}

// read finds the rows in the graph and says what no tool leaves behind.
func (p *project) read(rows []string) tableRows {
	var t tableRows
	for _, row := range rows {
		id, state, _ := strings.Cut(row, "|") // more columns, as psql -At prints them
		id, state = p.set.Format.NormalizeID(strings.TrimSpace(id)), strings.TrimSpace(state)
		switch {
		case p.keepsHistory() && id == "0":
			continue // the row that goose makes with the table
		case p.keepsHistory() && isFalse(state): // taken back, says the later row
			t.ids = slices.DeleteFunc(t.ids, func(have string) bool { return have == id })
			continue
		case p.table.Layout == ir.LayoutLatest && isTrue(state):
			t.problems = append(t.problems, fmt.Sprintf("row %s is dirty: golang-migrate stopped in the middle of it; finish or undo it by hand, and clear the mark", id))
		}
		t.ids = append(t.ids, id)
	}
	t.position = p.set.Locate(t.ids)
	for _, u := range t.position.Unknown {
		t.problems = append(t.problems, unknownRow(u))
	}
	if len(t.position.Repeated) > 0 {
		t.problems = append(t.problems, "these rows stand twice: "+strings.Join(t.position.Repeated, ", "))
	}
	if p.keepsHistory() {
		if holes := missing(t.position, t.ids); len(holes) > 0 {
			t.problems = append(t.problems, "these revisions come before others that have a row, but have none: "+strings.Join(holes, ", "))
		}
		return t
	}
	for _, red := range t.position.Redundant {
		t.problems = append(t.problems, fmt.Sprintf("row %s is implied by row %s and should not be there: the table was changed by hand, or two runs met", red.ID, red.By))
	}
	return t
}

func isTrue(column string) bool  { return column == "t" || column == "true" || column == "1" }
func isFalse(column string) bool { return column == "f" || column == "false" || column == "0" }

func unknownRow(u revisions.UnknownRow) string {
	text := fmt.Sprintf("row %s is no revision of this folder", source.Printable(u.Text))
	if len(u.Nearest) > 0 {
		text += " (did you mean " + strings.Join(u.Nearest, " or ") + "?)"
	}
	return text + ": is this another database, or does it hold a newer release?"
}

// missing are the applied revisions that a table with a row for each does not hold.
func missing(at revisions.Position, ids []string) []string {
	var holes []string
	for _, r := range at.Applied {
		if !slices.Contains(ids, r.ID) {
			holes = append(holes, r.ID)
		}
	}
	return holes
}

// keepsHistory tells whether the version table has a row for every applied revision.
func (p *project) keepsHistory() bool { return p.table.Layout == ir.LayoutHistory }
