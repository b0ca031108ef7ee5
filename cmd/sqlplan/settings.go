package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

// fileConfig is sqlplan.toml. docs/configuration.md describes each key.
type fileConfig struct {
	VersionLocations          []string          `toml:"version_locations"`
	RecursiveVersionLocations bool              `toml:"recursive_version_locations"`
	RevisionOrder             string            `toml:"revision_order"`
	SourceFormat              string            `toml:"source_format"`
	Dialect                   string            `toml:"dialect"`
	ServerVersion             string            `toml:"server_version"`
	Runner                    string            `toml:"runner"`
	Transaction               string            `toml:"transaction"`
	LockTimeout               string            `toml:"lock_timeout"`
	StatementTimeout          string            `toml:"statement_timeout"`
	VersionTable              string            `toml:"version_table"`
	VersionTableSchema        string            `toml:"version_table_schema"`
	VersionTablePK            *bool             `toml:"version_table_pk"`
	VersionIDLength           int               `toml:"version_id_length"`
	BaseSchema                string            `toml:"base_schema"`
	Vars                      map[string]string `toml:"vars"`
	Templates                 map[string]string `toml:"templates"`
	Types                     map[string]string `toml:"types"`
	Values                    map[string]any    `toml:"values"`
	NamingConvention          map[string]string `toml:"naming_convention"`
	GuardAssumptions          bool              `toml:"guard_assumptions"`
	NoReplay                  bool              `toml:"no_replay"`
	NoReview                  bool              `toml:"no_review"`
	Stats                     string            `toml:"stats"`
	SmallTable                *float64          `toml:"small_table"`
	Speeds                    *planner.Speeds   `toml:"speeds"`
	Review                    reviewConfig      `toml:"review"`
}

// settings are the configuration file and the flags, put together.
type settings struct {
	file    *source.File // the configuration file; nil if there is none
	dir     string       // where relative paths of the configuration start
	config  fileConfig
	globals *Globals

	dialect       dialects.Dialect
	serverVersion ir.Version
	runner        string
	transaction   planner.TransactionMode
	timeouts      []planner.Setting
	vars          map[string]string
	templates     templates.Templates
	alembic       *alembic.Project   // nil where there is none
	alembicDir    string             // where its relative paths start
	unspoken      source.Diagnostics // why nothing can be compiled: the dialect is not there
	found         source.Diagnostics // notes about the Alembic project
	answers       map[string]ir.Answer
	stats         *planner.Statistics // nil without any
	speeds        planner.Speeds
	smallTable    float64 // megabytes
	rules         check.Config
	failOn        source.Severity    // 0: never
	noBaseline    source.Diagnostics // why the baseline cannot be read, which only a command that writes it may bear
}

// configNames are the configuration files that are found by themselves.
var configNames = []string{"sqlplan.toml", "alembic.ini", "pyproject.toml"}

// readSettings reads the configuration file and lays the flags over it.
func readSettings(g *Globals) (*settings, error) {
	s := &settings{globals: g, dir: g.Directory}
	if info, err := os.Stat(g.Directory); err != nil {
		return nil, fmt.Errorf("work in %s: %w", g.Directory, plainError(err))
	} else if !info.IsDir() {
		return nil, fmt.Errorf("work in %s: it is not a folder", g.Directory)
	}
	if err := s.readFile(); err != nil {
		return nil, err
	}
	var diags source.Diagnostics
	s.resolve(&diags)
	if diags.HasErrors() {
		return nil, diags
	}
	if err := s.readAnswers(); err != nil {
		return nil, err
	}
	return s, s.readStats()
}

// readFile reads sqlplan.toml, and finds the Alembic project that it, the
// command line or the directory names.
func (s *settings) readFile() error {
	own, alembics := s.namedFiles()
	if own == "" && len(alembics) == 0 {
		if found := filepath.Join(s.dir, configNames[0]); isFile(found) {
			own = found
		}
	}
	if own != "" {
		content, err := os.ReadFile(own)
		if err != nil {
			return fmt.Errorf("read the configuration %s: %w", displayPath(s.globals.Directory, own), plainError(err))
		}
		s.dir = filepath.Dir(own)
		s.file = source.NewFile(filepath.ToSlash(displayPath(s.globals.Directory, own)), string(content))
		if err := s.decode(); err != nil {
			return err
		}
	}
	if len(alembics) == 0 && (len(s.globals.Revisions) > 0 || len(s.config.VersionLocations) > 0) {
		return nil
	}
	return s.findAlembic(alembics)
}

