package stdlib

import (
	"embed"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// preludes are the parts of modules that are written in Python: what is seldom
// used, and shorter and truer so than in Go. They are our own text.
//
//go:embed prelude/*.py
var preludes embed.FS

// parsedPreludes are parsed once, when a run needs them first.
var parsedPreludes sync.Map

type parsedPrelude struct {
	once  sync.Once
	file  *python.File
	diags source.Diagnostics
	err   error
}

func loadPrelude(name string) (*python.File, error) {
	v, _ := parsedPreludes.LoadOrStore(name, &parsedPrelude{})
	p := v.(*parsedPrelude)
	p.once.Do(func() {
		text, err := preludes.ReadFile("prelude/" + name + ".py")
		if err != nil {
			p.err = err
			return
		}
		p.file, p.diags = python.Parse(source.NewFile("<"+name+">", string(text)))
		if p.diags.HasErrors() {
			p.err = p.diags
		}
	})
	return p.file, p.err
}

// prelude returns the builder of a module that is all Python.
func prelude(name string) func() *module {
	return func() *module { return withPrelude(python.NewModule(name), name) }
}

// withPrelude gives a module the names of a prelude. It runs when the first of
// them is asked for: most revisions import a module for what is written in Go.
func withPrelude(m *module, name string) *module {
	var names *module
	m.Getter = func(t *thread, attr string) (value, error) {
		if names == nil {
			file, err := loadPrelude(name)
			if err != nil {
				return nil, err
			}
			loaded, err := t.Interp().RunFile(file, "stdlib "+name)
			if err != nil {
				return nil, err
			}
			names = loaded
		}
		if v, ok := names.Get(attr); ok {
			return v, nil
		}
		return nil, nil
	}
	return m
}
