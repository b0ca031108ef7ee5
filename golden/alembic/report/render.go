package main

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"

	golden "github.com/sqlplan/sqlplan/golden/alembic"
)

//go:embed driver.py
var driver []byte

// key is one revision in one direction.
type key struct{ revision, direction string }

// rendered is what Alembic or sqlplan made of it.
type rendered struct {
	Revision  string `json:"revision"`
	Direction string `json:"direction"`
	Out       string `json:"out"`
	Error     string `json:"error"`
}

// project compares the two on one set of revisions.
func (r *reporter) project(p *project) (row, error) {
	ini, err := p.write()
	if err != nil {
		return row{}, err
	}
	theirs, err := r.byAlembic(p, ini)
	if err != nil {
		return row{}, err
	}
	line := row{name: p.Name}
	ours := map[key]rendered{}
	if r.compiler != nil {
		if ours, err = r.bySqlplan(p, ini); err != nil {
			return row{}, err
		}
	}
	line.sets, line.whole = 1, 1
	shown := 0
	for _, t := range theirs {
		i := 0
		if t.Direction == golden.Downgrade {
			i = 1
		} else {
			line.revisions++
		}
		if t.Error != "" {
			r.failures[t.Error]++
		}
		o, ok := ours[key{t.Revision, t.Direction}]
		if i == 0 && (!ok || o.Error != "") {
			line.whole = 0
		}
		r.stopped(p, t, o, ok)
		detail := line.count(i, t, o, ok && o.Error == "")
		if detail != "" && r.compiler != nil && shown < r.differences {
			shown++
			r.details = append(r.details, fmt.Sprintf("\n%s, %s of %s: %s", p.Name, t.Direction, t.Revision, detail))
		}
	}
	return line, nil
}

// stopped lists a revision that sqlplan does not compile.
func (r *reporter) stopped(p *project, theirs, ours rendered, ok bool) {
	if !r.stops || r.compiler == nil || ok && ours.Error == "" {
		return
	}
	alembic := "Alembic renders it"
	if theirs.Error != "" {
		alembic = theirs.Error
	}
	r.details = append(r.details, fmt.Sprintf("stop: %s %s %s: %s [%s]", p.Name, theirs.Direction, theirs.Revision, cmp.Or(ours.Error, "nothing rendered"), alembic))
}

// count adds one revision and says how it differs, if it does.
func (l *row) count(i int, theirs, ours rendered, ok bool) string {
	if ok {
		l.sqlplan[i]++
	}
	if theirs.Error != "" {
		if ok {
			l.more[i]++
		}
		return ""
	}
	l.alembic[i]++
	if !ok {
		l.fewer++
		return "sqlplan gives nothing: " + ours.Error
	}
	l.both++
	if golden.Compare(theirs.Out, ours.Out) <= golden.SameSet {
		l.same++
		return ""
	}
	if golden.Corrected(theirs.Out, ours.Out) != "" {
		l.corrected++
		return ""
	}
	return golden.Difference(theirs.Out, ours.Out)
}

