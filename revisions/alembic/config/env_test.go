package config

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

const usualEnv = `from logging.config import fileConfig
from sqlalchemy import engine_from_config, pool
from alembic import context
%s
config = context.config
target_metadata = None


def run_migrations_offline() -> None:
    url = config.get_main_option("sqlalchemy.url")
    context.configure(
        url=url, target_metadata=target_metadata, literal_binds=True, dialect_opts={"paramstyle": "named"},%s
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata,%s)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
`

// readEnv reads env.py in a project with the other files.
func readEnv(t *testing.T, env string, opts Options, files ...string) (*Env, source.Diagnostics) {
	t.Helper()
	all := append([]string{"alembic.ini", "[alembic]\nscript_location = db\nprepend_sys_path = .\nmy.schema = audit\n", "db/env.py", env, "db/versions/1.py", ""}, files...)
	p, diags := Read(project(all...), Files{Ini: "alembic.ini"}, opts)
	if p == nil {
		t.Fatal(heads(diags))
	}
	return p.Env()
}

// summary writes what an Env says in one line.
func summary(e *Env) string {
	var parts []string
	add := func(name string, value any) { parts = append(parts, fmt.Sprintf("%s=%v", name, value)) }
	for _, f := range []struct {
		name string
		text *Text
	}{{"table", e.VersionTable}, {"schema", e.VersionTableSchema}, {"style", e.ParamStyle}, {"mssql", e.MssqlBatchSeparator}, {"oracle", e.OracleBatchSeparator}} {
		if f.text != nil {
			add(f.name, f.text.Value)
		}
	}
	for _, f := range []struct {
		name string
		flag *bool
	}{{"pk", e.VersionTablePK}, {"per", e.TransactionPerMigration}, {"ddl", e.TransactionalDDL}, {"binds", e.LiteralBinds}, {"schemas", e.IncludeSchemas}, {"batch", e.RenderAsBatch}} {
		if f.flag != nil {
			add(f.name, *f.flag)
		}
	}
	for _, s := range e.StartingRev {
		add("start", s.Value)
	}
	for _, c := range e.NamingConvention {
		add(c.Key.Value, c.Format.Value)
	}
	for _, p := range e.Parameters {
		add("param", p.Name)
	}
	if e.URL.Dialect != "" {
		add("dialect", strings.TrimSuffix(e.URL.Dialect+"+"+e.URL.Driver, "+"))
	}
	return strings.Join(parts, " ")
}

const common = "style=named binds=true"

