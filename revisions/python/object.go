package python

// objectAttr is what every object has.
func (t *Thread) objectAttr(v Value, name string) (Value, error) {
	switch name {
	case "__class__":
		return v.Class(), nil
	case "__doc__":
		return None, nil
	case "__module__":
		return Str(v.Class().Module), nil
	case "__call__":
		if isCallable(v) {
			return v, nil
		}
		return nil, nil
	case "__len__", "__iter__", "__getitem__", "__setitem__", "__contains__", "__add__":
		switch Plain(v).(type) {
		case Str, Bytes, *List, Tuple, *Dict, *Set, *Range:
			return &BoundMethod{v, objectMethod(name)}, nil
		}
		return nil, nil
	}
	if m, ok := objectMethods[name]; ok {
		return &BoundMethod{v, &Builtin{Name: name, Fn: m}}, nil
	}
	return nil, nil
}

func isCallable(v Value) bool {
	switch v.(type) {
	case *Function, *BoundMethod, *Class, Callable, *Generic:
		return true
	}
	return false
}

// objectMethods are the methods of object, as the code reaches them by name: object.__setattr__(self, ...),
// super().__repr__(). They get the object as their first argument.
var objectMethods map[string]func(t *Thread, c *Call) (Value, error)

func init() {
	cmp := func(op string) func(t *Thread, c *Call) (Value, error) {
		return func(t *Thread, c *Call) (Value, error) {
			if len(c.Args) != 2 {
				return nil, t.Raise(TypeError, "expected 1 argument")
			}
			a, b := Plain(c.Args[0]), Plain(c.Args[1])
			if i, ok := a.(*Instance); ok {
				// object's own comparison is identity.
				switch {
				case op == "==" && Is(i, b):
					return True, nil
				case op == "!=" && Is(i, b):
					return False, nil
				}
				return NotImplemented, nil
			}
			return t.plainCompare(op, a, b, a, b)
		}
	}
	objectMethods = map[string]func(t *Thread, c *Call) (Value, error){
		"__eq__": cmp("=="), "__ne__": cmp("!="), "__lt__": cmp("<"), "__le__": cmp("<="), "__gt__": cmp(">"), "__ge__": cmp(">="),
		"__setattr__": func(t *Thread, c *Call) (Value, error) {
			if len(c.Args) != 3 {
				return nil, t.Raise(TypeError, "expected 2 arguments, got %d", len(c.Args)-1)
			}
			name, _ := AsStr(c.Args[1])
			if i, ok := c.Args[0].(*Instance); ok {
				return None, t.setRaw(i, name, c.Args[2])
			}
			return None, t.SetAttr(c.Args[0], name, c.Args[2])
		},
		"__getattribute__": func(t *Thread, c *Call) (Value, error) {
			if len(c.Args) != 2 {
				return nil, t.Raise(TypeError, "expected 1 argument, got %d", len(c.Args)-1)
			}
			name, _ := AsStr(c.Args[1])
			return t.Attr(c.Args[0], name)
		},
		"__delattr__": func(t *Thread, c *Call) (Value, error) {
			name := ""
			if len(c.Args) == 2 {
				name, _ = AsStr(c.Args[1])
			}
			if i, ok := c.Args[0].(*Instance); ok && i.Attrs.Delete(name) {
				return None, nil
			}
			return nil, t.Raise(AttributeError, "%s", name)
		},
		"__init__":          func(*Thread, *Call) (Value, error) { return None, nil },
		"__init_subclass__": func(*Thread, *Call) (Value, error) { return None, nil },
		"__hash__": func(t *Thread, c *Call) (Value, error) {
			v := Plain(c.Args[0])
			if i, ok := v.(*Instance); ok {
				return NewInt(t.id(i)), nil
			}
			k, err := HashKey(v)
			if err != nil {
				return nil, err
			}
			return NewInt(hashNumber(k)), nil
		},
		"__repr__": func(t *Thread, c *Call) (Value, error) { return t.baseText(c.Args[0], false) },
		"__str__":  func(t *Thread, c *Call) (Value, error) { return t.baseText(c.Args[0], true) },
		"__format__": func(t *Thread, c *Call) (Value, error) {
			spec := ""
			if len(c.Args) > 1 {
				spec, _ = AsStr(c.Args[1])
			}
			s, err := t.Format(Plain(c.Args[0]), spec)
			return Str(s), err
		},
		"__len__": func(t *Thread, c *Call) (Value, error) {
			n, err := t.Len(Plain(c.Args[0]))
			return NewInt(int64(n)), err
		},
		"__iter__": func(t *Thread, c *Call) (Value, error) {
			it, err := t.Iterate(Plain(c.Args[0]))
			return &IteratorValue{Iterator: it}, err
		},
		"__getitem__": func(t *Thread, c *Call) (Value, error) { return t.withTwo(c, t.Index) },
		"__contains__": func(t *Thread, c *Call) (Value, error) {
			return t.withTwo(c, t.Contains)
		},
		"__add__": func(t *Thread, c *Call) (Value, error) {
			return t.withTwo(c, func(a, b Value) (Value, error) { return t.Binary("+", a, b) })
		},
		"__setitem__": func(t *Thread, c *Call) (Value, error) {
			if len(c.Args) != 3 {
				return nil, t.Raise(TypeError, "expected 2 arguments, got %d", len(c.Args)-1)
			}
			return None, t.SetIndex(Plain(c.Args[0]), c.Args[1], c.Args[2])
		},
	}
}

func (t *Thread) withTwo(c *Call, fn func(a, b Value) (Value, error)) (Value, error) {
	if len(c.Args) != 2 {
		return nil, t.Raise(TypeError, "expected 1 argument, got %d", len(c.Args)-1)
	}
	return fn(Plain(c.Args[0]), c.Args[1])
}

// baseText is object.__repr__ and object.__str__, which must not ask the object's own methods again.
func (t *Thread) baseText(v Value, str bool) (Value, error) {
	i, ok := v.(*Instance)
	if !ok {
		if str {
			s, err := t.Str(v)
			return Str(s), err
		}
		s, err := t.Repr(v)
		return Str(s), err
	}
	if i.Cls.IsSubclass(BaseException) {
		if str {
			return Str(strException(i)), nil
		}
		args, err := t.reprAll(excArgs(i), 1)
		return Str(i.Cls.Name + "(" + args + ")"), err
	}
	if p, ok := i.Native.(Value); ok {
		return t.baseText(p, str)
	}
	if str {
		s, err := t.Repr(i)
		return Str(s), err
	}
	return Str("<" + i.Cls.qualified() + " object at " + t.address(i) + ">"), nil
}

// objectMethod returns a method of object by name.
func objectMethod(name string) *Builtin {
	return &Builtin{Name: name, Method: true, Fn: func(t *Thread, c *Call) (Value, error) {
		fn, ok := objectMethods[name]
		if !ok || len(c.Args) == 0 {
			return nil, t.Raise(AttributeError, "'super' object has no attribute '%s'", name)
		}
		return fn(t, c)
	}}
}
