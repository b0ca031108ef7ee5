package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

type verifyCmd struct {
	Script string `arg:"" name:"script" help:"The script to verify." predictor:"file"`
}

func (verifyCmd) Help() string {
	return `Compiles the command in the script's header again, from the revisions as they are
now, and compares byte for byte. Run it where the script was compiled, with the
same -C and -c.

Examples:
  sqlplan verify release.sql

The exit code is 0 if the script is identical, 1 if it differs; the output says in what.`
}

// verifyResult is the verdict on a script.
type verifyResult struct {
	Identical bool     `json:"identical"`
	Command   string   `json:"command"`
	Reasons   []string `json:"reasons"`
	Diff      string   `json:"diff,omitempty"`
}

func (c *verifyCmd) Run(a *app) error {
	format, err := a.formats("text", "json")
	if err != nil {
		return err
	}
	path := c.Script
	if !filepath.IsAbs(path) {
		path = filepath.Join(a.cli.Directory, path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the script %s: %w", c.Script, plainError(err))
	}
	script := source.NewFile(filepath.ToSlash(displayPath(a.cli.Directory, path)), string(content))
	result, err := a.verify(script)
	if err != nil {
		return err
	}
	if format == "json" {
		err = a.printJSON(result)
	} else {
		err = a.print(result.text(c.Script))
	}
	if err == nil && !result.Identical {
		return errFindings
	}
	return err
}

// The header lines that verify reads.
var (
	commandLine  = lazyregexp.New(`(?m)^-- +Command: +(sqlplan [^\r\n]*)`)
	versionLine  = lazyregexp.New(`(?m)^-- +Compiled by: +sqlplan ([^\s,]+)`)
	revisionLine = lazyregexp.New(`(?m)^-- Revision \d+ of \d+: (\S+)`)
	digestLine   = lazyregexp.New(`(?m)^-- +digest: +sha256:([0-9a-f]{64})\b`)
)

// verify compiles the script's own command again, through the command line
// that every user has, and compares.
func (a *app) verify(script *source.File) (verifyResult, error) {
	var diags source.Diagnostics
	m := commandLine.FindStringSubmatchIndex(script.Text)
	if m == nil {
		diags.Errorf(script.Span(0, 0), "SP091", "a script of sqlplan says in its header: --   Command:       sqlplan upgrade ...", "no command was found in this script")
		return verifyResult{}, diags
	}
	command := script.Span(m[2], m[3])
	words, err := shellWords(command.Text())
	if err != nil {
		diags.Errorf(command, "SP091", "", "the command cannot be read: %s", err)
		return verifyResult{}, diags
	}
	again, err := a.recompile(words[1:])
	var usage usageError
	if errors.As(err, &usage) {
		diags.Errorf(command, "SP091", "", "the command cannot be run: %s", err)
		return verifyResult{}, diags
	}
	if err != nil {
		return verifyResult{}, err
	}
	result := verifyResult{Command: command.Text(), Identical: again == script.Text, Reasons: []string{}}
	if !result.Identical {
		result.Reasons = reasons(script.Text, again)
		result.Diff = udiff.Unified(script.Path, "compiled again", script.Text, again)
	}
	return result, nil
}

// recompile runs a command line as run does, and returns what it prints. Only
// where the revisions lie is taken from this run; nothing is written anywhere,
// whatever the command says.
func (a *app) recompile(args []string) (string, error) {
	var out strings.Builder
	inner := &app{cli: &cli{}, stdin: strings.NewReader(""), stdout: &out, stderr: io.Discard}
	inner.parser = newParser(inner)
	ctx, err := inner.parser.Parse(hideRanges(args))
	if err != nil {
		return "", usagef("%s", err)
	}
	g := &inner.cli.Globals
	g.Directory, g.Output = a.cli.Directory, ""
	if len(a.cli.Config) > 0 {
		g.Config = a.cli.Config
	}
	for _, flags := range []*scriptFlags{&inner.cli.Upgrade.scriptFlags, &inner.cli.Downgrade.scriptFlags, &inner.cli.Stamp.scriptFlags} {
		flags.Rollback = ""
	}
	switch name := ctx.Selected().Name; name {
	case "upgrade", "downgrade", "stamp":
		err := ctx.Run(inner)
		if errors.Is(err, errFindings) { // which are in the script
			err = nil
		}
		return out.String(), err
	default:
		return "", usagef("%s compiles no script", name)
	}
}

// reasons says, as far as the two texts tell, where they part ways: another
// sqlplan, changed revisions, else an edit of the script or the configuration.
func reasons(script, again string) []string {
	if strings.ReplaceAll(script, "\r\n", "\n") == again {
		return []string{"its line ends were changed to those of Windows, and nothing else"}
	}
	var list []string
	if was, is := field(versionLine, script), field(versionLine, again); was != is {
		list = append(list, fmt.Sprintf("the script was compiled by sqlplan %s, this is sqlplan %s", was, is))
	}
	was, is := digests(script), digests(again)
	for _, r := range is {
		switch old, found := lookup(was, r.id); {
		case !found:
			list = append(list, fmt.Sprintf("revision %s is not in the script", r.id))
		case old != r.digest:
			list = append(list, fmt.Sprintf("revision %s was changed after the script was compiled", r.id))
		}
	}
	for _, r := range was {
		if _, found := lookup(is, r.id); !found {
			list = append(list, fmt.Sprintf("revision %s is in the script, but no longer on the way", r.id))
		}
	}
	if len(list) == 0 {
		list = append(list, "the revisions are the same: the script was edited by hand, or the configuration or a template was changed")
	}
	return list
}

func field(re *lazyregexp.Regexp, text string) string {
	if m := re.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return "(not said)"
}

// revisionDigest is what a script says of one of its revisions.
type revisionDigest struct{ id, digest string }

// digests reads the revisions and their digests out of a script's headings.
func digests(script string) []revisionDigest {
	var list []revisionDigest
	for _, at := range revisionLine.FindAllStringSubmatchIndex(script, -1) {
		d := revisionDigest{id: script[at[2]:at[3]]}
		if m := digestLine.FindStringSubmatch(script[at[1]:]); m != nil {
			d.digest = m[1]
		}
		list = append(list, d)
	}
	return list
}

func lookup(list []revisionDigest, id string) (digest string, found bool) {
	for _, d := range list {
		if d.id == id {
			return d.digest, true
		}
	}
	return "", false
}

func (r verifyResult) text(name string) string {
	if r.Identical {
		return fmt.Sprintf("%s is identical to what these revisions compile to.\n", source.Printable(name))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s differs from what these revisions compile to:\n", source.Printable(name))
	for _, reason := range r.Reasons {
		fmt.Fprintf(&b, "  - %s\n", source.Printable(reason))
	}
	fmt.Fprintf(&b, "\n%s", r.Diff)
	return b.String()
}

// shellWords takes a command line apart that shellQuote has put together: bare
// words, 'words' and $'words'. One word may be made of several such pieces.
func shellWords(line string) ([]string, error) {
	var words []string
	for line = strings.TrimLeft(line, " "); line != ""; line = strings.TrimLeft(line, " ") {
		var word strings.Builder
		for line != "" && line[0] != ' ' {
			m := shellPiece.FindStringSubmatch(line)
			if m == nil {
				return nil, fmt.Errorf("what is meant by %s?", line)
			}
			line = line[len(m[0]):]
			switch {
			case m[1] != "": // $'...'
				text, err := strconv.Unquote(`"` + strings.ReplaceAll(m[1], `\'`, "'") + `"`)
				if err != nil {
					return nil, fmt.Errorf("wrong escape in %s", m[0])
				}
				word.WriteString(text)
			default: // '...', \c or bare, of which one is set
				word.WriteString(m[2] + m[3] + m[4])
			}
		}
		words = append(words, word.String())
	}
	return words, nil
}

var shellPiece = lazyregexp.New(`^(?:\$'((?:[^'\\]|\\.)+)'|'([^']*)'|\\(.)|([^ '\\$]+))`)