func TestConfigureArguments(t *testing.T) {
	settings := []string{"app/__init__.py", "", "app/settings.py", "import os\nSCHEMA = 'app' + '_x'\nTABLE = f'{SCHEMA}_version'\nclass Base:\n    other = 'o'\nclass S(Base):\n    schema = 's'\nsettings = S()\n" +
		"class E:\n    schema = os.environ.get('SCHEMA', 'fallback')\n"}
	tests := []struct {
		name, imports, args, online, want string
		notes                             []string
	}{
		{name: "usual", want: common},
		{name: "literals", args: "version_table='v', version_table_schema='s', version_table_pk=False, transaction_per_migration=True, transactional_ddl=False, include_schemas=True",
			online: "version_table='v', version_table_schema='s', version_table_pk=False, transaction_per_migration=True, transactional_ddl=False",
			want:   "table=v schema=s style=named pk=false per=true ddl=false binds=true schemas=true"},
		{name: "constants", imports: "T = 'v' '1'\nS = T", args: "version_table=T, version_table_schema=S, starting_rev=['a', 'b'], oracle_batch_separator='go', mssql_batch_separator='X'",
			online: "version_table=T, version_table_schema=S, starting_rev=['a', 'b'], oracle_batch_separator='go', mssql_batch_separator='X'",
			want:   "table=v1 schema=v1 style=named mssql=X oracle=go binds=true start=a start=b"},
		{name: "of the ini", args: "version_table_schema=config.get_main_option('my.schema'), version_table=config.get_main_option('nothing', 'v'), transactional_ddl=config.get_section_option('alembic', 'nothing')",
			online: "version_table_schema=config.get_main_option('my.schema'), version_table=config.get_main_option('nothing', 'v')", want: "table=v schema=audit " + common,
			notes: nil},
		{name: "a dict", imports: "OPTS = {'version_table': 'v', **dict(version_table_schema='s')}\ndef more():\n    return {'include_schemas': True}", args: "**OPTS, **more()", online: "**OPTS",
			want: "table=v schema=s style=named binds=true schemas=true"},
		{name: "of a module", imports: "from app.settings import SCHEMA as S, settings\nfrom app import settings as m", args: "version_table_schema=S, version_table=m.TABLE", online: "version_table_schema=S, version_table=m.TABLE",
			want: "table=app_x_version schema=app_x " + common},
		{name: "of a class", imports: "from app.settings import settings, E", args: "version_table_schema=settings.schema, version_table=settings.other", online: "version_table_schema=settings.schema, version_table=settings.other",
			want: "table=o schema=s " + common},
		{name: "environment", imports: "import os\nfrom os import getenv", args: "version_table_schema=os.environ['KNOWN'], version_table=getenv('UNKNOWN', 'v')", online: "version_table_schema=os.environ['KNOWN'], version_table=getenv('UNKNOWN', 'v')",
			want: "table=v schema=known " + common, notes: []string{"db/env.py:14:74: note SP465: env.py reads the environment variable UNKNOWN, which is not declared: its default is assumed"}},
		{name: "-x", args: "version_table_schema=context.get_x_argument(as_dictionary=True).get('tenant', 'none')", online: "version_table_schema=context.get_x_argument(as_dictionary=True).get('tenant', 'none')",
			want: "schema=t1 " + common},
		{name: "unknown", imports: "from elsewhere import X", args: "version_table=X.y, version_table_schema=compute()", online: "version_table=X.y, version_table_schema=compute()", want: common, notes: []string{
			"db/env.py:13:0: note SP462: the value of version_table cannot be read from env.py: alembic_version is assumed",
			"db/env.py:13:0: note SP462: the value of version_table_schema cannot be read from env.py: none is assumed"}},
		{name: "differs", args: "version_table='a'", online: "version_table='b', transaction_per_migration=True", want: "table=a " + common, notes: []string{
			"db/env.py:22:0: note SP463: env.py configures version_table here, and offline mode, which is what --sql does, otherwise",
			"db/env.py:22:0: note SP463: env.py configures transaction_per_migration here, and offline mode, which is what --sql does, otherwise"}},
		{name: "unknown dict", imports: "from elsewhere import OPTS", args: "**OPTS", want: common, notes: []string{
			"db/env.py:13:0: note SP462: these arguments of context.configure cannot be read from env.py: Alembic's defaults are assumed for them"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			opts := Options{X: []string{"tenant=t1"}, Environ: func(name string) (string, bool) { return "known", name == "KNOWN" }}
			e, diags := readEnv(t, fmt.Sprintf(usualEnv, test.imports, test.args, test.online), opts, settings...)
			if got := summary(e); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			// Lines move with the imports, and are not what this is about.
			message := func(s string) string { _, m, _ := strings.Cut(s, ": "); return m }
			var got, want []string
			for _, h := range heads(diags) {
				got = append(got, message(h))
			}
			for _, h := range test.notes {
				want = append(want, message(h))
			}
			slices.Sort(got)
			slices.Sort(want)
			if got = slices.Compact(got); !slices.Equal(got, want) {
				t.Errorf("diagnostics %q, want %q", heads(diags), test.notes)
			}
		})
	}
}

