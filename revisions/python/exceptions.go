package python

// The exception classes that code of the host raises or catches; all others of
// CPython exist too and are found by ExceptionClass.
var (
	BaseException       = exceptionRoot()
	Exception           = exc("Exception", BaseException)
	SystemExit          = exc("SystemExit", BaseException)
	KeyboardInterrupt   = exc("KeyboardInterrupt", BaseException)
	GeneratorExit       = exc("GeneratorExit", BaseException)
	StopIteration       = exc("StopIteration", Exception)
	StopAsyncIteration  = exc("StopAsyncIteration", Exception)
	ArithmeticError     = exc("ArithmeticError", Exception)
	OverflowError       = exc("OverflowError", ArithmeticError)
	ZeroDivisionError   = exc("ZeroDivisionError", ArithmeticError)
	FloatingPointError  = exc("FloatingPointError", ArithmeticError)
	AssertionError      = exc("AssertionError", Exception)
	AttributeError      = exc("AttributeError", Exception)
	ImportError         = exc("ImportError", Exception)
	ModuleNotFoundError = exc("ModuleNotFoundError", ImportError)
	LookupError         = exc("LookupError", Exception)
	IndexError          = exc("IndexError", LookupError)
	KeyError            = exc("KeyError", LookupError)
	NameError           = exc("NameError", Exception)
	UnboundLocalError   = exc("UnboundLocalError", NameError)
	OSError             = exc("OSError", Exception)
	FileNotFoundError   = exc("FileNotFoundError", OSError)
	FileExistsError     = exc("FileExistsError", OSError)
	IsADirectoryError   = exc("IsADirectoryError", OSError)
	NotADirectoryError  = exc("NotADirectoryError", OSError)
	PermissionError     = exc("PermissionError", OSError)
	TimeoutError        = exc("TimeoutError", OSError)
	ConnectionError     = exc("ConnectionError", OSError)
	RuntimeError        = exc("RuntimeError", Exception)
	NotImplementedError = exc("NotImplementedError", RuntimeError)
	RecursionError      = exc("RecursionError", RuntimeError)
	SyntaxError         = exc("SyntaxError", Exception)
	TypeError           = exc("TypeError", Exception)
	ValueError          = exc("ValueError", Exception)
	UnicodeError        = exc("UnicodeError", ValueError)
	UnicodeDecodeError  = exc("UnicodeDecodeError", UnicodeError)
	UnicodeEncodeError  = exc("UnicodeEncodeError", UnicodeError)
	Warning             = exc("Warning", Exception)
	DeprecationWarning  = exc("DeprecationWarning", Warning)
	UserWarning         = exc("UserWarning", Warning)
)

// exceptionClasses are the exceptions that are built-in names.
var exceptionClasses = []*Class{
	BaseException, Exception, SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration, StopAsyncIteration,
	ArithmeticError, OverflowError, ZeroDivisionError, FloatingPointError, AssertionError, AttributeError,
	ImportError, ModuleNotFoundError, LookupError, IndexError, KeyError, NameError, UnboundLocalError, OSError,
	FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError, TimeoutError,
	ConnectionError, RuntimeError, NotImplementedError, RecursionError, SyntaxError, TypeError, ValueError,
	UnicodeError, UnicodeDecodeError, UnicodeEncodeError, Warning, DeprecationWarning, UserWarning,
	exc("BufferError", Exception), exc("EOFError", Exception), exc("MemoryError", Exception),
	exc("ReferenceError", Exception), exc("SystemError", Exception), exc("IndentationError", SyntaxError),
	exc("UnicodeTranslateError", UnicodeError), exc("BlockingIOError", OSError), exc("ChildProcessError", OSError),
	exc("InterruptedError", OSError), exc("ProcessLookupError", OSError),
	exc("BrokenPipeError", ConnectionError), exc("ConnectionAbortedError", ConnectionError),
	exc("ConnectionRefusedError", ConnectionError), exc("ConnectionResetError", ConnectionError),
	exc("BytesWarning", Warning), exc("FutureWarning", Warning), exc("ImportWarning", Warning),
	exc("PendingDeprecationWarning", Warning), exc("ResourceWarning", Warning), exc("RuntimeWarning", Warning),
	exc("SyntaxWarning", Warning), exc("UnicodeWarning", Warning), exc("EncodingWarning", Warning),
}

func exc(name string, base *Class) *Class { return core(name, base) }

func exceptionRoot() *Class { return core("BaseException") }

func initException(_ *Thread, self *Instance, c *Call) error {
	self.Attrs.Set("args", Tuple(c.Args))
	return nil
}

func exceptionAttr(t *Thread, self *Instance, name string) (Value, error) {
	args := excArgs(self)
	switch name {
	case "__cause__", "__context__", "__traceback__", "__notes__":
		return None, nil
	case "__suppress_context__":
		return False, nil
	case "with_traceback":
		return NewBuiltin(name, func(*Thread, *Call) (Value, error) { return self, nil }), nil
	case "add_note":
		return NewBuiltin(name, func(*Thread, *Call) (Value, error) { return None, nil }), nil
	case "value":
		if self.Cls.IsSubclass(StopIteration) {
			return firstArg(args), nil
		}
	case "code":
		if self.Cls.IsSubclass(SystemExit) {
			return firstArg(args), nil
		}
	case "errno", "strerror", "filename":
		if self.Cls.IsSubclass(OSError) {
			return osErrorAttr(args, name), nil
		}
	case "name", "path", "msg":
		if self.Cls.IsSubclass(ImportError) {
			return firstArg(args), nil
		}
	}
	return nil, nil
}

func firstArg(args Tuple) Value {
	if len(args) == 0 {
		return None
	}
	return args[0]
}

func osErrorAttr(args Tuple, name string) Value {
	i := map[string]int{"errno": 0, "strerror": 1, "filename": 2}[name]
	if len(args) < 2 || i >= len(args) {
		return None
	}
	return args[i]
}

// exceptionStr is str(exc), which asks a single argument for its own text.
func (t *Thread) exceptionStr(self *Instance) (string, error) {
	args := excArgs(self)
	if len(args) != 1 {
		return strException(self), nil
	}
	if err := t.enter(); err != nil {
		return "", err
	}
	defer func() { t.depth-- }()
	if self.Cls.IsSubclass(KeyError) {
		return t.Repr(args[0])
	}
	return t.Str(args[0])
}

func strException(self *Instance) string {
	args := excArgs(self)
	if self.Cls.IsSubclass(OSError) && len(args) >= 2 {
		text := "[Errno " + simpleStr(args[0]) + "] " + simpleStr(args[1])
		if len(args) > 2 {
			text += ": " + simpleRepr(args[2])
		}
		return text
	}
	return ExceptionText(self)
}
