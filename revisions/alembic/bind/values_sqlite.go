package bind

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
)

// SQLite has fewer kinds of values than SQLAlchemy has types: a Boolean is a number, and
// JSON a text. See the result processors in SQLAlchemy's dialects/sqlite/base.py.

// sqliteTyped turns a value into what SQLAlchemy returns for the type of its column; ok is false where
// SQLite does it as other servers do.
func sqliteTyped(t *python.Thread, v python.Value, typ *ir.Type) (python.Value, bool, error) {
	switch typ.Class {
	case "Boolean", "BOOLEAN":
		truth, err := t.Truth(v)
		return python.Bool(truth), true, err
	case "JSON":
		module, ok := stdlib.Module("json")
		if !ok {
			return nil, false, nil
		}
		loads, err := t.Attr(module, "loads")
		if err != nil {
			return nil, true, err
		}
		out, err := t.Call(loads, v)
		return out, true, err
	case "Numeric", "NUMERIC", "DECIMAL":
		return sqliteNumeric(t, v)
	case "Float", "FLOAT", "REAL", "Double", "DOUBLE":
		if n, ok := v.(python.Int); ok {
			text, err := t.Str(n)
			if err != nil {
				return nil, true, err
			}
			f, err := strconv.ParseFloat(text, 64)
			return python.Float(f), true, err
		}
		return v, true, nil
	}
	return nil, false, nil
}

// sqliteNumeric is a Decimal with ten digits behind the point, SQLAlchemy's default, as the
// server's floating-point number is printed.
func sqliteNumeric(t *python.Thread, v python.Value) (python.Value, bool, error) {
	text, err := t.Str(v)
	if err != nil {
		return nil, true, err
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, false, nil
	}
	module, ok := stdlib.Module("decimal")
	if !ok {
		return nil, false, nil
	}
	decimal, err := t.Attr(module, "Decimal")
	if err != nil {
		return nil, true, err
	}
	out, err := t.Call(decimal, python.Str(strconv.FormatFloat(f, 'f', 10, 64)))
	return out, true, err
}

// readingPragmas only report something: https://www.sqlite.org/pragma.html. Any other reads where it has no value.
var readingPragmas = strings.Fields(`table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list foreign_key_check
	integrity_check quick_check database_list collation_list function_list pragma_list module_list compile_options`)

// sqliteKind corrects what a statement does for what only SQLite has: PRAGMA reads, and so does EXPLAIN,
// and no function has effects.
func sqliteKind(k kind, sql string) kind {
	text := bare(sql)
	switch strings.ToUpper(firstWord.FindString(text)) {
	case "PRAGMA":
		m := pragmaForm.FindStringSubmatch(strings.TrimRight(text, "; \t\r\n"))
		if m != nil && (m[3] == "" || slices.Contains(readingPragmas, strings.ToLower(m[2]))) {
			return reads
		}
		return writes
	case "EXPLAIN":
		return reads
	}
	if k == effects {
		return reads
	}
	return k
}

var sqliteCatalogQuery = lazyregexp.New(`(?i)\b(sqlite_(temp_)?(master|schema)|pragma(_\w+)?)\b`)

// recordSQLite says what the answer relies on.
func (r *Result) recordSQLite() {
	rows, sql := rowCount(len(r.answer.Rows)), shortened(r.sql)
	switch {
	case sqliteCatalogQuery.MatchString(bare(r.sql)):
		check := ""
		if r.emitted == 0 {
			check = r.s.probes().rows(r.sql, r.answer)
		}
		r.s.assume(r.at, fmt.Sprintf("a query of the catalog gives %s: %s", rows, sql), check)
	case readsFrom.MatchString(bare(r.sql)):
		check := ""
		if r.emitted == 0 && len(r.answer.Rows) > 0 {
			check = r.s.probes().rows(r.sql, r.answer)
		}
		r.s.assume(r.at, fmt.Sprintf("a query gives %s, as the revisions before have left them: %s", rows, sql), check)
	}
}

// inserted is the key of the row that a statement has inserted; nil where it is not known.
func (r *Result) inserted(name string) (python.Value, error) {
	if r.answer.LastID == nil || !r.known {
		return nil, nil
	}
	if name == "lastrowid" {
		return python.NewInt(*r.answer.LastID), nil
	}
	if len(r.answer.Inserted) == 0 {
		return nil, nil
	}
	key := &Row{}
	for _, v := range r.answer.Inserted {
		made, err := fromJSON(v)
		if err != nil {
			return nil, err
		}
		key.values = append(key.values, made)
	}
	if name == "inserted_primary_key_rows" {
		return python.NewList(key), nil
	}
	return key, nil
}

func jsonNumber(text string) json.Number { return json.Number(text) }