func TestDialect(t *testing.T) {
	tests := []struct{ name, env, want string }{
		{"dialect_name", "from alembic import context\ncontext.configure(dialect_name='mysql')\n", "mysql"},
		{"literal url", "from alembic import context\ncontext.configure(url='postgresql+psycopg://u:p@h')\n", "postgresql+psycopg"},
		{"name of a url", "from alembic import context\nURL = 'postgres://h'\ndef f():\n    u = URL\n    context.configure(url=u)\n", "postgresql"},
		{"f-string", "from alembic import context\nfrom x import u\ncontext.configure(url=f'postgresql://{u}@h')\n", "postgresql"},
		{"concatenation", "from alembic import context\nfrom x import u\ncontext.configure(url='mysql+pymysql://' + u)\n", "mysql+pymysql"},
		{"function", "from alembic import context\nimport os\ndef get_url():\n    user = os.getenv('U', 'x')\n    if user:\n        return f'postgresql://{user}@h'\n    return ''\ncontext.configure(url=get_url())\n", "postgresql"},
		{"default of the environment", "from alembic import context\nimport os\ncontext.configure(url=os.environ.get('URL', 'postgresql://h'))\n", "postgresql"},
		{"or", "from alembic import context\nimport os\ncontext.configure(url=os.getenv('URL') or 'sqlite:///x')\n", "sqlite"},
		{"declared environment", "from alembic import context\nimport os\ncontext.configure(url=os.environ['DATABASE_URL'])\n", "mariadb"},
		{"set_main_option", "from alembic import context\nconfig = context.config\nfrom x import u\nconfig.set_main_option('sqlalchemy.url', f'postgresql+asyncpg://{u}')\ncontext.configure(url=config.get_main_option('sqlalchemy.url'))\n", "postgresql+asyncpg"},
		{"settings of pydantic", "from alembic import context\nfrom app.core import settings\ndef get_url():\n    return str(settings.SQLALCHEMY_DATABASE_URI)\ncontext.configure(url=get_url())\n", "postgresql+psycopg"},
		{"type of a setting", "from alembic import context\nfrom app.core import settings\ncontext.configure(url=str(settings.URL))\n", "mysql"},
		{"URL.create", "from alembic import context\nfrom sqlalchemy import URL\ncontext.configure(url=URL.create('postgresql+pg8000', host='h'))\n", "postgresql+pg8000"},
		{"mentioned", "from alembic import context\nx = make('mysql+mysqldb://')\ncontext.configure(connection=x)\n", "mysql+mysqldb"},
		{"driver", "import asyncpg\nfrom alembic import context\ncontext.configure(connection=x)\n", "postgresql"},
		{"dialect module", "from sqlalchemy.dialects import postgresql\nfrom alembic import context\ncontext.configure(connection=x)\n", "postgresql"},
		{"nothing", "from alembic import context\ncontext.configure(connection=x)\n", ""},
		{"circles", "from alembic import context\na = b\nb = a\ncontext.configure(url=a)\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e, diags := readEnv(t, test.env, Options{Environ: func(name string) (string, bool) { return "mariadb://u:p@h", name == "DATABASE_URL" }},
				"app/core.py", "class Settings(BaseSettings):\n    URL: MySQLDsn | None\n    @property\n    def SQLALCHEMY_DATABASE_URI(self):\n        return PostgresDsn.build(scheme='postgresql+psycopg', host=self.H)\nsettings = Settings()\n")
			if got := strings.TrimSuffix(e.URL.Dialect+"+"+e.URL.Driver, "+"); got != test.want {
				t.Errorf("got %s, want %s; %q", got, test.want, heads(diags))
			}
		})
	}
}

func TestNamingConvention(t *testing.T) {
	const nc = "{'ix': 'ix_%(column_0_label)s', 'pk': 'pk_%(table_name)s'}"
	const want = "ix=ix_%(column_0_label)s pk=pk_%(table_name)s"
	tests := []struct {
		name, env string
		files     []string
		want      string
		notes     int
	}{
		{name: "in env.py", env: "from sqlalchemy import MetaData\ntarget_metadata = MetaData(naming_convention=" + nc + ")\n", want: want},
		{name: "declarative base", env: "from app.db import Base\ntarget_metadata = Base.metadata\n",
			files: []string{"app/db.py", "NC = " + nc + "\nmetadata = MetaData(naming_convention=NC)\nBase = declarative_base(metadata=metadata)\n"}, want: want},
		{name: "class", env: "from app.db import Base\ntarget_metadata = Base.metadata\n",
			files: []string{"app/db.py", "from app.meta import metadata as m\nclass Base(DeclarativeBase):\n    metadata = m\n", "app/meta.py", "metadata = MetaData(schema='x', naming_convention=" + nc + ")\n"}, want: want},
		{name: "through packages", env: "from app.models import Base\ntarget_metadata = Base.metadata\n",
			files: []string{"app/models/__init__.py", "from .base import *\nfrom .user import User\n", "app/models/base.py", "from ..meta import metadata\nclass Mixin(DeclarativeBase):\n    metadata = metadata\nclass Base(Mixin):\n    pass\n",
				"app/meta.py", "metadata = MetaData(naming_convention=dict(ix='ix_%(column_0_label)s', pk='pk_%(table_name)s'))\n"}, want: want},
		{name: "flask-sqlalchemy", env: "from app import db\ntarget_metadata = db.metadata\n",
			files: []string{"app/__init__.py", "db = SQLAlchemy(metadata=MetaData(naming_convention=" + nc + "))\n"}, want: want},
		{name: "assigned later", env: "from sqlmodel import SQLModel\nSQLModel.metadata.naming_convention = " + nc + "\ntarget_metadata = SQLModel.metadata\n", want: want},
		{name: "none", env: "from app.db import Base\ntarget_metadata = Base.metadata\n", files: []string{"app/db.py", "class Base(DeclarativeBase):\n    pass\n"}},
		{name: "flask-migrate finds the only one", env: "from flask import current_app\ntarget_metadata = current_app.extensions['migrate'].db.metadata\n",
			files: []string{"shop/db.py", "metadata = MetaData(naming_convention=" + nc + ")\n"}, want: want, notes: 1},
		{name: "flask-migrate without any", env: "from flask import current_app\ntarget_metadata = current_app.extensions['migrate'].db.metadata\n"},
		{name: "two to choose from", env: "target_metadata = find()\n",
			files: []string{"a.py", "m = MetaData(naming_convention=" + nc + ")\n", "b.py", "m = MetaData(naming_convention={})\n"}, notes: 1},
		{name: "a function in it", env: "from sqlalchemy import MetaData\ntarget_metadata = MetaData(naming_convention={'a': make, 'pk': 'pk_%(table_name)s'})\n", want: "pk=pk_%(table_name)s", notes: 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e, diags := readEnv(t, "from alembic import context\n"+test.env+"context.configure(url='', target_metadata=target_metadata)\n", Options{}, test.files...)
			e.URL = URL{}
			if got := summary(e); got != test.want || len(diags) != test.notes {
				t.Errorf("got  %s %q\nwant %s", got, heads(diags), test.want)
			}
		})
	}
}

