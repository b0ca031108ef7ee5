package thirdparty_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/alembic/thirdparty"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestSettings reads declared variables through the libraries that applications use.
func TestSettings(t *testing.T) {
	for _, test := range []struct{ name, code, want, note string }{
		{"flask", "from flask import current_app\nx = current_app.config['HOME']", "here", ""},
		{"flask get", "import flask\nx = flask.current_app.config.get('HOME', 'there')", "here", ""},
		{"flask default", "from flask import current_app as a\nx = a.config.get('AWAY', 'there')", "there", "AWAY"},
		{"starlette", "from starlette.config import Config\nconfig = Config('.env')\nx = config('HOME', default='there')", "here", ""},
		{"starlette secret", "from starlette.config import Config\nfrom starlette.datastructures import Secret\nv = Config()('HOME', cast=Secret)\nx = str(v) + repr(v)", "hereSecret('**********')", ""},
		{"decouple cast", "from decouple import config\nx = str(config('COUNT', cast=int) + 1)", "8", ""},
		{"decouple default", "from decouple import config\nx = config('AWAY', default='there')", "there", "AWAY"},
		{"environs", "from environs import Env\nenv = Env()\nenv.read_env()\nx = str([env('HOME'), env.str('HOME', 'a'), env.int('COUNT'), env.bool('AWAY', True), env.list('HOME')])", "['here', 'here', 7, True, ['here']]", "AWAY"},
		{"request", "from flask import has_request_context\nx = str(has_request_context())", "False", ""},
		{"dotenv", "from dotenv import load_dotenv\nx = str(load_dotenv())", "False", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, notes, err := setting(t, test.code)
			if err != nil || got != test.want || (test.note == "") != (notes == "") || !strings.Contains(notes, test.note) {
				t.Errorf("%q, notes %q, %v", got, notes, err)
			}
		})
	}
	_, _, err := setting(t, "from flask import current_app\nx = 'at ' + current_app.config['AWAY']\nlen(x)")
	var unknown *python.Unresolved
	if !errors.As(err, &unknown) || !strings.Contains(unknown.Value.Reason, "--var AWAY=VALUE") {
		t.Errorf("a setting that nobody has declared: %v", err)
	}
}

// setting runs code and returns the text of x, and what was noted.
func setting(t *testing.T, code string) (x, notes string, err error) {
	t.Helper()
	declared := map[string]string{"HOME": "here", "COUNT": "7"}
	in := python.New(python.Options{
		Environ: func(name string) (string, bool) { v, ok := declared[name]; return v, ok },
		Notes:   func(_ source.Severity, _, message string, _ source.Span) { notes += message },
		Modules: func(name string) (*python.Module, bool) {
			if !thirdparty.Hosted(name) {
				return nil, false
			}
			m := python.NewModule(name)
			m.Getter = func(t *python.Thread, attr string) (python.Value, error) {
				if v, ok := thirdparty.Lookup(name, attr); ok {
					return v, nil
				}
				return nil, nil
			}
			return m, true
		},
	})
	f, diags := python.Parse(source.NewFile("t.py", code))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	m, err := in.RunFile(f, "t")
	if err != nil {
		return "", notes, err
	}
	v, _ := m.Get("x")
	x, _ = python.AsStr(v)
	return x, notes, nil
}
