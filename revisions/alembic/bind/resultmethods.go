package bind

import (
	"fmt"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// readsFrom finds whether a query reads a table at all.
var readsFrom = lazyregexp.New(`(?i)\bfrom\b`)

// Attr gives what is known of a statement that was executed.
func (r *Result) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "rowcount":
		return r.rowcount(t)
	case "returns_rows":
		return python.Bool(r.kind != writes || r.answer.Ran && len(r.answer.Columns) > 0), nil
	case "is_insert", "closed":
		return python.False, nil
	case "inserted_primary_key", "lastrowid", "inserted_primary_key_rows":
		if v, err := r.inserted(name); v != nil || err != nil {
			return v, err
		}
		return nil, &host.Unsupported{Code: CodeData, At: t.Span(), Message: "the key that the server gives to a new row is not known while the script is compiled",
			Help: "let the server find the row: INSERT ... SELECT, WITH ... RETURNING, or currval(pg_get_serial_sequence('table', 'id'))"}
	}
	return nil, nil
}

// rowcount is known where the statement changes no rows, or those that it lists.
func (r *Result) rowcount(t *python.Thread) (python.Value, error) {
	if r.statement == nil {
		return python.NewInt(-1), nil
	}
	if err := r.lookUp(r.s); err != nil {
		return nil, err
	}
	if r.kind == writes && r.known {
		r.record()
		return python.NewInt(int64(len(r.answer.Rows))), nil
	}
	if r.kind == writes {
		return r.unknownCount(), nil
	}
	if err := r.use(t, "the row count"); err != nil {
		return nil, err
	}
	return python.NewInt(int64(len(r.rows))), nil
}

// unknownCount is the row count that only the server knows: an error where it reaches the SQL or decides something.
func (r *Result) unknownCount() *python.Opaque {
	o := python.NewOpaque(fmt.Sprintf("the row count of the statement at line %d", r.at.Pos().Line), r.why, r.at)
	o.Code, o.Help = CodeData, writesHelp
	return o
}

func init() {
	for _, cls := range []*python.Class{resultClass, scalarsClass, mappingClass} {
		defineResult(cls)
	}
	show := func(name string, v view) {
		define(resultClass, name, "index=0", func(_ *python.Thread, r *Result, _ *python.Bound) (python.Value, error) {
			return &Result{s: r.s, view: v, from: r}, nil
		})
	}
	show("scalars", scalarsView)
	show("mappings", mappingsView)
	define(resultClass, "tuples", "", func(_ *python.Thread, r *Result, _ *python.Bound) (python.Value, error) { return r, nil })
	for _, name := range []string{"scalar", "scalar_one", "scalar_one_or_none"} {
		define(resultClass, name, "", func(t *python.Thread, r *Result, _ *python.Bound) (python.Value, error) {
			return (&Result{s: r.s, view: scalarsView, from: r}).single(t, map[string]string{"scalar": "first", "scalar_one": "one", "scalar_one_or_none": "one_or_none"}[name])
		})
	}
}

func defineResult(cls *python.Class) {
	for _, name := range []string{"all", "fetchall", "fetchmany"} {
		define(cls, name, "size=None", func(t *python.Thread, r *Result, b *python.Bound) (python.Value, error) {
			list, err := r.elements(t, "the list of rows")
			if err != nil {
				return nil, err
			}
			if n, ok, err := b.OptInt("size"); err != nil {
				return nil, err
			} else if ok {
				list = list[:min(int(n), len(list))]
			}
			r.advance(len(list))
			return python.NewList(append([]python.Value(nil), list...)...), nil
		})
	}
	for _, name := range []string{"first", "one", "one_or_none", "fetchone"} {
		define(cls, name, "", func(t *python.Thread, r *Result, _ *python.Bound) (python.Value, error) { return r.single(t, name) })
	}
	define(cls, "__next__", "", func(t *python.Thread, r *Result, _ *python.Bound) (python.Value, error) {
		v, err := r.single(t, "fetchone")
		if err == nil && v == python.None {
			return nil, t.Raise(python.StopIteration, "")
		}
		return v, err
	})
	define(cls, "keys", "", func(t *python.Thread, r *Result, _ *python.Bound) (python.Value, error) {
		base := r
		if r.from != nil {
			base = r.from
		}
		if err := base.use(t, "the names of the columns"); err != nil {
			return nil, err
		}
		names := python.NewList()
		for _, c := range base.answer.Columns {
			names.Elems = append(names.Elems, python.Str(c))
		}
		return names, nil
	})
	for _, name := range []string{"unique", "yield_per", "execution_options", "columns", "freeze"} {
		define(cls, name, "*args, **kw", func(_ *python.Thread, r *Result, _ *python.Bound) (python.Value, error) { return r, nil })
	}
	define(cls, "partitions", "size=None", func(t *python.Thread, r *Result, b *python.Bound) (python.Value, error) {
		list, err := r.elements(t, "a loop")
		if err != nil {
			return nil, err
		}
		size, ok, err := b.OptInt("size")
		if err != nil {
			return nil, err
		}
		if !ok || size <= 0 {
			size = int64(max(len(list), 1))
		}
		parts := python.NewList()
		for len(list) > 0 {
			n := min(int(size), len(list))
			parts.Elems = append(parts.Elems, python.NewList(list[:n]...))
			list = list[n:]
		}
		return parts, nil
	})
	nothing[*Result](cls, "close")
}

// single is the methods that give one row.
func (r *Result) single(t *python.Thread, name string) (python.Value, error) {
	list, err := r.elements(t, "the first row")
	if err != nil {
		return nil, err
	}
	switch {
	case len(list) == 0 && name == "one":
		return nil, t.Raise(host.NoResultFound, "No row was found when one was required")
	case len(list) == 0:
		return python.None, nil
	case len(list) > 1 && name != "first" && name != "fetchone":
		return nil, t.Raise(host.MultipleResultsFound, "Multiple rows were found when exactly one was required")
	}
	if name == "fetchone" {
		r.advance(1)
	} else {
		r.advance(len(list))
	}
	return list[0], nil
}
