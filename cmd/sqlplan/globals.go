package main

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// Globals are the flags that every command takes. An empty value means that the
// flag was not given, neither on the command line nor in the environment.
type Globals struct {
	Config    []string `short:"c" placeholder:"FILE" sep:"none" env:"SQLPLAN_CONFIG" help:"Configuration file: sqlplan.toml, alembic.ini or pyproject.toml; found in the directory if not given."`
	Directory string   `short:"C" placeholder:"DIR" default:"." help:"Work as if started in DIR."`
	Output    string   `short:"o" placeholder:"FILE" help:"Write to FILE instead of standard output; it is replaced only if all went well."`
	Format    string   `placeholder:"FORMAT" default:"text" enum:"text,json,markdown,html,sarif,gitlab,github,dot,mermaid" help:"Output for people or programs: text, json, markdown, html; sarif and gitlab: what was found, for code scanning and code quality; github: text, with messages as annotations of a workflow; for graph also dot, mermaid."`
	Quiet     bool     `short:"q" help:"Print errors only, no warnings and notes."`
	Color     string   `default:"auto" enum:"auto,always,never" env:"SQLPLAN_COLOR" help:"Colour messages: auto (on a terminal), always, never."`

	Revisions    []string `placeholder:"DIR" sep:"," env:"SQLPLAN_REVISIONS" help:"Folders that hold the revisions; replaces version_locations."`
	SourceFormat string   `placeholder:"NAME" env:"SQLPLAN_SOURCE_FORMAT" help:"How to read them: native, alembic, golang-migrate or goose; recognised if not given."`
	Name         string   `short:"n" placeholder:"SECTION" env:"SQLPLAN_NAME" help:"Section of alembic.ini; else alembic."`
	X            []string `short:"x" name:"x" placeholder:"K=V" sep:"none" help:"Argument for the revisions' context.get_x_argument(), as Alembic's -x; may be repeated."`
	Database     string   `placeholder:"NAME" env:"SQLPLAN_DATABASE" help:"Which database of an Alembic project with several, such as engine1."`

	Dialect            string            `placeholder:"NAME" env:"SQLPLAN_DIALECT" help:"Kind of server: ${dialects}."`
	ServerVersion      string            `placeholder:"N" env:"SQLPLAN_SERVER_VERSION" help:"Oldest server that the script must run on."`
	Runner             string            `placeholder:"NAME" env:"SQLPLAN_RUNNER" help:"Client to write the script for: psql, or plain for one statement at a time through any driver."`
	Style              string            `default:"sqlplan" enum:"sqlplan,alembic" env:"SQLPLAN_STYLE" help:"Form of the script: sqlplan; alembic prints what alembic --sql prints."`
	OnUnresolved       string            `default:"error" enum:"error,stop" env:"SQLPLAN_ON_UNRESOLVED" help:"What to do with a revision that cannot be compiled: error; stop makes the script halt there."`
	Answers            string            `placeholder:"FILE" help:"What production answered to the script of sqlplan questions."`
	Schema             string            `placeholder:"FILE" help:"The schema of production, as pg_dump --schema-only printed it: what revisions ask about the database is answered from it."`
	Stats              string            `placeholder:"FILE" env:"SQLPLAN_STATS" help:"Statistics of production, as the query of sqlplan stats-query printed them: findings and locks then speak of sizes and times."`
	GuardAssumptions   bool              `env:"SQLPLAN_GUARD_ASSUMPTIONS" help:"Have the script check what revisions were compiled on the assumption of."`
	NoReplay           bool              `env:"SQLPLAN_NO_REPLAY" help:"Do not run the statements in an SQLite in memory: for tables that no revision has made."`
	NoReview           bool              `env:"SQLPLAN_NO_REVIEW" help:"Leave the review out: no locks, no findings, no proof of the way back."`
	FailOn             string            `placeholder:"SEVERITY" env:"SQLPLAN_FAIL_ON" help:"Exit with code 1 on findings of this severity or a higher one: error, warning, note, never."`
	Today              string            `placeholder:"DATE" env:"SQLPLAN_TODAY" help:"The day that suppressions with an expiry date are compared with, such as 2027-01-31."`
	Transaction        string            `placeholder:"MODE" env:"SQLPLAN_TRANSACTION" help:"Transactions: one per revision (revision) or one for the run (single)."`
	LockTimeout        string            `placeholder:"TIME" env:"SQLPLAN_LOCK_TIMEOUT" help:"lock_timeout inside transactions, such as 5s; 0 leaves the server's own."`
	StatementTimeout   string            `placeholder:"TIME" env:"SQLPLAN_STATEMENT_TIMEOUT" help:"statement_timeout inside transactions; 0 leaves the server's own."`
	VersionTable       string            `placeholder:"NAME" env:"SQLPLAN_VERSION_TABLE" help:"Name of the version table."`
	VersionTableSchema string            `placeholder:"NAME" env:"SQLPLAN_VERSION_TABLE_SCHEMA" help:"Schema of the version table."`
	Var                map[string]string `placeholder:"K=V" mapsep:"none" env:"SQLPLAN_VAR" help:"Variable for .sql.tmpl revisions and for os.environ in Python ones; may be repeated."`
	Commit             string            `placeholder:"ID" env:"SQLPLAN_COMMIT" help:"Commit that the revisions come from, to be named in the script."`
}

