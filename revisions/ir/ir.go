// Package ir is the vocabulary between the formats that read revisions and the
// dialects that lower them: a revision, its late body, and the operations that
// the body emits. It is plain data; nothing here knows a file format or a dialect.
package ir

import (
	"fmt"
	"strconv"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Direction is which way a revision is run.
type Direction int

// The two directions. The zero value is invalid.
const (
	Upgrade Direction = iota + 1
	Downgrade
)

func (d Direction) String() string {
	switch d {
	case Upgrade:
		return "upgrade"
	case Downgrade:
		return "downgrade"
	}
	return "invalid direction"
}

// MarshalText writes the direction by its name.
func (d Direction) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Ref is a name that a revision file mentions, and where it stands.
type Ref struct {
	Name string
	Span source.Span
}

// Field is a header key that sqlplan keeps for the reader but gives no meaning.
type Field struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Revision is one node of the graph. Its header is read when the files are
// loaded; its Body is run late, when dialect and direction are known.
type Revision struct {
	ID           string
	Down         []Ref // parents; none for a base, several for a merge
	DependsOn    []Ref // ids or branch labels
	BranchLabels []Ref
	Message      string
	Author       string // may be empty
	Created      string // as the file says it; may be empty
	Fields       []Field
	// Span is where the id is said; in a format that takes the id from the file's name, the start of the file.
	Span source.Span
	// Files are the files that the revision was read from, for headings and digests.
	Files []*source.File
	// Digest is the hex SHA-256 of the raw content of Files.
	Digest string
	Body   Body
}

// Path returns the path of the revision's first file.
func (r *Revision) Path() string { return r.Files[0].Path }

// Hints tell the author of a revision, in the words of its format, what to write.
type Hints struct {
	NoTransaction string // so that statements run outside a transaction; empty if the format cannot say it
	Downgrade     string // so that there is a way back
	// Upgrade says what an upgrade without a statement lacks; empty where such
	// revisions are common.
	Upgrade string
	// LoneCommit: a COMMIT or BEGIN in a revision ends the transaction that the
	// tool has opened, and the next statement opens another one.
	LoneCommit bool
}

// Body is what a revision does. Run calls emit for each operation in order and
// stops at the first error that emit returns; what is wrong with the revision
// itself comes back as diagnostics. Run may be called several times, and from
// several goroutines at once with different environments.
type Body interface {
	Run(env *Env, emit func(Op) error) source.Diagnostics
}

// Env is what a body may ask about the run it is part of.
type Env struct {
	Dialect       string // a dialect's name, such as "postgresql"
	ServerVersion Version
	Direction     Direction
	Vars          map[string]string // declared variables: of templates, and of os.environ in Python
	// X are the arguments of -x, as they were given: "tenant=acme".
	X []string
	// KeepTree: the statements will be simulated, so their parse trees are kept.
	KeepTree bool
	// State answers what a body asks about the database. It is nil where nothing can be asked.
	State State
}

// Version is a server's version. Minor matters for PostgreSQL before 10 and for MySQL. Patch is 0
// unless it was given and the dialect has facts that depend on it: MySQL 8.0.29.
type Version struct{ Major, Minor, Patch int }

func (v Version) String() string {
	if v.Patch > 0 {
		return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch)
	}
	if v.Minor == 0 {
		return strconv.Itoa(v.Major)
	}
	return fmt.Sprintf("%d.%d", v.Major, v.Minor)
}

// AtLeast tells whether v is major.minor or later.
func (v Version) AtLeast(major, minor int) bool {
	return v.Major > major || v.Major == major && v.Minor >= minor
}

// Op is one operation of a revision. The set is closed: a dialect's Lower
// switches over all of them.
type Op interface {
	Span() source.Span
	op()
}

// RawSQL is SQL text as the author wrote it: any number of statements. The
// dialect splits it.
type RawSQL struct {
	Text source.Span
	// NoTransaction: the author wants every statement outside a transaction.
	NoTransaction bool
	// OwnTransaction: the format's own tool lets a file open and commit
	// transactions; its pairs of BEGIN and COMMIT become the bounds of those that
	// sqlplan opens.
	OwnTransaction bool
}

// Irreversible says that a downgrade through the revision is not possible.
type Irreversible struct {
	At     source.Span
	Reason string
}

func (o RawSQL) Span() source.Span       { return o.Text }
func (o Irreversible) Span() source.Span { return o.At }

func (RawSQL) op()       {}
func (Irreversible) op() {}
