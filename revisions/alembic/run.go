package alembic

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/bind"
	"github.com/sqlplan/sqlplan/revisions/alembic/config"
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/thirdparty"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// run is what the built-ins of one run know of the project.
func (p *Project) run(r *running) *host.Run {
	h := &host.Run{Env: r.env, Emit: r.emit, Naming: p.naming(), Operations: thirdparty.Operations(), Configure: p.configure()}
	if p.Config != nil {
		h.Section = p.Config.Section()
		h.Option = func(section, name string) (string, bool) {
			option, ok := p.Config.Option(section, name)
			return option.Value, ok
		}
		if len(p.Config.Files) > 0 {
			h.ConfigFile = p.Config.Files[0].Path
		}
	}
	if r.env.State != nil {
		h.TypeSQL, h.Compile = r.env.State.TypeSQL, r.env.State.ExprSQL
	}
	bind.Attach(h)
	// A function that asked the database or changed it has not only a value.
	emit := h.Emit
	h.Emit = func(o ir.Op) error {
		r.effects++
		return emit(o)
	}
	if connection := h.Bind; connection != nil {
		h.Bind = func(t *python.Thread) (python.Value, error) {
			r.effects++
			return connection(t)
		}
	}
	return h
}

// configure is what env.py gives to context.configure(); nil if there is no env.py.
func (p *Project) configure() *host.Configure {
	if p.Facts == nil || p.Facts.File == nil {
		return nil
	}
	c := &host.Configure{Open: p.Facts.OptionsOpen}
	for _, o := range p.Facts.Options {
		c.Options = append(c.Options, host.Option{Name: o.Name, Value: o.Value, At: o.Span})
	}
	return c
}

// naming is the naming convention of the project: what sqlplan.toml says, else env.py.
func (p *Project) naming() *host.NamingConvention {
	n := &host.NamingConvention{}
	n.Templates = append(n.Templates, p.Naming...)
	if len(n.Templates) == 0 && p.Facts != nil {
		for _, c := range p.Facts.NamingConvention {
			n.Templates = append(n.Templates, host.NamingTemplate{Key: c.Key.Value, Pattern: c.Format.Value, Function: loader(c.Function)})
		}
	}
	if len(n.Templates) == 0 {
		return nil
	}
	return n
}

// loader loads a function of the project when it is called for the first time.
func loader(f *config.Function) func(t *python.Thread) (python.Value, error) {
	if f == nil {
		return nil
	}
	return func(t *python.Thread) (python.Value, error) {
		m, err := t.ImportFile(f.File)
		if err != nil {
			return nil, err
		}
		return t.Attr(m, f.Name)
	}
}
