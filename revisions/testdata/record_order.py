"""Records the order in which Alembic runs the revisions of random paths.

Run it where Alembic is installed, from the folder of package revisions:

    python3 testdata/record_order.py 300 > testdata/alembic-order.txt

The number is how many graphs, an optional second one the seed. The revisions are
real files with random names, since Alembic breaks ties by file name. One line for
each graph: its files as NAME=ID<PARENTS+DEPENDENCIES, and then its paths as
COMMAND START:TARGET=ORDER, an upgrade in the order in which it runs, a downgrade too.

Where a revision has several dependencies Alembic visits them in the order of a
Python set, which changes from run to run; here they are put in the order of the file.
"""

import logging
import os
import random
import sys
import tempfile
import warnings

from alembic.script import base
from alembic.script import revision as r

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

normalize = r.RevisionMap._normalize_depends_on


def in_file_order(self, revisions, map_):
    normalize(self, revisions, map_)
    for rev in revisions:
        kept = set(rev._normalized_resolved_dependencies)
        rev._normalized_resolved_dependencies = tuple(d for d in rev._resolved_dependencies if d in kept)


r.RevisionMap._normalize_depends_on = in_file_order


def random_graph(rnd):
    letters = "abcdefghijklmnopqrstuvwxyz"
    size = rnd.randint(2, 14)
    ids = rnd.sample(letters, size)
    names = rnd.sample([x + y for x in "0_Aaz-" for y in letters], size)
    wide = rnd.randint(1, 8)
    graph = []
    for i, id_ in enumerate(ids):
        known = ids[max(0, i - wide) : i]
        down, deps = [], []
        if known and rnd.random() > 0.12:
            down = rnd.sample(known, min(len(known), rnd.choice((1, 1, 1, 1, 2, 2, 3))))
        if i and rnd.random() < 0.2:
            deps = rnd.sample(ids[:i], min(i, rnd.choice((1, 1, 2))))
        graph.append((names[i], id_, down, deps))
    return graph


def directory(folder, graph):
    os.mkdir(os.path.join(folder, "versions"))
    for name, id_, down, deps in graph:
        with open(os.path.join(folder, "versions", name + ".py"), "w") as f:
            f.write("revision = %r\ndown_revision = %r\ndepends_on = %r\n" % (id_, tuple(down), tuple(deps)))
            f.write("def upgrade(): pass\ndef downgrade(): pass\n")
    return base.ScriptDirectory(folder)


def paths(rnd, script, graph):
    """All upgrades and downgrades with one START and one target, and a few with several rows."""
    ids = sorted(id_ for _, id_, _, _ in graph)
    yield "u", (), "heads"
    heads = script.revision_map._real_heads
    yield "d", tuple(sorted(heads)), "base"
    for _ in range(10):
        yield "u", rnd.choice(((), (rnd.choice(ids),))), rnd.choice(ids + ["heads"] * 4)
        start = rnd.choice(((rnd.choice(ids),), tuple(sorted(heads)), tuple(sorted(rnd.sample(ids, 2)))))
        yield "d", start, rnd.choice(ids + ["base"] * 4)


def run(script, command, start, target):
    try:
        if len(start) > 1:
            list(script.revision_map._get_ancestor_nodes(script.get_revisions(start), check=True))
        steps = script._upgrade_revs(target, start) if command == "u" else script._downgrade_revs(target, start)
        return "".join(s.revision.revision for s in steps)
    except (base.util.CommandError, r.RevisionError):
        return ""


def main():
    rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for _ in range(int(sys.argv[1])):
        graph = random_graph(rnd)
        with tempfile.TemporaryDirectory() as folder:
            script = directory(folder, graph)
            words = ["%s=%s<%s+%s" % (n, i, "".join(d), "".join(p)) for n, i, d, p in graph]
            seen = set()
            for command, start, target in paths(rnd, script, graph):
                order = run(script, command, start, target)
                if len(order) > 2 and (command, start, target) not in seen:
                    seen.add((command, start, target))
                    words.append("%s %s:%s=%s" % (command, ",".join(start), target, order))
        print("; ".join(words))


main()
