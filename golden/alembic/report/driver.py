"""Renders each revision of a project by itself, up and down, without a database.

Run as env.py. Application code is not installed here: what cannot be imported is
replaced by objects that do nothing, so that only the revision's own code counts.
"""
import ast
import contextlib
import datetime
import hashlib
import importlib.abc
import importlib.machinery
import inspect
import io
import json
import os
import random
import re
import signal
import sys
import time
import types
import uuid
import warnings

import alembic
import alembic.op
import sqlalchemy as sa
import sqlalchemy.ext.declarative
import sqlalchemy.orm
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from alembic.util.pyfiles import load_python_file

warnings.simplefilter("ignore")


class Stub:
    """Stands for whatever an absent library would give."""

    def __init__(self, name):
        self.__dict__["_name"] = name

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Stub(self._name + "." + name)

    def __call__(self, *args, **kw):
        # A decorator gives back what it decorates.
        if len(args) == 1 and not kw and callable(args[0]) and not isinstance(args[0], Stub):
            return args[0]
        return self

    def __mro_entries__(self, bases):
        return (object,)

    def __getitem__(self, key):
        return self

    def __iter__(self):
        return iter(())

    def __or__(self, other):
        return self

    __ror__ = __or__

    def __repr__(self):
        return "<absent %s>" % self._name


def stub_module(module):
    module.__dict__.setdefault("__path__", [])
    name = module.__name__

    def getter(attr):
        if attr.startswith("__") and attr.endswith("__"):
            raise AttributeError(attr)
        return Stub(name + "." + attr)

    module.__getattr__ = getter


class AbsentLoader(importlib.abc.Loader):
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        fill = KNOWN.get(module.__name__)
        if fill:
            module.__dict__.update(fill())
        stub_module(module)


class Absent(importlib.abc.MetaPathFinder):
    """The last finder: answers for what nobody has."""

    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        if top in sys.stdlib_module_names or top in ("alembic", "sqlalchemy", "mako"):
            return None
        return importlib.machinery.ModuleSpec(name, AbsentLoader(), is_package=True)


class Tolerant(importlib.abc.Loader):
    """Loads a module of the project; one that fails becomes a stub."""

    def __init__(self, loader):
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        try:
            self.loader.exec_module(module)
        except BaseException:
            stub_module(module)


class Project(importlib.abc.MetaPathFinder):
    def __init__(self, root):
        self.root = root

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec and spec.loader and spec.origin and spec.origin.startswith(self.root):
            spec.loader = Tolerant(spec.loader)
            return spec
        return None


def spec_type(name, text):
    def get_col_spec(self, **kw):
        return text(*self.args)

    def init(self, *args, **kw):
        self.args = args or tuple(kw.values())

    return type(name, (sa.types.UserDefinedType,), {"__init__": init, "get_col_spec": get_col_spec, "cache_ok": True})


def decorated(name, impl):
    return type(name, (sa.types.TypeDecorator,), {"impl": impl, "cache_ok": True})


def vectors():
    def sized(word):
        return lambda dim=None, *rest: word if dim is None else "%s(%d)" % (word, dim)

    names = {"Vector": "VECTOR", "VECTOR": "VECTOR", "HALFVEC": "HALFVEC", "SPARSEVEC": "SPARSEVEC"}
    return {k: spec_type(k, sized(v)) for k, v in names.items()}


class Settings(Stub):
    """The configuration of an application: the variables that were declared for both programs."""

    def __getitem__(self, key):
        return os.environ[key] if key in DECLARED else Stub("%s[%r]" % (self._name, key))

    def get(self, key, default=None):
        return os.environ[key] if key in DECLARED else default


def application():
    app = Stub("flask.current_app")
    app.__dict__["config"] = Settings("flask.current_app.config")
    return {"current_app": app}


DECLARED = set()


class Stopped(datetime.datetime):
    """A datetime whose clock shows the declared SOURCE_DATE_EPOCH, in UTC."""

    @classmethod
    def now(cls, tz=None):
        now = Original.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), tz or datetime.timezone.utc)
        return Original(*now.timetuple()[:6], tzinfo=tz and now.tzinfo)

    @classmethod
    def utcnow(cls):
        return cls.now()

    today = utcnow


Original = datetime.datetime
MADE = {"path": "", "count": 0}


def seeded():
    """A UUID as sqlplan makes it from the declared seed."""
    text = "%s\0%s\0%d" % (os.environ["SQLPLAN_UUID_SEED"], MADE["path"], MADE["count"])
    MADE["count"] += 1
    return uuid.UUID(bytes=hashlib.sha256(text.encode()).digest()[:16], version=4)