func TestEnvNotes(t *testing.T) {
	e, diags := readEnv(t, "from alembic import context\ncontext.configure(url='sqlite://')\n"+
		"def run(connection):\n    connection.execute(text('SET search_path TO x'))\n    context.run_migrations(engine_name='e', op=make())\n", Options{})
	want := []string{"db/env.py:4:5: note SP464: env.py executes a statement of its own, which is not part of the script"}
	if got := heads(diags); !slices.Equal(got, want) || summary(e) != "param=engine_name param=op dialect=sqlite" || e.Parameters[1].Value != nil {
		t.Errorf("got %q %s", got, summary(e))
	}
	for _, test := range []struct{ env, want string }{
		{"from alembic import context\n", "db/env.py:1:1: note SP466: env.py holds no call of context.configure that can be read"},
		{"def f(:\n", "db/env.py:1:"},
	} {
		if _, diags := readEnv(t, test.env, Options{}); len(diags) != 1 || !strings.HasPrefix(diags[0].Head(), test.want) || diags.HasErrors() {
			t.Errorf("%q: got %q, want %s", test.env, heads(diags), test.want)
		}
	}
}

// TestOptions: what revisions find in op.get_context().opts, of offline mode first.
func TestOptions(t *testing.T) {
	usual := "url literal_binds=true tenant=sa connection profile"
	for _, test := range []struct {
		more, want string
		open       bool
	}{
		{want: usual},
		{more: ", **{'x': 1}", want: "url literal_binds=true tenant=sa x=other connection profile"},
		{more: ", **elsewhere()", want: usual, open: true},
		{more: ", **current_app.extensions['migrate'].configure_args", want: usual, open: true},
	} {
		e, _ := readEnv(t, "from alembic import context\ndef offline():\n    context.configure(url=make(), literal_binds=True, tenant='a'"+test.more+
			")\ndef online():\n    context.configure(connection=c, tenant='b', profile=find())\n", Options{})
		var list []string
		for _, o := range e.Options {
			text := o.Name
			if o.Value != nil {
				text += "=" + spelled(o.Value)
			}
			list = append(list, text)
		}
		if got := strings.Join(list, " "); got != test.want || e.OptionsOpen != test.open {
			t.Errorf("%s: got %s, open %v", test.more, got, e.OptionsOpen)
		}
	}
	if e, _ := readEnv(t, "from alembic import context\n", Options{}); !e.OptionsOpen {
		t.Error("the options of an env.py that cannot be read are not known")
	}
}

// TestEnvCredentials makes sure that no password of env.py is shown.
func TestEnvCredentials(t *testing.T) {
	_, diags := readEnv(t, "from alembic import context\nURL = 'postgresql://u:hunter2@h/d'; context.configure(url=URL, version_table=f(URL))\n", Options{})
	for _, d := range diags {
		var out strings.Builder
		if d.Format(&out, nil); strings.Contains(out.String(), "hunter2") {
			t.Error(out.String())
		}
	}
	if len(diags) == 0 {
		t.Error("nothing is said about version_table")
	}
}

func FuzzIni(f *testing.F) {
	f.Add("[alembic]\nscript_location = %(here)s/a\n  b\n[x]\n")
	f.Add("[DEFAULT]\na = %(a)s\n[alembic]\nscript_location:%(a)s")
	f.Fuzz(func(t *testing.T, text string) {
		p, diags := Read(project("alembic.ini", text, "a/env.py", "", "a/versions/1.py", ""), Files{Ini: "alembic.ini"}, Options{})
		if p == nil && !diags.HasErrors() {
			t.Error("no project, and no error")
		}
		for _, d := range diags {
			d.Format(&strings.Builder{}, nil)
		}
	})
}
