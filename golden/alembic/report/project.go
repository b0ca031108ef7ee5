package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// project is one set of revisions in a checkout.
type project struct {
	// Name is the folder and, where it has several sets, which.
	Name string
	// Root is the checkout, absolute.
	Root string
	// Versions are the folders with revisions, absolute.
	Versions []string
	Dialect  string
	// Naming is the naming convention, as Python, or empty; NamingFunctions are the
	// functions that it names.
	Naming, NamingFunctions string
	// Options are the names of what the project's own env.py gives to context.configure() beside Alembic's arguments.
	// Revisions find it in op.get_context().opts; what it is, only the application knows.
	Options []string
}

// overlay is the folder in a checkout that holds the configuration of the report:
// the same minimal env.py for Alembic and for sqlplan, whatever the project's own does.
const overlay = ".alembic-report"

var dialects = []string{"postgresql", "sqlite", "mysql", "mariadb", "mssql", "oracle"}

var (
	downRevision = regexp.MustCompile(`(?m)^down_revision\b`)
	convention   = regexp.MustCompile(`(?s)naming_convention\s*[=:][^{}=]*(\{[^{}]*\})|(?i:convention)\w*\s*(?::[^=\n]*)?=\s*(\{[^{}]*\})`)
	entry        = regexp.MustCompile(`['"](\w+)['"]\s*:\s*(?:['"]([^'"]*)['"]|(\w+))\s*[,}]`)
	skipped      = regexp.MustCompile(`(^|/)(\.git|tests?|testing|node_modules|docs|examples?|example_\w+|` + regexp.QuoteMeta(overlay) + `)(/|$)`)
)