// namedFiles are the configuration files that --config names: sqlplan's own, and Alembic's.
func (s *settings) namedFiles() (own string, alembics []string) {
	for _, path := range s.globals.Config {
		if !filepath.IsAbs(path) {
			path = filepath.Join(s.dir, path)
		}
		if base := filepath.Base(path); base == "pyproject.toml" || filepath.Ext(base) != ".toml" {
			alembics = append(alembics, path)
		} else {
			own = path
		}
	}
	return own, alembics
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// displayPath is a path as messages and scripts show it: relative where it can be.
func displayPath(dir, path string) string {
	if !filepath.IsAbs(path) {
		path = filepath.Clean(path)
	}
	base, err1 := filepath.Abs(dir)
	full, err2 := filepath.Abs(path)
	if err1 == nil && err2 == nil {
		if rel, err := filepath.Rel(base, full); err == nil && !strings.HasPrefix(rel, "..") {
			return rel
		}
	}
	return filepath.Base(path)
}

// decode reads the file strictly: an unknown key is an error with a hint.
func (s *settings) decode() error {
	dec := toml.NewDecoder(strings.NewReader(s.file.Text))
	dec.DisallowUnknownFields()
	err := dec.Decode(&s.config)
	var diags source.Diagnostics
	var strict *toml.StrictMissingError
	var syntax *toml.DecodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &strict):
		for _, e := range strict.Errors {
			key := strings.Join(e.Key(), ".")
			known := configKeys()
			if strings.HasPrefix(key, "review.") {
				known = reviewKeys()
			}
			diags.Errorf(s.at(e.Position()), "SP082", "docs/configuration.md lists the keys", "unknown key %q%s", key, didYouMean(key, known))
		}
	case errors.As(err, &syntax):
		diags.Errorf(s.at(syntax.Position()), "SP083", "", "%s", strings.TrimPrefix(syntax.Error(), "toml: "))
	default:
		diags.Errorf(s.file.Span(0, 0), "SP083", "", "%s", strings.TrimPrefix(err.Error(), "toml: "))
	}
	return diags
}

// at is the span of a 1-based row and column of the configuration file.
func (s *settings) at(row, col int) source.Span {
	offset := 0
	for ; row > 1; row-- {
		next := strings.IndexByte(s.file.Text[offset:], '\n')
		if next < 0 {
			break
		}
		offset += next + 1
	}
	offset = min(offset+max(col-1, 0), len(s.file.Text))
	return s.file.Span(offset, offset)
}

// key is where the configuration file sets a key; nowhere if a flag did.
func (s *settings) key(name, flag string) source.Span {
	if s.file == nil || flag != "" {
		return source.Span{}
	}
	m := regexp.MustCompile(`(?m)^\s*"?` + regexp.QuoteMeta(name) + `"?\s*=\s*(.*)$`).FindStringSubmatchIndex(s.file.Text)
	if m == nil {
		return s.file.Span(0, 0)
	}
	return s.file.Span(m[2], m[3])
}

func configKeys() []string { return tomlKeys(reflect.TypeFor[fileConfig](), "") }

// tomlKeys are the keys of a struct, each behind a prefix.
func tomlKeys(t reflect.Type, prefix string) []string {
	var keys []string
	for i := range t.NumField() {
		keys = append(keys, prefix+t.Field(i).Tag.Get("toml"))
	}
	return keys
}

// resolve checks every value and finds what it names.
func (s *settings) resolve(diags *source.Diagnostics) {
	g, c := s.globals, &s.config
	s.vars = maps.Clone(c.Vars)
	if s.vars == nil {
		s.vars = map[string]string{}
	}
	maps.Copy(s.vars, g.Var)
	s.resolveDialect(diags)
	s.transaction = cmp.Or(planner.TransactionMode(cmp.Or(g.Transaction, c.Transaction)), s.usualTransaction())
	if s.transaction != planner.PerRevision && s.transaction != planner.Single {
		diags.Errorf(s.key("transaction", g.Transaction), "SP084", "use revision or single", "unknown transaction mode %q", s.transaction)
	}
	if c.RevisionOrder != "" && c.RevisionOrder != "ids" && c.RevisionOrder != "files" {
		diags.Errorf(s.key("revision_order", ""), "SP084", "use ids or files", "unknown revision_order %q", c.RevisionOrder)
	}
	s.timeout("lock_timeout", cmp.Or(g.LockTimeout, c.LockTimeout, "5s"), g.LockTimeout, diags)
	s.timeout("statement_timeout", cmp.Or(g.StatementTimeout, c.StatementTimeout, "0"), g.StatementTimeout, diags)
	s.resolveTemplates(diags)
	s.resolveSpeeds(diags)
	s.resolveReview(diags)
}

