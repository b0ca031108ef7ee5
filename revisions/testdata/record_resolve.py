"""Records what Alembic's own RevisionMap makes of random graphs and ranges.

Run it where Alembic is installed, from the folder of package revisions:

    python3 testdata/record_resolve.py 60 12 > testdata/alembic-resolve.json

The first number is how many graphs, the second how many ranges for each, an
optional third the seed. The output is the same for the same numbers. A range is
run as the upgrade, downgrade, stamp and history commands run it offline: START is
looked up as the migration context does, the steps go through HeadMaintainer.
"""

import json
import random
import signal
import sys
import warnings

from alembic.runtime import migration
from alembic.script import base
from alembic.script import revision as r

warnings.simplefilter("ignore")


class Script(r.Revision):
    """A revision whose file is empty."""

    class module:
        upgrade = None
        downgrade = None

    doc = ""


class Heads(migration.HeadMaintainer):
    """Keeps the rows and writes no statement."""

    def __init__(self, heads):
        self.heads = set(heads)

    def _insert_version(self, version):
        assert version not in self.heads
        self.heads.add(version)

    def _delete_version(self, version):
        self.heads.remove(version)

    def _update_version(self, from_, to_):
        assert to_ not in self.heads
        self.heads.remove(from_)
        self.heads.add(to_)


def scripts(graph):
    return [
        Script(n["id"], tuple(n["down"]) or None, tuple(n["deps"]) or None, tuple(n["labels"]) or None)
        for n in graph
    ]


def directory(graph):
    script = base.ScriptDirectory.__new__(base.ScriptDirectory)
    script.revision_map = r.RevisionMap(lambda: scripts(graph))
    return script


def error_class(error):
    """A word for each kind of error; crashes are those that Alembic does not mean."""
    cause = error.__cause__ if type(error).__name__ == "CommandError" and error.__cause__ else error
    text = str(cause)
    if isinstance(cause, r.CycleDetected):
        return "dependency cycle" if isinstance(cause, r.DependencyCycleDetected) else "cycle"
    if isinstance(cause, r.MultipleHeads):
        return "multiple heads"
    if isinstance(cause, r.RangeNotAncestorError):
        return "wrong target"
    if isinstance(cause, r.ResolutionError):
        if "Multiple revisions start" in text:
            return "ambiguous name"
        return "not on branch" if "not a member" in text else "unknown"
    if isinstance(cause, r.RevisionError):
        for sign, word in (
            ("Ambiguous", "ambiguous walk"),
            ("didn't produce", "too far"),
            ("Walked too far", "too far"),
            ("overlaps", "overlap"),
            ("Not a valid downgrade target", "wrong target"),
            ("already used", "label taken"),
        ):
            if sign in text:
                return word
    return "crash " + type(cause).__name__


def starting_rows(script, start):
    """What MigrationContext.get_current_heads makes of starting_rev."""
    return tuple(script.get_revision(s).revision for s in start if s != "base")


def run(script, case):
    start, target = case["start"], case["target"]
    if case["command"] == "history":
        revs = script.walk_revisions(base=start[0] if start else "base", head=target[0] if target else "heads")
        return {"revisions": sorted(rev.revision for rev in revs)}
    rows = starting_rows(script, start)
    heads = Heads(rows)
    if case["command"] == "upgrade":
        steps = script._upgrade_revs(target[0], rows)
    elif case["command"] == "downgrade":
        steps = script._downgrade_revs(target[0], rows)
    else:
        steps = script._stamp_revs(tuple(target), rows)
    out = {"revisions": sorted(s.revision.revision for s in steps if case["command"] != "stamp")}
    try:
        for step in steps:
            heads.update_to_step(step)
        out["end"] = sorted(heads.heads)
    except Exception as error:
        out["end_error"] = type(error).__name__
    return out


class Hang(Exception):
    """Alembic did not come back."""


def on_alarm(_signal, _frame):
    raise Hang


