package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// The exit codes. Other tools are written against them.
const (
	exitClean    = 0
	exitFindings = 1 // findings, or a script that verify does not confirm
	exitInput    = 2 // the input cannot be compiled
	exitUsage    = 3 // the command line is wrong
)

// errFindings ends a command that has said what it found.
var errFindings = errors.New("findings")

// errBroken ends a command that has said what cannot be compiled.
var errBroken = errors.New("broken input")

// usageError is a mistake on the command line that kong cannot see.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// diagnosed is an error that knows how to be a diagnostic: those of revisions.
type diagnosed interface{ Diagnostic() source.Diagnostic }

// finish turns what a command returned into messages and an exit code.
func (a *app) finish(err error) int {
	var usage usageError
	var one diagnosed
	var diags source.Diagnostics
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errBroken):
		return exitInput
	case errors.As(err, &usage):
		return a.usage(err)
	case errors.As(err, &diags):
	case errors.As(err, &one):
		diags = source.Diagnostics{one.Diagnostic()}
	default:
		diags.Errorf(source.Span{}, "SP080", "", "%s", err)
	}
	a.report(diags)
	return exitInput
}

func (a *app) usage(err error) int {
	fmt.Fprintf(a.stderr, "sqlplan: %s\n", err)
	var parse *kong.ParseError
	name := strings.TrimSpace("sqlplan " + a.command)
	if errors.As(err, &parse) && parse.Context != nil && parse.Context.Command() != "" {
		name += " " + strings.Fields(parse.Context.Command())[0]
	}
	fmt.Fprintf(a.stderr, "Type '%s --help' for its use.\n", name)
	return exitUsage
}