// discover finds the sets of revisions below a folder.
func discover(root, dialect string) ([]*project, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	sets := map[string][]string{}
	naming, functions := "", ""
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if skipped.MatchString(filepath.ToSlash(rel)) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() || filepath.Ext(path) != ".py" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if m := convention.FindSubmatch(text); naming == "" && m != nil && strings.Contains(string(m[0]), "%(") {
			naming, functions = literal(string(m[1])+string(m[2]), string(text))
		}
		if dir := filepath.Dir(path); downRevision.Match(text) {
			key := setOf(dir)
			if !slices.Contains(sets[key], dir) {
				sets[key] = append(sets[key], dir)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var list []*project
	for key, dirs := range sets {
		slices.Sort(dirs)
		name := filepath.Base(root)
		if len(sets) > 1 {
			rel, err := filepath.Rel(root, key)
			if err != nil {
				return nil, err
			}
			name += ":" + filepath.ToSlash(rel)
		}
		of := dialect
		if base := filepath.Base(key); slices.Contains(dialects, base) {
			of = base
		}
		options, err := options(root, dirs[0])
		if err != nil {
			return nil, err
		}
		list = append(list, &project{Name: name, Root: root, Versions: dirs, Dialect: of, Naming: naming, NamingFunctions: functions, Options: options})
	}
	slices.SortFunc(list, func(a, b *project) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

var (
	configureCall = regexp.MustCompile(`context\.configure\(((?:[^()]|\([^()]*\))*)\)`)
	keyword       = regexp.MustCompile(`(?:^|[,\n])\s*(\w+)\s*=[^=]`)
	// ofAlembic are the arguments of context.configure() itself.
	ofAlembic = regexp.MustCompile(`^(url|connection|dialect_\w+|transaction\w*|output_buffer|starting_rev|tag|template_args|render_\w+|target_metadata|include_\w+|` +
		`process_revision_directives|compare_\w+|autogenerate_plugins|literal_binds|\w+_token|\w+_module_prefix|on_version_apply|version_table\w*|\w+_batch_separator)$`)
)

// options reads the env.py nearest above a folder of revisions for arguments of context.configure() that are not Alembic's.
func options(root, dir string) ([]string, error) {
	for ; len(dir) >= len(root); dir = filepath.Dir(dir) {
		text, err := os.ReadFile(filepath.Join(dir, "env.py"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var names []string
		for _, call := range configureCall.FindAllSubmatch(text, -1) {
			for _, m := range keyword.FindAllSubmatch(call[1], -1) {
				if name := string(m[1]); !ofAlembic.MatchString(name) && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		return names, nil
	}
	return nil, nil
}

// literal keeps the entries of a dictionary that are plain strings, and those that
// are functions of the same module, whose text it returns too. What else a
// convention names is code of the application.
func literal(dict, module string) (naming, functions string) {
	var entries []string
	for _, m := range entry.FindAllStringSubmatch(dict, -1) {
		if m[3] == "" {
			entries = append(entries, fmt.Sprintf("%q: %q", m[1], m[2]))
			continue
		}
		body := regexp.MustCompile(`(?m)^def ` + m[3] + `\(.*\):\n(?:(?:[ \t].*)?\n)+`).FindString(module)
		if body != "" {
			entries = append(entries, fmt.Sprintf("%q: %s", m[1], m[3]))
			functions += "\n\n" + strings.TrimRight(body, "\n") + "\n"
		}
	}
	return "{" + strings.Join(entries, ", ") + "}", functions
}

// setOf is the folder "versions" above a folder of revisions: some projects have a
// folder for each release in it.
func setOf(dir string) string {
	parts := strings.Split(filepath.ToSlash(dir), "/")
	if i := slices.Index(parts, "versions"); i >= 0 {
		end := i + 1
		// A folder named after a dialect is a history of its own.
		if end < len(parts) && slices.Contains(dialects, parts[end]) {
			end++
		}
		return filepath.FromSlash(strings.Join(parts[:end], "/"))
	}
	return dir
}

// sysPath are the folders that the revisions import from: all between the root and
// the revisions, the innermost with modules first.
func (p *project) sysPath() []string {
	var list []string
	for dir := filepath.Dir(p.Versions[0]); len(dir) >= len(p.Root); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "__init__.py")); err != nil {
			list = append(list, dir)
		}
	}
	if !slices.Contains(list, p.Root) {
		list = append(list, p.Root)
	}
	return list
}

func (p *project) relative(paths []string) ([]string, error) {
	list := make([]string, len(paths))
	for i, path := range paths {
		rel, err := filepath.Rel(p.Root, path)
		if err != nil {
			return nil, err
		}
		list[i] = filepath.ToSlash(rel)
	}
	return list, nil
}

// write makes the overlay and says where its alembic.ini is.
func (p *project) write() (string, error) {
	dir := filepath.Join(p.Root, overlay, strings.NewReplacer("/", "_", ":", "_").Replace(p.Name))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	// Paths are relative to the root, where both programs are started.
	locations, err := p.relative(append([]string{dir}, p.Versions...))
	if err != nil {
		return "", err
	}
	imports, err := p.relative(p.sysPath())
	if err != nil {
		return "", err
	}
	ini := fmt.Sprintf("[alembic]\nscript_location = %s\nversion_locations = %s\npath_separator = newline\nversion_path_separator = newline\nprepend_sys_path = %s\nsqlalchemy.url = %s://\n",
		locations[0], strings.Join(locations[1:], "\n  "), strings.Join(imports, "\n  "), p.Dialect)
	metadata := "None"
	if p.Naming != "" {
		metadata = "sa.MetaData(naming_convention=" + p.Naming + ")"
	}
	application, given := "", ""
	for _, name := range p.Options {
		application = "import application_of_the_project\n" // which neither program has
		given += fmt.Sprintf("    %[1]s=application_of_the_project.%[1]s,\n", name)
	}
	env := application + "from alembic import context\nimport sqlalchemy as sa\n" + p.NamingFunctions + "\ntarget_metadata = " + metadata + `

context.configure(
    url=context.config.get_main_option("sqlalchemy.url"),
    target_metadata=target_metadata,
    literal_binds=True,
    dialect_opts={"paramstyle": "named"},
` + given + `)
with context.begin_transaction():
    context.run_migrations()
`
	if err := os.WriteFile(filepath.Join(dir, "env.py"), []byte(env), 0o644); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "alembic.ini")
	return path, os.WriteFile(path, []byte(strings.ReplaceAll(ini, "%", "%%")), 0o644)
}
