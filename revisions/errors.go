package revisions

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Problem is an error that the user can do something about: a range that
// cannot be read, or that does not fit the revisions. Every error that this
// package returns for a range, or for rows of a version table, is one.
type Problem interface {
	error
	// Diagnostic returns the problem as it is printed. Its span is zero, since
	// a range stands on the command line and not in a file.
	Diagnostic() source.Diagnostic
}

// Codes of what can be wrong with a range.
const (
	codeRange         = "SP110"
	codeUnknown       = "SP111"
	codeAmbiguousName = "SP112"
	codeMultipleHeads = "SP113"
	codeNotOnBranch   = "SP114"
	codeAmbiguousWalk = "SP115"
	codeWalkTooFar    = "SP116"
	codeWrongTarget   = "SP117"
	codeOverlap       = "SP118"
	codeNoStart       = "SP119"
	codeResume        = "SP120"
	codeNotAncestor   = "SP121"
)

func problem(code string, err error, help string) source.Diagnostic {
	return source.Diagnostic{Severity: source.Error, Code: code, Message: err.Error(), Help: help}
}

// RangeError says that the text of a range cannot be read, or says something
// that the command has no use for.
type RangeError struct {
	Text   string // the whole range
	Offset int    // of the part that is wrong, in bytes
	Reason string
	Hint   string // what to write instead
}

func (e *RangeError) Error() string {
	if e.Text == "" {
		return e.Reason
	}
	return fmt.Sprintf("range %q, byte %d: %s", e.Text, e.Offset, e.Reason)
}

// Diagnostic implements Problem.
func (e *RangeError) Diagnostic() source.Diagnostic { return problem(codeRange, e, e.Hint) }

// UnknownRevisionError says that nothing has the name: no id, no beginning of
// an id, no branch label.
type UnknownRevisionError struct {
	Name    string
	Branch  bool     // the name stands before an @
	Nearest []string // names that look like it; may be empty
}

func (e *UnknownRevisionError) Error() string {
	if e.Branch {
		return fmt.Sprintf("there is no branch %q", e.Name)
	}
	return fmt.Sprintf("there is no revision or branch label %q", e.Name)
}

// Diagnostic implements Problem.
func (e *UnknownRevisionError) Diagnostic() source.Diagnostic {
	help := "history lists all revisions, branches the branch labels"
	switch {
	case e.Name == "current":
		help = "current is what the database's version table holds, and no database is asked here: name the revision"
	case len(e.Nearest) > 0:
		help = didYouMean(e.Nearest)
	}
	return problem(codeUnknown, e, help)
}

// AmbiguousNameError says that a name is the beginning of several names, or of
// one but too short to be taken for it.
type AmbiguousNameError struct {
	Name       string
	Candidates []string // sorted
}

func (e *AmbiguousNameError) Error() string {
	if len(e.Candidates) == 1 {
		return fmt.Sprintf("%q is too short to stand for %s", e.Name, e.Candidates[0])
	}
	return fmt.Sprintf("%q is the beginning of several names: %s", e.Name, few(e.Candidates))
}

// Diagnostic implements Problem.
func (e *AmbiguousNameError) Diagnostic() source.Diagnostic {
	return problem(codeAmbiguousName, e, fmt.Sprintf("write the whole id, or more of it: at least %d characters", minPrefix))
}

// MultipleHeadsError says that a single head was asked for where there are several.
type MultipleHeadsError struct {
	Name  string   // as typed
	Heads []string // sorted
}

func (e *MultipleHeadsError) Error() string {
	return fmt.Sprintf("%q stands for one head, but there are %d: %s", e.Name, len(e.Heads), few(e.Heads))
}

// Diagnostic implements Problem.
func (e *MultipleHeadsError) Diagnostic() source.Diagnostic {
	return problem(codeMultipleHeads, e, "write heads for all of them, label@head for the one of a branch, or an id; or join them with the merge command")
}

// NotOnBranchError says that a revision was asked for on a branch that it is not on.
type NotOnBranchError struct{ Revision, Branch string }

func (e *NotOnBranchError) Error() string {
	return fmt.Sprintf("revision %s is not on the branch %q", e.Revision, e.Branch)
}

// Diagnostic implements Problem.
func (e *NotOnBranchError) Diagnostic() source.Diagnostic {
	return problem(codeNotOnBranch, e, fmt.Sprintf("write %s without the branch, or %s@head for the head of the branch", e.Revision, e.Branch))
}

// AmbiguousWalkError says that a number of steps can be walked in several ways.
type AmbiguousWalkError struct {
	Step       string     // as typed, such as left@+2
	At         string     // where the ways part; empty for before the first revision
	Candidates []string   // the ways, by id; sorted
	Labels     [][]string // branch labels of each candidate
	Up         bool
}

func (e *AmbiguousWalkError) Error() string {
	at := "at " + e.At
	if e.At == "" {
		at = "at base"
	}
	if !e.Up {
		return fmt.Sprintf("%q can be walked down in several ways %s: %s", e.Step, at, few(e.Candidates))
	}
	return fmt.Sprintf("%q can be walked up in several ways %s: %s", e.Step, at, few(e.Candidates))
}

// Diagnostic implements Problem.
func (e *AmbiguousWalkError) Diagnostic() source.Diagnostic {
	if !e.Up {
		return problem(codeAmbiguousWalk, e, "name the revision to go down to, or base")
	}
	names := make([]string, len(e.Candidates))
	for i, id := range e.Candidates {
		names[i] = id
		if len(e.Labels[i]) == 1 {
			names[i] = e.Labels[i][0]
		}
		names[i] += "@+1"
	}
	return problem(codeAmbiguousWalk, e, "say which branch: "+few(names))
}

