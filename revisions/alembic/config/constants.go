package config

import (
	"io/fs"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Constants reads constants that revisions import from other modules of the
// project: branch_labels = (cli.EXPAND_BRANCH,). Nothing is run. It may be used
// from several goroutines.
type Constants struct {
	mu     sync.Mutex
	values *values
}

// NewConstants looks imports up in dirs, folders of fsys, in their order.
func NewConstants(fsys fs.FS, dirs []string) *Constants {
	v := &values{
		p:         &Project{},
		modules:   &modules{fsys: fsys, dirs: dirs, read: map[string]*module{}, scopes: map[*static.Scope]*module{}},
		overrides: map[string]override{},
		environ:   func(python.Expr, string, bool) {},
	}
	v.static = &static.Reader{Extra: v.constant}
	return &Constants{values: v}
}

// Value returns the value of an expression, in the scope of the file at a path
// of the file system, if only constants of the project are needed for it.
func (c *Constants) Value(e python.Expr, in *static.Scope, file string) (python.Value, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values.modules.scopes[root(in)] = &module{scope: root(in), path: file}
	defer delete(c.values.modules.scopes, root(in))
	c.values.work = 0
	return c.values.static.Value(e, in)
}

// constant knows names and attributes that lead to a constant. What the
// environment or a call would have to say is none.
func (v *values) constant(e python.Expr, in *static.Scope, depth int) (python.Value, bool) {
	switch e := e.(type) {
	case *python.Name:
		b, at := in.Find(e.ID)
		return v.bound(b, at, depth)
	case *python.Attribute:
		b, at := v.object(e, in, depth)
		return v.bound(b, at, depth)
	}
	return nil, false
}