def outcome(attempt, *args):
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        return attempt(*args)
    except Exception as error:
        return {"error": error_class(error)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def facts(script):
    """What the graph itself is made of."""
    m = script.revision_map
    revs = [rev for key, rev in m._revision_map.items() if key and rev.revision == key]
    return {
        "heads": sorted(m.heads),
        "real_heads": sorted(m._real_heads),
        "bases": sorted(m.bases),
        "normalized_down": {rev.revision: sorted(rev._normalized_down_revisions) for rev in revs},
        "labels": {rev.revision: sorted(rev.branch_labels) for rev in revs},
    }


def random_graph(rnd):
    size = rnd.randint(1, 12)
    graph, used = [], set()
    for i in range(size):
        ids = [n["id"] for n in graph]
        while True:
            name = "".join(rnd.choice("abc") for _ in range(rnd.choice((2, 5, 6, 8))))
            if name not in used:
                used.add(name)
                break
        down = [] if not ids or rnd.random() < 0.12 else rnd.sample(ids[-4:], 1)
        if down and len(ids) > 2 and rnd.random() < 0.2:
            down = sorted(set(down + rnd.sample(ids[-5:], 1)))
        deps = rnd.sample(ids, 1) if ids and rnd.random() < 0.18 else []
        if ids and rnd.random() < 0.04:
            deps = sorted(set(deps + rnd.sample(ids, 1)))
        labels = [["left", "right", "side", "long-name"].pop(len(used) % 4)] if rnd.random() < 0.15 else []
        taken = {label for n in graph for label in n["labels"]}
        labels = [label for label in labels if label not in taken]
        known = sorted(taken)
        if known and rnd.random() < 0.05:
            deps = [rnd.choice(known)]
        graph.append({"id": name, "down": down, "deps": deps, "labels": labels})
    if size > 1 and rnd.random() < 0.08:
        one, other = rnd.sample(graph, 2)
        key = rnd.choice(("down", "deps"))
        one[key] = sorted(set(one[key] + [other["id"]]))
    rnd.shuffle(graph)
    return graph


def random_name(rnd, graph):
    node = rnd.choice(graph)["id"]
    return rnd.choice((node, node, node, node, node[:4], node[:3], node[:5], "zzzzzz"))


def random_spec(rnd, graph, relative=True):
    labels = [label for n in graph for label in n["labels"]] or ["left"]
    branch = rnd.choice(labels * 3 + [random_name(rnd, graph)])
    kind = rnd.randrange(14 if relative else 8)
    steps = rnd.choice("+-") + str(rnd.choice((1, 1, 1, 2, 3)))
    return {
        0: lambda: "base",
        1: lambda: "head",
        2: lambda: "heads",
        3: lambda: branch + "@head",
        4: lambda: branch + "@heads",
        5: lambda: branch + "@base",
        6: lambda: branch + "@" + random_name(rnd, graph),
        7: lambda: rnd.choice(labels),
        8: lambda: steps,
        9: lambda: branch + "@" + steps,
        10: lambda: random_name(rnd, graph) + steps,
        11: lambda: rnd.choice(("head", "heads", "base")) + steps,
        12: lambda: branch + "@head" + steps,
    }.get(kind, lambda: random_name(rnd, graph))()


def random_start(rnd, script, graph):
    if rnd.random() < 0.2:
        return []
    if rnd.random() < 0.25:
        return list(script.revision_map._real_heads)
    names = [n["id"] for n in graph]
    rows = rnd.sample(names, min(len(names), rnd.choice((1, 1, 1, 2, 3))))
    if rnd.random() < 0.05:
        return rows
    return [row for row in rows if not any(row in below(script, other) for other in rows if other != row)]


def below(script, row):
    m = script.revision_map
    return {rev.revision for rev in m._get_ancestor_nodes([m._revision_map[row]])}


def random_case(rnd, script, graph):
    command = rnd.choice(("upgrade",) * 4 + ("downgrade",) * 4 + ("stamp",) * 2 + ("history",))
    target = [random_spec(rnd, graph)]
    if command == "history":
        start = [random_spec(rnd, graph)] if rnd.random() < 0.7 else []
        target = target if rnd.random() < 0.6 else []
    else:
        start = random_start(rnd, script, graph)
    if command == "stamp":
        target = [random_spec(rnd, graph, relative=False) for _ in range(rnd.choice((1, 1, 1, 2)))]
    return {"command": command, "start": start, "target": target}


def picked():
    """A graph and ranges for what random ones seldom come to."""
    rows = (
        ("trunk", (), (), ()),
        ("left1", ("trunk",), (), ("left",)),
        ("left2", ("left1",), (), ()),
        ("dead1", ("left2",), (), ()),
        ("left3", ("left2",), (), ()),
        ("left4", ("left3",), (), ()),
        ("right1", ("trunk",), (), ("right",)),
        ("right2", ("right1",), ("trunk",), ()),
        ("dead2", ("right1",), ("right2",), ()),
    )
    graph = [dict(zip(("id", "down", "deps", "labels"), [row[0], *map(list, row[1:])])) for row in rows]
    cases = (
        ("downgrade", "left4", "left@-2"),
        ("downgrade", "dead1", "left@dead"),
        ("downgrade", "right2", "right1"),
        ("downgrade", "left4 right2", "-1"),
        ("downgrade", "right2", "left@right1"),
        ("downgrade", "left4 right2", "right@head"),
        ("downgrade", "left4", "right1"),
        ("downgrade", "left4 right2", "left@base"),
        ("downgrade", "left4 right2", "left@trunk"),
        ("stamp", "dead1 left3", "left@left4"),
        ("stamp", "left2 right1", "left2 right2"),
        ("stamp", "left2 right1", "left1 trunk"),
        ("stamp", "left2 right1", "base right2"),
        ("stamp", "left2 right1", "right@left4 head"),
        ("upgrade", "", "right@heads"),
        ("upgrade", "left2", "left1"),
        ("upgrade", "left2", "left@-1"),
        ("upgrade", "", "side@base"),
        ("history", "trun@base", ""),
        ("history", "-1", "left4"),
        ("history", "left3-1", "left4"),
        ("history", "left2", "left@left4"),
        ("history", "", "base-1"),
    )
    return graph, [{"command": c, "start": start.split(), "target": target.split()} for c, start, target in cases]


def recorded(graph, known, script, cases):
    for case in cases:
        case["want"] = outcome(run, script, case)
    return json.dumps({"graph": graph, "facts": known, "cases": cases}, sort_keys=True)


def main():
    signal.signal(signal.SIGALRM, on_alarm)
    graphs, ranges = int(sys.argv[1]), int(sys.argv[2])
    rnd = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    graph, cases = picked()
    script = directory(graph)
    lines = [recorded(graph, outcome(facts, script), script, cases)]
    for _ in range(graphs):
        graph = random_graph(rnd)
        script = directory(graph)
        known = outcome(facts, script)
        cases = [] if "error" in known else [random_case(rnd, script, graph) for _ in range(ranges)]
        lines.append(recorded(graph, known, script, cases))
    print("[\n" + ",\n".join(lines) + "\n]")


main()
