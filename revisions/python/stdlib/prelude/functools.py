_ORDER = {
    "__lt__": {"__gt__": lambda a, b: not (a < b or a == b), "__le__": lambda a, b: a < b or a == b, "__ge__": lambda a, b: not a < b},
    "__le__": {"__ge__": lambda a, b: not a <= b or a == b, "__lt__": lambda a, b: a <= b and not a == b, "__gt__": lambda a, b: not a <= b},
    "__gt__": {"__lt__": lambda a, b: not (a > b or a == b), "__ge__": lambda a, b: a > b or a == b, "__le__": lambda a, b: not a > b},
    "__ge__": {"__le__": lambda a, b: not a >= b or a == b, "__gt__": lambda a, b: a >= b and not a == b, "__lt__": lambda a, b: not a >= b},
}


def total_ordering(cls):
    for root in ("__lt__", "__le__", "__gt__", "__ge__"):
        if root in cls.__dict__:
            for name, compare in _ORDER[root].items():
                if name not in cls.__dict__:
                    setattr(cls, name, compare)
            return cls
    raise ValueError("must define at least one ordering operation: < > <= >=")


def singledispatch(func):
    registry = {}

    def register(cls, implementation=None):
        def add(implementation):
            registry[cls] = implementation
            return implementation

        return add if implementation is None else add(implementation)

    def wrapper(*args, **kwargs):
        for cls in type(args[0]).__mro__:
            if cls in registry:
                return registry[cls](*args, **kwargs)
        return func(*args, **kwargs)

    wrapper.register = register
    return wrapper


def cmp_to_key(compare):
    class Key:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return compare(self.obj, other.obj) < 0

        def __eq__(self, other):
            return compare(self.obj, other.obj) == 0

    return Key


class partialmethod:
    def __init__(self, func, *args, **kwargs):
        self.func, self.args, self.kwargs = func, args, kwargs

    def __get__(self, obj, cls=None):
        def call(*args, **kwargs):
            return self.func(obj, *self.args, *args, **self.kwargs, **kwargs)

        return call


class cached_property:
    def __init__(self, func):
        self.func = func

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        name = "_cached_" + self.func.__name__
        if not hasattr(obj, name):
            setattr(obj, name, self.func(obj))
        return getattr(obj, name)
