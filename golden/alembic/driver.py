"""The env.py that renders many jobs in one Python process.

Run by any alembic executable, whatever Python and SQLAlchemy it has. Reads jobs as
JSON, one a line, from ALEMBICGOLDEN_JOBS and writes one result for each to
ALEMBICGOLDEN_RESULTS.
"""
import contextlib
import io
import json
import os
import sys
import traceback
import types
import warnings

import alembic
import alembic.command
import alembic.config
import sqlalchemy

warnings.simplefilter("ignore")


def main():
    with open(os.environ["ALEMBICGOLDEN_JOBS"]) as jobs:
        with open(os.environ["ALEMBICGOLDEN_RESULTS"], "w") as results:
            versions = {"alembic": alembic.__version__, "sqlalchemy": sqlalchemy.__version__}
            results.write(json.dumps(versions) + "\n")
            for line in jobs:
                results.write(json.dumps(run(json.loads(line))) + "\n")


def run(job):
    """Renders one job as the command line would, and keeps what it prints."""
    out = io.StringIO()
    result = {}
    modules, path, directory = set(sys.modules), list(sys.path), os.getcwd()
    try:
        os.chdir(job["dir"])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            config = alembic.config.Config(
                "alembic.ini", cmd_opts=types.SimpleNamespace(x=job.get("x") or None)
            )
            # The command line does this itself.
            sys.path[:0] = [p for p in [config.get_main_option("prepend_sys_path")] if p]
            command = getattr(alembic.command, job["command"])
            command(config, job["range"], sql=True)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        result["error"] = type(error).__name__
        result["message"] = str(error)
        result["trace"] = traceback.format_exc()
    finally:
        os.chdir(directory)
        sys.path[:] = path
        # What a job imported from its own folder must not be seen by the next.
        for name in set(sys.modules) - modules:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if file.startswith(os.path.abspath(job["dir"])):
                del sys.modules[name]
    result["out"] = out.getvalue()
    return result


main()
sys.stdout.flush()
# The surrounding command has nothing left to do.
os._exit(0)