def declare(variables):
    """Gives the variables to the code: those that both programs know, and those that only sqlplan does."""
    DECLARED.update(variables)
    os.environ.update(variables)
    if "SOURCE_DATE_EPOCH" in variables:
        datetime.datetime = Stopped
    if "SQLPLAN_UUID_SEED" in variables:
        uuid.uuid4 = seeded
    if "TZ" in variables:
        time.tzset()


# The libraries of types that revisions import most, as far as their SQL goes.
KNOWN = {
    "pgvector.sqlalchemy": vectors,
    "sqlmodel": lambda: {"AutoString": decorated("AutoString", sa.String)},
    "sqlmodel.sql.sqltypes": lambda: {
        "AutoString": decorated("AutoString", sa.String),
        "GUID": decorated("GUID", sa.dialects.postgresql.UUID),
    },
    "flask": application,
    "citext": lambda: {"CIText": spec_type("CIText", lambda *a: "CITEXT")},
    "fastapi_users_db_sqlalchemy.generics": lambda: {"GUID": decorated("GUID", sa.dialects.postgresql.UUID)},
    "fastapi_users_db_sqlalchemy": lambda: {"GUID": decorated("GUID", sa.dialects.postgresql.UUID)},
}


class Timeout(Exception):
    pass


def alarm(*args):
    raise Timeout("takes longer than 10 seconds")


def metadata(env):
    """The target_metadata of the overlay's env.py, a plain assignment, with the functions of its convention."""
    scope = {"sa": sa}
    for node in ast.parse(open(env).read()).body:
        convention = isinstance(node, ast.FunctionDef)
        if convention or isinstance(node, ast.Assign) and node.targets[0].id == "target_metadata":
            exec(compile(ast.Module([node], []), env, "exec"), scope)
    return scope.get("target_metadata")


def identifier(path):
    """What the file says its revision is, without running it."""
    with open(path, "rb") as file:
        found = re.search(rb"(?m)^revision\b[^=\n]*=\s*[rub]*['\"]([^'\"]+)", file.read())
    return found.group(1).decode() if found else None


def call(function):
    """Calls upgrade() or downgrade(), with what an env.py may hand to it."""
    names = [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
    function(*[alembic.op if name == "op" else Stub(name) for name in names])


def render(job, config, script, path, direction):
    MADE.update(path=os.path.relpath(path, job["root"]), count=0)
    if "SQLPLAN_RANDOM_SEED" in job["vars"]:
        random.seed("%s\0%s" % (job["vars"]["SQLPLAN_RANDOM_SEED"], MADE["path"]))
    out = io.StringIO()
    result = {"revision": identifier(path), "direction": direction}
    signal.signal(signal.SIGALRM, alarm)
    signal.alarm(10)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            with EnvironmentContext(config, script, as_sql=True, starting_rev="base") as env:
                env.configure(
                    dialect_name=job["dialect"],
                    literal_binds=True,
                    dialect_opts={"paramstyle": "named"},
                    target_metadata=metadata(job["env"]),
                    **{name: Stub(name) for name in job["options"]},
                )
                with Operations.context(env.get_context()):
                    module = load_python_file(os.path.dirname(path), os.path.basename(path))
                    # What the file did while it was loaded is no part of the migration.
                    out.seek(0)
                    out.truncate()
                    call(getattr(module, direction))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        result["error"] = type(error).__name__ + ": " + str(error).split("\n")[0][:200]
    finally:
        signal.alarm(0)
    result["out"] = out.getvalue()
    return result


def files(folders):
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if name.endswith(".py") and identifier(path):
                yield path


def main():
    with open(os.environ["ALEMBICGOLDEN_JOBS"]) as jobs:
        lines = [json.loads(line) for line in jobs]
    with open(os.environ["ALEMBICGOLDEN_RESULTS"], "w") as results:
        results.write(json.dumps({"alembic": alembic.__version__}) + "\n")
        for job in lines:
            sys.path[:0] = job["path"]
            declare(job["vars"])
            sys.meta_path.insert(0, Project(job["root"]))
            sys.meta_path.append(Absent())
            os.chdir(job["root"])
            config = Config(job["ini"])
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                script = ScriptDirectory.from_config(config)
            # File by file: one that cannot be loaded must not hide the others.
            for path in files(job["versions"]):
                for direction in ("upgrade", "downgrade"):
                    results.write(json.dumps(render(job, config, script, path, direction)) + "\n")


main()
sys.stdout.flush()
os._exit(0)
