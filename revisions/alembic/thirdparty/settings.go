package thirdparty

import (
	"strings"

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
	"flask.current_app": &application{},
	// A migration runs outside of any request.
	"flask.has_request_context":       python.NewBuiltin("has_request_context", func(*python.Thread, *python.Call) (python.Value, error) { return python.False, nil }),
	"starlette.datastructures.Secret": secretClass,
	"starlette.config.Config":         python.NewBuiltin("Config", newReader),
	"decouple.config":                 python.NewBuiltin("config", readSetting),
	"environs.Env":                    python.NewBuiltin("Env", func(*python.Thread, *python.Call) (python.Value, error) { return &environsReader{}, nil }),
	"dotenv.load_dotenv":              python.NewBuiltin("load_dotenv", func(*python.Thread, *python.Call) (python.Value, error) { return python.False, nil }),
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

// secretClass is starlette's Secret: a text that only str() shows.
var secretClass = newSecretClass()

func newSecretClass() *python.Class {
	cls := python.NewClass("starlette.datastructures", "Secret")
	cls.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		if len(c.Args) != 1 || len(c.Kwargs) > 0 {
			return nil, t.Raise(python.TypeError, "Secret() takes one value")
		}
		text, ok := python.AsStr(c.Args[0])
		if !ok {
			return nil, t.Raise(python.TypeError, "Secret() takes a text")
		}
		return &secret{text}, nil
	}
	return cls
}

type secret struct{ text string }

// Class returns Secret.
func (*secret) Class() *python.Class { return secretClass }

// Str is the text itself.
func (s *secret) Str(*python.Thread) (string, error) { return s.text, nil }

// Repr hides it.
func (*secret) Repr(*python.Thread) (string, error) { return "Secret('**********')", nil }

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

var environsClass = python.NewClass("environs", "Env")

// environsReader is Env() of environs: env("NAME", default), env.int("NAME", default) ...
type environsReader struct{}

// Class returns Env.
func (*environsReader) Class() *python.Class { return environsClass }

var environsSignature = python.ParseSignature("env", "name, default=None, **kw")

// Call reads a setting as text.
func (*environsReader) Call(t *python.Thread, c *python.Call) (python.Value, error) {
	return environsSetting(t, c, nil)
}

// Attr gives read_env(), which reads a file that no run has, and the readers of
// types; of the rarer ones the values are not known.
func (*environsReader) Attr(t *python.Thread, name string) (python.Value, error) {
	convert, ok := environsTypes[name]
	switch {
	case name == "read_env":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return python.None, nil }), nil
	case !ok:
		return &python.Opaque{Reason: "sqlplan does not know environs.Env." + name, Origin: t.Span(), Path: "env." + name}, nil
	}
	return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) { return environsSetting(t, c, convert) }), nil
}

// environsTypes are the readers of types: what they make of a text.
var environsTypes = map[string]func(t *python.Thread, text string) (python.Value, error){
	"str": func(_ *python.Thread, text string) (python.Value, error) { return python.Str(text), nil },
	"int": func(t *python.Thread, text string) (python.Value, error) {
		return t.Call(python.IntClass, python.Str(text))
	},
	"bool": func(t *python.Thread, text string) (python.Value, error) {
		switch strings.ToLower(text) {
		case "1", "t", "true", "on", "y", "yes":
			return python.True, nil
		case "0", "f", "false", "off", "n", "no":
			return python.False, nil
		}
		return nil, t.Raise(python.ValueError, "Not a valid boolean.")
	},
	"list": func(_ *python.Thread, text string) (python.Value, error) {
		list := python.NewList()
		if text != "" {
			for _, part := range strings.Split(text, ",") {
				list.Elems = append(list.Elems, python.Str(strings.TrimSpace(part)))
			}
		}
		return list, nil
	},
}

func environsSetting(t *python.Thread, c *python.Call, convert func(*python.Thread, string) (python.Value, error)) (python.Value, error) {
	b, err := environsSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	name, err := b.Str("name")
	if err != nil {
		return nil, err
	}
	text, declared := t.Environ(name)
	switch {
	case declared && convert != nil:
		return convert(t, text)
	case !declared && b.Given("default"):
		return setting(t, name, b.Get("default")), nil
	}
	return setting(t, name, nil), nil
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
