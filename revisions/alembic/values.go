package alembic

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// DeclaredValues are the section [values] of sqlplan.toml: what stands for a value that only the application, a library or
// the server could tell.
type DeclaredValues struct {
	entries map[string]any
	used    sync.Map // the names that some run has looked up and found
}

// Unused returns the names of the entries that no run so far has needed, sorted.
func (d *DeclaredValues) Unused() []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(d.entries)) {
		if _, ok := d.used.Load(name); !ok {
			list = append(list, name)
		}
	}
	return list
}

// NewDeclaredValues takes the entries of the section: texts, numbers, truth values and lists of them. The error names one that
// is none of these.
func NewDeclaredValues(entries map[string]any) (*DeclaredValues, error) {
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		if valueOf(entries[name]) == nil {
			return nil, fmt.Errorf("[values]: %q is no text, number, truth value or list", name)
		}
	}
	return &DeclaredValues{entries: entries}, nil
}

// lookup finds a value by its name, for one run: a list is a new one each time, since the code may change it.
func (d *DeclaredValues) lookup() func(string) (python.Value, bool) {
	if d == nil || len(d.entries) == 0 {
		return nil
	}
	return func(path string) (python.Value, bool) {
		v, ok := d.entries[path]
		if !ok {
			return nil, false
		}
		d.used.Store(path, true)
		return valueOf(v), true
	}
}

// valueOf is a value of TOML in Python; nil if there is none.
func valueOf(v any) python.Value {
	switch x := v.(type) {
	case string:
		return python.Str(x)
	case bool:
		return python.Bool(x)
	case int64:
		return python.NewInt(x)
	case float64:
		return python.Float(x)
	case []any:
		list := python.NewList()
		for _, e := range x {
			made := valueOf(e)
			if made == nil {
				return nil
			}
			list.Elems = append(list.Elems, made)
		}
		return list
	}
	return nil
}
