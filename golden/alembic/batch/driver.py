"""The env.py that upgrades many SQLite databases in one Python process.

Reads jobs as JSON, one a line, from ALEMBICGOLDEN_JOBS and writes one result for each
to ALEMBICGOLDEN_RESULTS. Each job is a folder with an alembic.ini and an env.py of its own.
"""
import contextlib
import io
import json
import os
import sys
import warnings

import alembic
import alembic.command
import alembic.config

warnings.simplefilter("ignore")


def main():
    with open(os.environ["ALEMBICGOLDEN_JOBS"]) as jobs:
        with open(os.environ["ALEMBICGOLDEN_RESULTS"], "w") as results:
            results.write(json.dumps({"alembic": alembic.__version__}) + "\n")
            for line in jobs:
                results.write(json.dumps(run(json.loads(line)["dir"])) + "\n")


def run(directory):
    before = os.getcwd()
    os.chdir(directory)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            alembic.command.upgrade(alembic.config.Config("alembic.ini"), "head")
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return {"error": type(error).__name__ + ": " + str(error)}
    finally:
        os.chdir(before)
    return {"error": ""}


main()
sys.stdout.flush()
# The surrounding command has nothing left to do.
os._exit(0)
