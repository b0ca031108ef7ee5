package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-isatty"

	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

// output is a text and the file that it goes to; no file is standard output.
type output struct{ file, text string }

// write writes the outputs, files first: all are written whole beside their
// places before the first is renamed, so that a failure leaves every old file as
// it was.
func (a *app) write(outputs ...output) error {
	var ready []*pending
	defer func() {
		for _, p := range ready {
			p.discard()
		}
	}()
	for _, o := range outputs {
		if o.file == "" {
			continue
		}
		p, err := prepare(a.path(o.file), o.text)
		if err != nil {
			return fmt.Errorf("write %s: %w", o.file, plainError(err))
		}
		ready = append(ready, p)
	}
	for _, p := range ready {
		if err := p.commit(); err != nil {
			return fmt.Errorf("write the output: %w", plainError(err))
		}
	}
	for _, o := range outputs {
		if o.file == "" {
			if _, err := io.WriteString(a.stdout, o.text); err != nil {
				return fmt.Errorf("write the output: %w", plainError(err))
			}
		}
	}
	return nil
}

// print writes the one output of a command to -o FILE or standard output.
func (a *app) print(text string) error { return a.write(output{a.cli.Output, text}) }

// printJSON prints v as JSON.
func (a *app) printJSON(v any) error {
	var b strings.Builder
	if err := templates.WriteJSON(&b, v); err != nil {
		panic(err) // v is plain data
	}
	return a.print(b.String())
}

// path is where a file name on the command line leads.
func (a *app) path(name string) string { return a.cli.Globals.path(name) }

func (g *Globals) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(g.Directory, name)
}

// pending is a file that is written, but not yet in its place.
type pending struct {
	path, temp string
	text       string // of a device or a pipe, which cannot be replaced
}

func prepare(path, text string) (*pending, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return nil, errors.New("it is a folder")
		}
		return &pending{path: path, text: text}, nil
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".sqlplan-*")
	if err != nil {
		return nil, err
	}
	p := &pending{path: path, temp: temp.Name()}
	_, err = temp.WriteString(text)
	err = errors.Join(err, temp.Chmod(0o644), temp.Close())
	if err != nil {
		p.discard()
		return nil, err
	}
	return p, nil
}

func (p *pending) commit() error {
	if p.temp == "" {
		return os.WriteFile(p.path, []byte(p.text), 0o644)
	}
	return os.Rename(p.temp, p.path)
}

// discard takes away what was not committed.
func (p *pending) discard() {
	if p.temp != "" {
		os.Remove(p.temp) // gone already if it was committed
	}
}

// formats refuses a --format that the command does not write.
func (a *app) formats(allowed ...string) (string, error) {
	for _, f := range allowed {
		if a.cli.Format == f || a.cli.Format == formatGitHub && f == "text" {
			return f, nil
		}
	}
	return "", usagef("--format %s is not for this command; it writes: %s", a.cli.Format, strings.Join(allowed, ", "))
}

// report prints diagnostics to stderr, as JSON if that is what was asked for.
func (a *app) report(diags source.Diagnostics) {
	diags.Sort()
	if a.cli.Quiet {
		var kept source.Diagnostics
		for _, d := range diags {
			if d.Severity == source.Error {
				kept = append(kept, d)
			}
		}
		diags = kept
	}
	if len(diags) == 0 {
		return
	}
	if a.cli.Format == "json" {
		if err := templates.WriteJSON(a.stderr, diagnosticsJSON(diags)); err != nil {
			panic(err)
		}
		return
	}
	if a.cli.Format == formatGitHub {
		io.WriteString(a.stderr, annotations(diags, a.workspacePath()))
		return
	}
	var b strings.Builder
	paint := a.painter(a.stderr)
	for _, d := range diags {
		d.Format(&b, paint)
	}
	if errs := diags.Count(source.Error); errs > 1 {
		fmt.Fprintf(&b, "%d errors\n", errs)
	}
	io.WriteString(a.stderr, b.String())
}

// diagnosticJSON is a diagnostic as --format json prints it.
type diagnosticJSON struct {
	Severity source.Severity `json:"severity"`
	Code     string          `json:"code"`
	Path     string          `json:"path,omitempty"`
	Line     int             `json:"line,omitempty"`
	Col      int             `json:"col,omitempty"`
	Message  string          `json:"message"`
	Help     string          `json:"help,omitempty"`
}

func diagnosticsJSON(diags source.Diagnostics) []diagnosticJSON {
	list := make([]diagnosticJSON, len(diags))
	for i, d := range diags {
		at := d.Span.Pos()
		list[i] = diagnosticJSON{d.Severity, d.Code, at.Path, at.Line, at.Col, d.Message, d.Help}
	}
	return list
}

// colours by the roles of source.Diagnostic.Format and of the lists.
var colours = map[string]string{
	"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m",
	"place": "\x1b[1m", "caret": "\x1b[1;32m", "help": "\x1b[36m",
	"id": "\x1b[33m", "label": "\x1b[36m", "mark": "\x1b[1;32m", "dim": "\x1b[2m",
}

// painter colours text for w, if the user or the terminal wants that.
// https://no-color.org/
func (a *app) painter(w io.Writer) func(role, text string) string {
	on := a.cli.Color == "always"
	if f, ok := w.(*os.File); ok && a.cli.Color == "auto" && a.cli.Output == "" {
		on = isatty.IsTerminal(f.Fd()) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return func(role, text string) string {
		if code := colours[role]; on && code != "" && text != "" {
			return code + text + "\x1b[0m"
		}
		return text
	}
}
