package stdlib

import "github.com/sqlplan/sqlplan/revisions/python"

// importlibModule has what imports a module by its name: as an import does, from the project.
func importlibModule() *module {
	m := python.NewModule("importlib")
	fn(m, "import_module", "name, package=None", func(t *thread, b *bound) (value, error) {
		if o, ok := b.Get("name").(*python.Opaque); ok {
			return python.NewOpaque("importlib.import_module()", o.Reason, t.Span()), nil
		}
		name, err := b.Str("name")
		if err != nil {
			return nil, err
		}
		if name == "" || name[0] == '.' {
			return nil, t.Unsupported("importlib.import_module() of a relative name", "name the module in full")
		}
		return t.Import(name)
	})
	m.Getter = func(t *thread, name string) (value, error) {
		if name == "metadata" {
			return t.Import("importlib.metadata")
		}
		return nil, nil
	}
	return m
}

// importlibMetadataModule: entry points are values like others; which packages are installed is not known.
func importlibMetadataModule() *module {
	m := withPrelude(python.NewModule("importlib.metadata"), "importlib_metadata")
	for _, name := range []string{"entry_points", "version", "metadata", "distribution", "distributions", "files", "requires", "packages_distributions"} {
		m.Set(name, unknown("importlib.metadata."+name, "what is installed is not the same on each machine"))
	}
	return m
}
