import importlib
import importlib.metadata
from importlib.metadata import EntryPoint, EntryPoints, PackageNotFoundError

out = []
json = importlib.import_module("json")
out.append(repr((json.dumps([1]), importlib.import_module("os.path").join("a", "b"),)))

a = EntryPoint(name="a", value="shop.plugins:A.make [x, y]", group="shop")
b = EntryPoint("b", "json", "other")
out.append(repr((a.module, a.attr, a.extras, b.module, repr(b.attr), b.extras,)))
out.append(repr((a.matches(group="shop"), a.matches(group="shop", name="b"), a < b, a == EntryPoint("a", "shop.plugins:A.make [x, y]", "shop"),)))
out.append(repr((b, b.load().loads("2"), EntryPoint("c", "json:dumps", "g").load()(3),)))
every = EntryPoints([a, b])
out.append(repr((len(every), every.names == {"a", "b"}, sorted(every.groups), list(every.select(group="other")), every["a"].name, len({a, a}),)))
out.append(repr(([p.name for p in EntryPoints(sorted(every, key=lambda p: p.group))], EntryPoints().names,)))
try:
    every["c"]
except KeyError as e:
    out.append(repr(("KeyError", e,)))
out.append(repr((issubclass(PackageNotFoundError, ImportError), importlib.metadata.EntryPoint is EntryPoint,)))
