"""Record what SQLAlchemy makes of the expressions in exprs.json for PostgreSQL.

Run with a Python that has SQLAlchemy 2.0: record_exprs.py writes the "sql" of
every case again. A doubled percent sign, which SQLAlchemy writes for the driver,
is halved: that is one of the faults that are not copied.
"""
import json, pathlib, warnings

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
setup = (here / "exprs_setup.py").read_text()
cases = json.loads((here / "exprs.json").read_text())
from sqlalchemy.engine.url import make_url

dialect = make_url("postgresql://").get_dialect()()
for c in cases:
    names = {}
    exec(setup, names)
    exec(c.get("do", ""), names)
    c["sql"] = str(eval(c["expr"], names).compile(dialect=dialect, compile_kwargs={"literal_binds": True})).replace("%%", "%")
(here / "exprs.json").write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
