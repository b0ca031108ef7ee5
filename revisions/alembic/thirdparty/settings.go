package thirdparty

import (
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Settings of applications are read through libraries. Their values are the
// declared variables, as those of os.environ are; one that nobody has declared is
// not known.

// CodeSetting notes that a default stands in for a setting that is not declared.
const CodeSetting = "SP489"

// settingNames are the libraries' names, by module.
var settingNames = map[string]python.Value{
	"flask.current_app":       &application{},
	"starlette.config.Config": python.NewBuiltin("Config", newReader),
	"decouple.config":         python.NewBuiltin("config", readSetting),
	"environs.Env":            python.NewBuiltin("Env", newReader),
	"dotenv.load_dotenv":      python.NewBuiltin("load_dotenv", func(*python.Thread, *python.Call) (python.Value, error) { return python.False, nil }),
}

// setting is the declared variable of a name; else the default, if there is one.
func setting(t *python.Thread, name string, fallback python.Value) python.Value {
	if v, ok := t.Environ(name); ok {
		return python.Str(v)
	}
	if fallback != nil {
		t.Note(source.Note, CodeSetting, "the setting %s is read but not declared; its default is used, unless sqlplan.toml declares it under [vars]", name)
		return fallback
	}
	return &python.Opaque{Reason: "the application's setting " + name + " is not declared: say it under [vars] in sqlplan.toml, or with --var " + name + "=VALUE",
		Origin: t.Span(), Path: "settings." + name}
}

var (
	applicationClass = python.NewClass("flask", "Flask")
	settingsClass    = python.NewClass("flask.config", "Config")
	readSignature    = python.ParseSignature("config", "name, cast=None, default=None, **kw")
)

// application is flask.current_app.
type application struct{}

// Class returns Flask.
func (*application) Class() *python.Class { return applicationClass }

// Attr gives the configuration; anything else needs the running application.
func (*application) Attr(t *python.Thread, name string) (python.Value, error) {
	if name == "config" {
		return &settings{}, nil
	}
	return &python.Opaque{Reason: "the application does not run", Origin: t.Span(), Path: "flask.current_app." + name}, nil
}

// settings is the configuration of an application.
type settings struct{}

// Class returns Config.
func (*settings) Class() *python.Class { return settingsClass }

// Index gives a setting.
func (*settings) Index(t *python.Thread, key python.Value) (python.Value, error) {
	name, ok := python.AsStr(key)
	if !ok {
		return nil, t.Raise(python.TypeError, "the name of a setting must be a str")
	}
	return setting(t, name, nil), nil
}

// Attr gives get(), which has a default.
func (s *settings) Attr(_ *python.Thread, name string) (python.Value, error) {
	if name != "get" {
		return nil, nil
	}
	return python.NewBuiltin("get", func(t *python.Thread, c *python.Call) (python.Value, error) {
		if len(c.Args) == 0 {
			return nil, t.Raise(python.TypeError, "get expected at least 1 argument, got 0")
		}
		name, ok := python.AsStr(c.Args[0])
		if !ok {
			return nil, t.Raise(python.TypeError, "the name of a setting must be a str")
		}
		if len(c.Args) > 1 {
			return setting(t, name, c.Args[1]), nil
		}
		return setting(t, name, nil), nil
	}), nil
}

// newReader is Config(".env"): a function that reads settings by name.
func newReader(*python.Thread, *python.Call) (python.Value, error) {
	return python.NewBuiltin("config", readSetting), nil
}

func readSetting(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := readSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	name, err := b.Str("name")
	if err != nil {
		return nil, err
	}
	var fallback python.Value
	if b.Given("default") {
		fallback = b.Get("default")
	}
	v := setting(t, name, fallback)
	if _, text := v.(python.Str); text && b.Given("cast") && b.Get("cast") != python.None {
		return t.Call(b.Get("cast"), v)
	}
	return v, nil
}
