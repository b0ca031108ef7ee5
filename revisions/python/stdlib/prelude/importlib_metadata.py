"""Entry points as values. Which of them are installed, nobody can know here."""
import re


class PackageNotFoundError(ModuleNotFoundError):
    pass


class EntryPoint:
    _value = re.compile(r"([\w.]+)\s*(?::\s*([\w.]+)\s*)?(?:\[(.*)\]\s*)?$")

    def __init__(self, name, value, group):
        self.name, self.value, self.group = name, value, group

    def _part(self, number):
        return self._value.match(self.value).group(number)

    @property
    def module(self):
        return self._part(1)

    @property
    def attr(self):
        return self._part(2)

    @property
    def extras(self):
        return re.findall(r"\w+", self._part(3) or "")

    def load(self):
        import importlib

        loaded = importlib.import_module(self.module)
        for name in filter(None, (self.attr or "").split(".")):
            loaded = getattr(loaded, name)
        return loaded

    def matches(self, **params):
        return all(getattr(self, name) == wanted for name, wanted in params.items())

    def _key(self):
        return self.name, self.value, self.group

    def __eq__(self, other):
        return self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        return f"EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})"


class EntryPoints(tuple):
    def __getitem__(self, name):
        for entry_point in self.select(name=name):
            return entry_point
        raise KeyError(name)

    def select(self, **params):
        return EntryPoints(entry_point for entry_point in self if entry_point.matches(**params))

    @property
    def names(self):
        return {entry_point.name for entry_point in self}

    @property
    def groups(self):
        return {entry_point.group for entry_point in self}
