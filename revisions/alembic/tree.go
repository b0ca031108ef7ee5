package alembic

import (
	"sync"
	"weak"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// tree is the parsed text of a revision. A tree is eight times as large as its
// text, and most are needed once: after a run it is left to the garbage collector,
// and parsed again should another run find it gone.
type tree struct {
	source *source.File

	mu   sync.Mutex
	file *python.File // nil once it was released
	left weak.Pointer[python.File]
	way  *bool // what reversible says of the file; nil: not asked so far
}

// get returns the parsed file.
func (t *tree) get() *python.File {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.parsed()
}

func (t *tree) parsed() *python.File {
	if t.file != nil {
		return t.file
	}
	if f := t.left.Value(); f != nil {
		return f
	}
	f, diags := python.Parse(t.source)
	if f == nil {
		panic("alembic: a file that was parsed before has an error: " + diags.Error())
	}
	t.left = weak.Make(f)
	return f
}

// release lets go of the tree, once what may be asked of it later is known.
func (t *tree) release() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.file != nil {
		t.ask()
		t.file, t.left = nil, weak.Make(t.file)
	}
}

// isReversible is reversible of the file, worked out once.
func (t *tree) isReversible() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.ask()
}

func (t *tree) ask() bool {
	if t.way == nil {
		way := reversible(t.parsed())
		t.way = &way
	}
	return *t.way
}