func (r *reporter) byAlembic(p *project, ini string) ([]rendered, error) {
	job := map[string]any{
		"root": p.Root, "ini": ini, "env": filepath.Join(filepath.Dir(ini), "env.py"), "dialect": p.Dialect, "path": p.sysPath(),
		"versions": p.Versions, "vars": r.variables(p), "options": append([]string{}, p.Options...),
	}
	oracle := &golden.Oracle{Command: r.alembic}
	lines, err := oracle.Drive(r.scratch, driver, []any{job})
	if err != nil {
		return nil, err
	}
	list := make([]rendered, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal(line, &list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// running opens the part of a script that belongs to one revision.
var running = regexp.MustCompile(`(?m)^-- Running (upgrade|downgrade) (.*?) -> (.*)$`)

// stop is what stands for a revision that could not be compiled.
var stop = regexp.MustCompile(`(?m)^-- sqlplan:stop (.*)$`)

// bySqlplan renders the whole history both ways, and cuts it into revisions.
func (r *reporter) bySqlplan(p *project, ini string) (map[key]rendered, error) {
	all := map[key]rendered{}
	for _, direction := range []string{golden.Upgrade, golden.Downgrade} {
		span := "base:heads"
		if direction == golden.Downgrade {
			span = "heads:base"
		}
		rel, err := filepath.Rel(p.Root, ini)
		if err != nil {
			return nil, err
		}
		args := append(flags(r.variables(p)), "--on-unresolved=stop")
		file, err := r.writeSettings(p.Root)
		if err != nil {
			return nil, err
		}
		if file != "" {
			args = append(args, "-c", file)
		}
		if p.Dialect != "sqlite" {
			args = append(args, golden.OfflineFlags(p.Dialect)...) // a whole history can be replayed, unlike a revision by itself
		}
		out, err := r.compiler.RunIn(golden.Job{Dir: p.Root, Command: direction, Range: span}, rel, args...)
		var failure *golden.Failure
		if errors.As(err, &failure) {
			r.details = append(r.details, fmt.Sprintf("\n%s, %s as a whole: %s", p.Name, direction, firstLines(failure.Stderr, 12)))
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, part := range cut(out) {
			all[key{part.Revision, part.Direction}] = part
		}
	}
	return all, nil
}

// writeSettings writes the settings of a checkout as a file of sqlplan's and returns its name; empty: there are none. It lies in the
// root, where relative paths start then, and so does a copy of the base schema.
func (r *reporter) writeSettings(root string) (string, error) {
	settings := maps.Clone(r.settings[filepath.Base(root)])
	schema, err := os.ReadFile(filepath.Join(r.base, filepath.Base(root)+".sql"))
	if r.base != "" && err == nil {
		const name = overlay + "-base.sql"
		if err := os.WriteFile(filepath.Join(root, name), schema, 0o644); err != nil {
			return "", err
		}
		if settings == nil {
			settings = map[string]any{}
		}
		settings["base_schema"] = name
	} else if r.base != "" && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if settings == nil {
		return "", nil
	}
	text, err := toml.Marshal(settings)
	if err != nil {
		return "", err
	}
	const name = overlay + ".toml"
	return name, os.WriteFile(filepath.Join(root, name), text, 0o644)
}

// cut takes a script apart at its "-- Running" lines.
func cut(out string) []rendered {
	var list []rendered
	marks := running.FindAllStringSubmatchIndex(out, -1)
	for i, m := range marks {
		end := len(out)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		part := rendered{Direction: out[m[2]:m[3]], Out: body(out[m[1]:end], end == len(out))}
		part.Revision = out[m[6]:m[7]]
		if part.Direction == golden.Downgrade {
			part.Revision = out[m[4]:m[5]]
		}
		if s := stop.FindStringSubmatch(part.Out); s != nil {
			part.Error = s[1]
		}
		list = append(list, part)
	}
	return list
}

// body drops what belongs to the version table and, in the last part, the end of
// the script.
func body(text string, last bool) string {
	var kept strings.Builder
	for text != "" {
		end := len(text)
		if m := statementEnd.FindStringIndex(text); m != nil {
			end = m[1]
		}
		if !versionMove.MatchString(strings.TrimSpace(text[:end])) {
			kept.WriteString(text[:end])
		}
		text = text[end:]
	}
	text = strings.TrimRight(kept.String(), "\n") + "\n\n"
	if last {
		text = lastCommit.ReplaceAllString(text, "")
	}
	return strings.TrimLeft(text, "\n")
}

var (
	// statementEnd is the end of a statement, with the batch separator of SQL Server or Oracle, if there is one.
	// A comment behind the last statement of a text stays there.
	statementEnd = regexp.MustCompile(`;(?:[ \t]*\n?[ \t]*--[^\n]*)*\n\n(GO\n\n)?|\n\n/\n\n`)
	// A check of sqlplan's own, of the base schema, is no statement of a revision either.
	versionMove = regexp.MustCompile(`^DO \$sqlplan\$|^(INSERT INTO|UPDATE|DELETE FROM) alembic_version\b|^DROP TABLE alembic_version\s*(;|/|$)`)
	lastCommit  = regexp.MustCompile(`(^|\n)COMMIT(;\n\n(GO\n\n)?|\n\n/\n\n)$`)
)

func cutLast(text, sep string) (string, string, bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(sep):], true
}

func firstLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[:min(n, len(lines))], "\n")
}
