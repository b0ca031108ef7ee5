package op

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// contextAttr is a name of the module alembic.context.
func contextAttr(t *python.Thread, name string) (python.Value, error) {
	r := host.Of(t)
	value := func(v python.Value) (python.Value, error) {
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return v, nil }), nil
	}
	switch name {
	case "is_offline_mode":
		return value(python.True)
	case "is_transactional_ddl":
		return value(python.True)
	case "get_context":
		return value(contextOf(t))
	case "get_bind":
		return python.NewBuiltin(name, func(t *python.Thread, _ *python.Call) (python.Value, error) { return bindOf(t) }), nil
	case "config":
		return &config{}, nil
	case "get_x_argument":
		return python.NewBuiltin(name, getX), nil
	case "get_tag_argument":
		if r.Tag == "" {
			return value(python.None)
		}
		return value(python.Str(r.Tag))
	case "execute":
		return python.NewBuiltin(name, executeIn), nil
	case "begin_transaction":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return &transaction{}, nil }), nil
	case "script", "environment_context", "get_head_revision", "get_head_revisions", "get_starting_revision_argument", "get_revision_argument", "run_migrations", "configure":
		return python.NewOpaque("alembic.context."+name, "sqlplan does not run env.py", t.Span()), nil
	case "static_output":
		return python.NewBuiltin(name, staticOutput), nil
	}
	return nil, nil
}

var xSignature = python.ParseSignature("get_x_argument", "as_dictionary=False")

// getX gives the arguments of -x.
func getX(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := xSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	asDict, err := t.Truth(b.Get("as_dictionary"))
	if err != nil {
		return nil, err
	}
	d, list := python.NewDict(), python.NewList()
	for _, x := range host.Of(t).Env.X {
		key, value, _ := strings.Cut(x, "=")
		d.SetStr(key, python.Str(value))
		list.Elems = append(list.Elems, python.Str(x))
	}
	if asDict {
		return d, nil
	}
	return list, nil
}

var configClass = python.NewClass("alembic.config", "Config")

// config is context.config: the options of the configuration file.
type config struct{}

// Class returns Config.
func (*config) Class() *python.Class { return configClass }

// Attr gives the options and what else is known of the file.
func (*config) Attr(t *python.Thread, name string) (python.Value, error) {
	r := host.Of(t)
	section := r.Section
	if section == "" {
		section = "alembic"
	}
	switch name {
	case "config_file_name":
		if r.ConfigFile == "" {
			return python.None, nil
		}
		return python.Str(r.ConfigFile), nil
	case "config_ini_section":
		return python.Str(section), nil
	case "attributes":
		return python.NewDict(), nil
	case "cmd_opts":
		return python.None, nil
	case "get_main_option":
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
			return getOption(t, mainSignature, c, "")
		}), nil
	case "get_section_option":
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
			return getOption(t, sectionSignature, c, "section")
		}), nil
	case "get_section":
		// What a whole section holds is for an engine, and there is none.
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
			return &python.Opaque{Reason: "a section of the configuration is read by applications, not by revisions", Path: "config.get_section()", Origin: c.Span}, nil
		}), nil
	case "set_main_option", "set_section_option":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return python.None, nil }), nil
	}
	return nil, nil
}

var (
	mainSignature    = python.ParseSignature("get_main_option", "name, default=None")
	sectionSignature = python.ParseSignature("get_section_option", "section, name, default=None")
)

func getOption(t *python.Thread, sig *python.Signature, c *python.Call, sectionParam string) (python.Value, error) {
	b, err := sig.Bind(c)
	if err != nil {
		return nil, err
	}
	name, err := b.Str("name")
	if err != nil {
		return nil, err
	}
	section := ""
	if sectionParam != "" {
		if section, err = b.Str(sectionParam); err != nil {
			return nil, err
		}
	}
	if r := host.Of(t); r.Option != nil {
		if v, ok := r.Option(section, name); ok {
			return python.Str(v), nil
		}
	}
	return b.Get("default"), nil
}
