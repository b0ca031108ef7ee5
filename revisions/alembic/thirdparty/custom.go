package thirdparty

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// CustomTypes are the classes of the section [types] in sqlplan.toml.
type CustomTypes struct {
	classes map[string]*python.Class
	modules map[string]bool
}

// Custom makes a class for each entry of a map from "module.Class" to SQL. In
// the SQL, {0} stands for the first argument of the constructor, {name} for a
// named one, and [...] for what is left out if an argument in it is not given:
// "vector[({dim})]". The error names the entry that cannot be read.
func Custom(entries map[string]string) (*CustomTypes, error) {
	c := &CustomTypes{classes: map[string]*python.Class{}, modules: map[string]bool{}}
	keys := make([]string, 0, len(entries))
	for k := range entries {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, key := range keys {
		i := strings.LastIndexByte(key, '.')
		if i <= 0 || i == len(key)-1 {
			return nil, fmt.Errorf("[types]: %q names no class: write it as the revision imports it, like \"myapp.types.Money\"", key)
		}
		spec := entries[key]
		if strings.TrimSpace(spec) == "" {
			return nil, fmt.Errorf("[types]: %q has no SQL", key)
		}
		module, name := key[:i], key[i+1:]
		c.classes[key] = sqltype.Define(module, name, "*args, **kwargs", nil, func(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
			text, err := fill(t, key, spec, a)
			return &ir.Type{Class: "SQL", Spec: text}, err
		})
		for m := module; m != ""; m = m[:max(strings.LastIndexByte(m, '.'), 0)] {
			c.modules[m] = true
		}
	}
	return c, nil
}

// Lookup finds a class by its module and name.
func (c *CustomTypes) Lookup(module, name string) (python.Value, bool) {
	cls, ok := c.classes[module+"."+name]
	if !ok {
		return nil, false
	}
	return cls, true
}

// Hosted tells whether a module has a class of the section, or holds such a module.
func (c *CustomTypes) Hosted(module string) bool { return c.modules[module] }

var (
	optional    = lazyregexp.New(`\[([^][]*)\]`)
	placeholder = lazyregexp.New(`\{(\w+)\}`)
)

// fill puts the arguments of a call into the SQL of a custom type.
func fill(t *python.Thread, key, spec string, a sqltype.Args) (string, error) {
	var failed error
	replace := func(part string) (text string, complete bool) {
		complete = true
		text = placeholder.ReplaceAllStringFunc(part, func(m string) string {
			v := argument(a, m[1:len(m)-1])
			if v == nil || v == python.None {
				complete = false
				return ""
			}
			s, err := t.Str(v)
			if err != nil {
				failed = err
			}
			return s
		})
		return text, complete
	}
	spec = optional.ReplaceAllStringFunc(spec, func(m string) string {
		if !placeholder.MatchString(m) {
			return m // the brackets of an array
		}
		text, complete := replace(m[1 : len(m)-1])
		if !complete {
			return ""
		}
		return text
	})
	text, complete := replace(spec)
	if failed == nil && !complete {
		failed = t.Raise(python.TypeError, "%s() misses an argument that its SQL in [types] of sqlplan.toml asks for: %s", key, spec)
	}
	return text, failed
}

func argument(a sqltype.Args, name string) python.Value {
	if i, err := strconv.Atoi(name); err == nil {
		if star := a.Star(); i < len(star) {
			return star[i]
		}
		return nil
	}
	if rest := a.Rest(); rest != nil {
		if v, ok := rest.GetStr(name); ok {
			return v
		}
	}
	return nil
}