// environmentPrefix starts the name of every variable that sqlplan reads.
const environmentPrefix = "SQLPLAN_"

// checkEnvironment refuses a SQLPLAN_ variable that means nothing: a misspelt
// one would be ignored otherwise.
func (a *app) checkEnvironment() error {
	known := environment()
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, environmentPrefix) && !slices.Contains(known, name) {
			return usagef("unknown environment variable %s%s", name, didYouMean(name, known))
		}
	}
	return nil
}

// environment lists the variables that the flags above name.
func environment() []string {
	var names []string
	t := reflect.TypeFor[Globals]()
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("env"); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// didYouMean is a hint to end a message with, or nothing.
func didYouMean(name string, known []string) string {
	if hint := spell.DidYouMean(name, known); hint != "" {
		return "; " + hint
	}
	return ""
}

// A range such as "-1" or "-:head" looks like a flag to kong. hideRanges puts a
// mark before it, which rangeText takes away again.
var flagLikeRange = lazyregexp.New(`^-(\d|:)`)

const rangeMark = "\x01"

func hideRanges(args []string) []string {
	list := slices.Clone(args)
	for i, arg := range list {
		if flagLikeRange.MatchString(arg) {
			list[i] = rangeMark + arg
		}
	}
	return list
}

// rangeText is a range on the command line.
type rangeText string

// UnmarshalText takes the argument as it was typed.
func (r *rangeText) UnmarshalText(text []byte) error {
	*r = rangeText(strings.TrimPrefix(string(text), rangeMark))
	return nil
}

// flags writes the flags of this run that shape the script, ready for a shell
// and in a fixed order, so that the commands in the script compile the same way.
func (g *Globals) flags() string {
	var words []string
	add := func(flag, value string) {
		if value != "" {
			words = append(words, flag+" "+shellQuote(value))
		}
	}
	for _, path := range g.Config {
		if !filepath.IsAbs(path) { // an absolute path would differ from machine to machine
			add("-c", path)
		}
	}
	for _, dir := range g.Revisions {
		add("--revisions", dir)
	}
	add("--source-format", g.SourceFormat)
	add("-n", g.Name)
	for _, x := range g.X {
		add("-x", withoutSecret(x))
	}
	add("--database", g.Database)
	add("--dialect", g.Dialect)
	add("--server-version", g.ServerVersion)
	add("--runner", g.Runner)
	add("--transaction", g.Transaction)
	add("--lock-timeout", g.LockTimeout)
	add("--statement-timeout", g.StatementTimeout)
	add("--version-table", g.VersionTable)
	add("--version-table-schema", g.VersionTableSchema)
	add("--answers", g.Answers)
	if g.Stats != "" {
		add("--stats", relative(g.Stats))
	}
	if g.OnUnresolved == "stop" {
		words = append(words, "--on-unresolved stop")
	}
	if g.GuardAssumptions {
		words = append(words, "--guard-assumptions")
	}
	if g.NoReplay {
		words = append(words, "--no-replay")
	}
	if g.NoReview {
		words = append(words, "--no-review")
	}
	add("--today", g.Today)
	for _, k := range sortedKeys(g.Var) {
		add("--var", k+"="+withoutSecret(g.Var[k]))
	}
	add("--commit", g.Commit)
	return strings.Join(words, " ")
}

// dumpFlag is --schema as the command in a script has it; an absolute path would differ from machine to machine.
func (g *Globals) dumpFlag() string {
	if g.Schema == "" {
		return ""
	}
	return "--schema " + shellQuote(relative(g.Schema))
}

// relative is a file's name as it may stand in a script.
func relative(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Base(name)
	}
	return name
}

// userinfo is the part of a URL that holds a name and a password.
var userinfo = lazyregexp.New(`(://)[^/@\s]*:[^/@\s]*@`)

// withoutSecret leaves the name and the password out of a URL: a script is shown
// to many people. Nothing that is compiled depends on them.
func withoutSecret(value string) string { return userinfo.ReplaceAllString(value, "$1") }

var shellSafe = lazyregexp.New(`^[A-Za-z0-9_./:=,@+-]+$`)

// shellQuote writes a word for a POSIX shell, or, where it holds a control
// character, which a comment line cannot, in the $'...' form of bash and zsh.
func shellQuote(word string) string {
	switch {
	case shellSafe.MatchString(word):
		return word
	case strings.ContainsFunc(word, unicode.IsControl):
		quoted := strconv.QuoteToASCII(word)
		return "$'" + strings.ReplaceAll(quoted[1:len(quoted)-1], "'", `\'`) + "'"
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