func (s *settings) resolveDialect(diags *source.Diagnostics) {
	g, c := s.globals, &s.config
	name := cmp.Or(g.Dialect, c.Dialect, s.alembicDialect(), dialects.All[0].Name())
	i := slices.IndexFunc(dialects.All, func(d dialects.Dialect) bool { return d.Name() == name })
	if i < 0 {
		// Only what compiles needs it: the revisions can be looked at in any case.
		s.unspoken.Errorf(s.key("dialect", g.Dialect), "SP084", "this version of sqlplan speaks: "+dialectNames(), "unknown dialect %q", name)
		i = 0
	}
	s.dialect = dialects.All[i]
	var err error
	if s.serverVersion, err = s.dialect.ParseVersion(cmp.Or(g.ServerVersion, c.ServerVersion)); err != nil {
		diags.Errorf(s.key("server_version", g.ServerVersion), "SP084", "", "%s", err)
	}
	runners := s.dialect.Script().Runners()
	s.runner = cmp.Or(g.Runner, c.Runner, runners[0])
	if !slices.Contains(runners, s.runner) {
		diags.Errorf(s.key("runner", g.Runner), "SP084", "scripts for "+s.dialect.Name()+" are written for: "+strings.Join(runners, ", "), "unknown runner %q", s.runner)
	}
}

// duration is a time as PostgreSQL's timeouts take it.
var duration = lazyregexp.New(`^\d+(us|ms|s|min|h|d)?$`)

func (s *settings) timeout(name, value, flag string, diags *source.Diagnostics) {
	switch {
	case !duration.MatchString(value):
		diags.Errorf(s.key(name, flag), "SP084", "write a number with a unit: 500ms, 5s, 2min; 0 leaves the server's own", "%s cannot be %q", name, value)
	case strings.Trim(value, "0usmhdin") != "":
		s.timeouts = append(s.timeouts, planner.Setting{Name: name, Value: value})
	}
}

// resolveTemplates reads the templates that replace the embedded ones.
func (s *settings) resolveTemplates(diags *source.Diagnostics) {
	overrides := map[string]*source.File{}
	for _, name := range sortedKeys(s.config.Templates) {
		if !slices.Contains(templates.Names, name) {
			diags.Errorf(s.key(name, ""), "SP082", "the templates are: "+strings.Join(templates.Names, ", "), "unknown template %q%s", name, didYouMean(name, templates.Names))
			continue
		}
		path := s.config.Templates[name]
		content, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(path)))
		if err != nil {
			diags.Errorf(s.key(name, ""), "SP085", "the path is relative to the configuration file", "template %s cannot be read: %s", name, plainError(err))
			continue
		}
		overrides[name] = source.NewFile(path, string(content))
	}
	if !diags.HasErrors() {
		s.templates = templates.New(overrides)
	}
}

// plainError is an I/O error without the path, which may be absolute.
func plainError(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// versionTable is the format's own table with what the user said about it.
func (s *settings) versionTable(format revisions.Format) (ir.VersionTable, error) {
	g, c, t := s.globals, &s.config, format.VersionTable()
	t.Name = cmp.Or(g.VersionTable, c.VersionTable, t.Name)
	t.Schema = cmp.Or(g.VersionTableSchema, c.VersionTableSchema, t.Schema)
	if c.VersionTablePK != nil {
		t.PrimaryKey = *c.VersionTablePK
	}
	if t.Layout == ir.LayoutHeads {
		if format.Name() == alembic.Name || t.Name == "alembic_version" {
			t.IDLength = 32 // Alembic has made it, and its column is that wide
		}
		t.IDLength = cmp.Or(c.VersionIDLength, t.IDLength)
	}
	var diags source.Diagnostics
	s.checkName("version_table", t.Name, g.VersionTable, &diags)
	s.checkName("version_table_schema", t.Schema, g.VersionTableSchema, &diags)
	if c.VersionIDLength < 0 {
		diags.Errorf(s.key("version_id_length", ""), "SP084", "", "version_id_length cannot be negative")
	}
	if diags.HasErrors() {
		return t, diags
	}
	return t, nil
}

// checkName refuses names that no careful person gives a table. Everything
// else is quoted where it must be.
func (s *settings) checkName(key, name, flag string, diags *source.Diagnostics) {
	switch {
	case strings.ContainsAny(name, "\"'`;\\") || source.Printable(name) != name:
		diags.Errorf(s.key(key, flag), "SP086", "use letters, digits and underscores; a name with spaces or capitals is quoted by sqlplan itself",
			"%s %q holds a quote, a semicolon, a backslash or a control character", key, name)
	case strings.Contains(name, "."):
		diags.Errorf(s.key(key, flag), "SP086", "give the schema in version_table_schema", "%s %q holds a dot", key, name)
	case s.dialect.Style().MaxName > 0 && len(name) > s.dialect.Style().MaxName: // a script would look for a table that is not there
		diags.Errorf(s.key(key, flag), "SP086", "", "%s is %d bytes long, and %s keeps only %d", key, len(name), s.dialect.Name(), s.dialect.Style().MaxName)
	}
}

func dialectNames() string {
	var names []string
	for _, d := range dialects.All {
		names = append(names, d.Name())
	}
	return strings.Join(names, ", ")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
