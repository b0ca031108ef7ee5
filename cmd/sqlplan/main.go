// Command sqlplan compiles schema revisions into one annotated SQL script,
// without a database. See README.md.
package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	_ "time/tzdata" // for the option timezone of alembic.ini, where the system has no zone files

	"github.com/alecthomas/kong"
)

// version is set by the release build with -ldflags "-X main.version=v1.2.3".
var version = ""

func main() {
	// A short run ends before it needs a garbage collection: the first one comes
	// at 32 MB instead of 4. load makes it frugal for large projects.
	debug.SetGCPercent(800)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// cli is the command line: one field for each command.
type cli struct {
	Globals

	Upgrade    upgradeCmd    `cmd:"" group:"compile" help:"Compile the way up to a revision."`
	Downgrade  downgradeCmd  `cmd:"" group:"compile" help:"Compile the way down to a revision."`
	Plan       planCmd       `cmd:"" group:"compile" help:"Compile what a branch adds, for its pull request."`
	Stamp      stampCmd      `cmd:"" group:"compile" help:"Change the version table alone, without running a revision."`
	Check      checkCmd      `cmd:"" group:"compile" help:"Compile every revision in both directions and report what is wrong."`
	Verify     verifyCmd     `cmd:"" group:"compile" help:"Prove that a script is what these revisions compile to."`
	Diff       diffCmd       `cmd:"" group:"compile" help:"Compare two scripts, or two plans, by what they do."`
	Questions  questionsCmd  `cmd:"" group:"compile" help:"Print the queries whose results the revisions depend on, for the DBA to run."`
	StatsQuery statsQueryCmd `cmd:"" group:"compile" help:"Print the query for the statistics of production, for the DBA to run."`
	Locks      locksCmd      `cmd:"" group:"look" help:"Say what a path locks, statement by statement, and on which versions of the server."`
	Rules      rulesCmd      `cmd:"" group:"look" help:"List the rules of the review."`
	Explain    explainCmd    `cmd:"" group:"look" help:"Explain a rule of the review: why it is there, and what to do instead."`
	Drift      driftCmd      `cmd:"" group:"look" help:"Compare the schema that production has with what the revisions say."`
	Current    currentCmd    `cmd:"" group:"look" help:"Say where a database stands, from the rows of its version table."`
	History    historyCmd    `cmd:"" group:"look" help:"List the revisions, newest first."`
	Heads      headsCmd      `cmd:"" group:"look" help:"List the revisions that nothing builds on."`
	Branches   branchesCmd   `cmd:"" group:"look" help:"List the revisions from which branches start."`
	Show       showCmd       `cmd:"" group:"look" help:"Show one revision."`
	Graph      graphCmd      `cmd:"" group:"look" help:"Draw the revisions as a tree, for Graphviz or for Mermaid."`
	Init       initCmd       `cmd:"" group:"write" help:"Write a first sqlplan.toml and a folder for revisions."`
	Revision   revisionCmd   `cmd:"" group:"write" help:"Write the file of a new revision."`
	Merge      mergeCmd      `cmd:"" group:"write" help:"Write a revision that joins several heads."`
	Convert    convertCmd    `cmd:"" group:"write" help:"Write the revisions of an Alembic project as native .sql files."`
	PlanSchema schemaCmd     `cmd:"" name:"schema" group:"other" help:"Print the JSON Schema of what --format json prints."`
	Version    versionCmd    `cmd:"" group:"other" help:"Print sqlplan's version."`
	Completion completionCmd `cmd:"" group:"other" help:"Print the code that turns on tab completion in a shell."`
}

var groups = []kong.Group{
	{Key: "compile", Title: "Compile:"},
	{Key: "look", Title: "Look at revisions:"},
	{Key: "write", Title: "Write files:"},
	{Key: "other", Title: "Other:"},
}

const description = `Compile schema revisions into one annotated SQL script, without a database.

  sqlplan upgrade base:head --sql > release.sql    the whole history, as a script
  sqlplan upgrade 4f2a:head                         what a release would do, to read
  sqlplan current "$(psql -At -c 'select version_num from sqlplan_version')"

Ranges are Alembic's: base, head, heads, an id or the start of one, +2, -1, ID+1,
LABEL@head; several rows of a version table as a START are a comma list (b1,b2:m1).`

// app is what a command runs with: the streams and the process's arguments.
type app struct {
	cli     *cli
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer
	parser  *kong.Kong
	command string // the name of the command that runs
	// asksStats: the command prints the query for the statistics, which need not be there yet.
	asksStats bool
}

// run is the whole program: it parses args, runs the command, and returns the
// exit code. On codes 2 and 3 nothing was written to stdout.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	a := &app{cli: &cli{}, stdin: stdin, stdout: stdout, stderr: stderr}
	defer func() {
		if r := recover(); r != nil {
			if exit, ok := r.(exitCode); ok {
				code = int(exit)
				return
			}
			fmt.Fprintf(stderr, "sqlplan: bug: %v\nPlease report it with the input that causes it.\n%s", r, debug.Stack())
			code = exitInput
		}
	}()
	a.parser = newParser(a)
	if os.Getenv("COMP_LINE") != "" {
		a.complete()
	}
	ctx, err := a.parser.Parse(hideRanges(args))
	if err == nil {
		err = a.checkEnvironment()
	}
	if err != nil {
		return a.usage(err)
	}
	a.command = ctx.Selected().Name
	return a.finish(ctx.Run(a))
}

// newParser builds the command line of a.
func newParser(a *app) *kong.Kong {
	parser, err := kong.New(a.cli,
		kong.Name("sqlplan"), kong.Description(description), kong.ExplicitGroups(groups),
		kong.Writers(a.stdout, a.stderr), kong.Exit(func(code int) { panic(exitCode(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"dialects": dialectNames()},
	)
	if err != nil {
		panic(err) // the struct of the command line is wrong
	}
	return parser
}

// exitCode carries kong's wish to exit, after --help, up to run.
type exitCode int

// versionText is the version that was built in, else what Go's module data says.
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && strings.HasPrefix(info.Main.Version, "v") {
		return info.Main.Version
	}
	return "dev"
}