// AmbiguousStartError says that a bare number of steps has several rows to start from.
type AmbiguousStartError struct {
	Step string   // as typed
	Rows []string // sorted
	Up   bool
}

func (e *AmbiguousStartError) Error() string {
	return fmt.Sprintf("%q can start from several rows: %s", e.Step, few(e.Rows))
}

// Diagnostic implements Problem.
func (e *AmbiguousStartError) Diagnostic() source.Diagnostic {
	way := "down, as label@-1"
	if e.Up {
		way = "up, as label@+1"
	}
	return problem(codeAmbiguousWalk, e, "say which branch to walk "+way+", or name the revision to arrive at")
}

// WalkTooFarError says that there are fewer revisions than steps.
type WalkTooFarError struct {
	Step  string // as typed
	Steps int    // asked for, without sign
	Found int    // how many there are
}

func (e *WalkTooFarError) Error() string {
	found := fmt.Sprintf("there are %d", e.Found)
	switch e.Found {
	case 0:
		found = "there is none"
	case 1:
		found = "there is 1"
	}
	return fmt.Sprintf("%q asks for %s, but %s that way", e.Step, counted(e.Steps, "revision"), found)
}

// Diagnostic implements Problem.
func (e *WalkTooFarError) Diagnostic() source.Diagnostic {
	return problem(codeWalkTooFar, e, "take fewer steps, or write head or base for all the way")
}

// WrongTargetError says that the target does not lie in the direction of the command.
type WrongTargetError struct {
	Direction ir.Direction
	Target    string   // the id, or base
	Start     []string // the rows; none for base
	// Applied tells whether the target is part of what the rows stand for.
	Applied bool
	// Dependents are applied revisions that only depends_on puts above the
	// target; set where they are the reason that it is the top of its branch.
	Dependents []string
}

func (e *WrongTargetError) Error() string {
	return fmt.Sprintf("destination %s is not a valid %s target from %s", e.Target, e.Direction, rowsText(e.Start))
}

// Diagnostic implements Problem.
func (e *WrongTargetError) Diagnostic() source.Diagnostic {
	help := ""
	switch {
	case e.Direction == ir.Upgrade:
		help = fmt.Sprintf("%s lies below; to go back to it: downgrade %s:%s", e.Target, rangeStart(e.Start), e.Target)
	case !e.Applied:
		help = fmt.Sprintf("%s is not applied there; to go up to it: upgrade %s:%s", e.Target, rangeStart(e.Start), e.Target)
	case len(e.Dependents) > 0:
		below := "it"
		if len(e.Dependents) > 1 {
			below = "one of these"
		}
		help = fmt.Sprintf("nothing above %s on its branch is applied, only what depends on it: %s; name a revision below %s", e.Target, few(e.Dependents), below)
	default:
		help = fmt.Sprintf("none of the revisions right above %s is on that branch: name one of the branch, or leave the branch out", e.Target)
	}
	return problem(codeWrongTarget, e, help)
}

func rowsText(rows []string) string {
	if len(rows) == 0 {
		return "base"
	}
	return few(rows)
}

func rangeStart(rows []string) string {
	if len(rows) == 0 {
		return "base"
	}
	return strings.Join(rows, ",")
}

// OverlapError says that two names cannot be rows of one version table, since
// the one follows the other and so implies it.
type OverlapError struct {
	Above, Below string
	Target       bool // they are the targets of a stamp, not the START
}

func (e *OverlapError) Error() string {
	what := "rows of START"
	if e.Target {
		what = "targets"
	}
	return fmt.Sprintf("%s overlap: %s comes before %s, which implies it", what, e.Below, e.Above)
}

// Diagnostic implements Problem.
func (e *OverlapError) Diagnostic() source.Diagnostic {
	return problem(codeOverlap, e, fmt.Sprintf("leave out %s: a version table holds only the last revision of each branch", e.Below))
}

// NoStartError says that a downgrade was asked for without where it starts.
type NoStartError struct{ Target string }

func (e *NoStartError) Error() string {
	return "a downgrade needs START:TARGET, since no database is asked where it stands"
}

// Diagnostic implements Problem.
func (e *NoStartError) Diagnostic() source.Diagnostic {
	return problem(codeNoStart, e, fmt.Sprintf("put the rows of the version table in front, such as head:%s", e.Target))
}

// ResumeError says that a revision cannot be the one that was left half done.
type ResumeError struct {
	Revision string
	Reason   string
	Hint     string
}

func (e *ResumeError) Error() string {
	return fmt.Sprintf("cannot resume %s: %s", e.Revision, e.Reason)
}

// Diagnostic implements Problem.
func (e *ResumeError) Diagnostic() source.Diagnostic { return problem(codeResume, e, e.Hint) }

// NotAncestorError says that the two ends of a history do not belong together.
type NotAncestorError struct{ Lower, Upper string }

func (e *NotAncestorError) Error() string {
	return fmt.Sprintf("revision %s is not an ancestor of %s", e.Lower, e.Upper)
}

// Diagnostic implements Problem.
func (e *NotAncestorError) Diagnostic() source.Diagnostic {
	return problem(codeNotAncestor, e, "a history runs from an older revision to one that follows it: START:END")
}
