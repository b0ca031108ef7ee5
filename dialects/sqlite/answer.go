package sqlite

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlite/sqlitedb"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Answer runs a query in the catalog's database, if all that it reads is known to be what it
// finds on the server. A statement that writes is run, and taken back: the answer is what it
// returns or, without RETURNING, a row without values for each that it changes.
func (Dialect) Answer(sql string, cat *schema.Catalog) (ir.Answer, bool, string) {
	s := serverOf(cat)
	if s == nil {
		return ir.Answer{}, false, "the schema was not replayed"
	}
	cat.Refresh()
	answer, err := s.answer(sql, cat)
	if err != nil {
		return ir.Answer{}, false, err.Error()
	}
	return answer, true, ""
}

func (s *server) answer(sql string, cat *schema.Catalog) (ir.Answer, error) {
	stmt, failure := s.db.Prepare(sql)
	if failure != nil {
		return ir.Answer{}, fmt.Errorf("SQLite refuses the query: %w", failure)
	}
	if stmt == nil {
		return ir.Answer{}, fmt.Errorf("there is no query")
	}
	defer stmt.Close()
	if err := s.knows(sql, stmt.Effects, cat); err != nil {
		return ir.Answer{}, err
	}
	if !stmt.ReadOnly() {
		if stmt.Effects.ChangesSchema() {
			return ir.Answer{}, fmt.Errorf("it changes the schema")
		}
		s.own("SAVEPOINT sqlplan_answer")
		defer func() {
			s.own("ROLLBACK TO sqlplan_answer")
			s.own("RELEASE sqlplan_answer")
		}()
	}
	rows, failure := stmt.All()
	if failure != nil {
		return ir.Answer{}, fmt.Errorf("SQLite refuses the query: %w", failure)
	}
	if stmt.Effects.Volatile != "" && (len(stmt.Columns()) > 0 || !s.nothingDone(sql, stmt.Effects)) {
		return ir.Answer{}, fmt.Errorf("it depends on %s", stmt.Effects.Volatile)
	}
	if !stmt.ReadOnly() && len(stmt.Columns()) == 0 {
		rows = make([][]any, s.db.Changes())
	}
	answer := ir.Answer{Columns: stmt.Columns(), Rows: make([][]any, len(rows)), Ran: true}
	if !stmt.ReadOnly() && s.db.Changes() > 0 {
		s.inserted(&answer, sql)
	}
	for i, row := range rows {
		answer.Rows[i] = make([]any, len(row))
		for j, v := range row {
			answer.Rows[i][j] = jsonValue(v)
		}
	}
	return answer, nil
}

// nothingDone tells whether the statement that was just run changed no row, whatever the
// clock and random numbers say: they only stand in the defaults of new rows, or the
// table that it would change is empty.
func (s *server) nothingDone(sql string, effects *sqlitedb.Effects) bool {
	if s.db.Changes() != 0 {
		return false
	}
	st := &sqlstmt.Stmt{Text: sql}
	describe(st)
	if len(st.Objects) == 0 {
		return false
	}
	none := func(query string) bool {
		rows, failure := s.db.Query(query)
		return failure == nil && len(rows) == 0
	}
	switch target := st.Objects[0].Name; st.Kind {
	case "INSERT":
		// A row that is left out for its key may be one for its default, and what a trigger of a view writes is not counted.
		return effects.VolatileDefaults() && !mayIgnore(sql) &&
			none("SELECT 1 FROM sqlite_master WHERE type = 'view' AND lower(name) = lower("+literal(unquoted(target))+")")
	case "UPDATE", "DELETE":
		return none("SELECT 1 FROM " + target + " LIMIT 1")
	}
	return false
}

// mayIgnore tells whether a statement has a clause for rows that conflict with others.
func mayIgnore(sql string) bool {
	for d := newDefReader(sql); !d.atEnd(); d.pos++ {
		if d.is("IGNORE") || d.is("CONFLICT") || d.is("REPLACE") {
			return true
		}
	}
	return false
}

// inserted fills in the key of the row that an INSERT has added.
func (s *server) inserted(answer *ir.Answer, sql string) {
	st := &sqlstmt.Stmt{Text: sql}
	describe(st)
	if (st.Kind != "INSERT" && st.Kind != "REPLACE") || len(st.Objects) == 0 {
		return
	}
	id, table := s.db.LastRowID(), st.Objects[0].Name
	answer.LastID = &id
	rows, err := s.db.Query("SELECT name FROM pragma_table_info(" + literal(unquoted(table)) + ") WHERE pk > 0 ORDER BY pk")
	if err != nil || len(rows) == 0 {
		return
	}
	var columns []string
	for _, r := range rows {
		columns = append(columns, sqlName(textOf(r[0])))
	}
	// A table without row ids has no such row; its key is not known then.
	if rows, err = s.db.Query("SELECT " + strings.Join(columns, ", ") + " FROM " + table + " WHERE rowid = " + strconv.FormatInt(id, 10)); err == nil && len(rows) == 1 {
		for _, v := range rows[0] {
			answer.Inserted = append(answer.Inserted, jsonValue(v))
		}
	}
}

// knows returns an error if something that the statement reads may be otherwise on the server.
func (s *server) knows(sql string, effects *sqlitedb.Effects, cat *schema.Catalog) error {
	if effects.Skipped != "" {
		return fmt.Errorf("PRAGMA %s is the server's own", effects.Skipped)
	}
	if d := cat.DoubtIn(sql); d != nil {
		return fmt.Errorf("%s%s", d.Reason, place(d))
	}
	for _, name := range effects.Reads {
		switch {
		case name == "sqlite_master" || name == "sqlite_temp_master" || strings.HasPrefix(name, "pragma_"):
			if known := cat.Listing(""); !known.Yes() {
				return fmt.Errorf("%s%s", known.Reason, place(&known.Doubt))
			}
		case s.unknown[name] != nil:
			d := s.unknown[name]
			return fmt.Errorf("the rows of %s are not known: %s%s", name, d.Reason, place(d))
		}
	}
	for _, name := range effects.Writes {
		if d := s.unknown[name]; d != nil {
			return fmt.Errorf("the rows of %s are not known: %s%s", name, d.Reason, place(d))
		}
	}
	return nil
}

func place(d *schema.Doubt) string {
	if d.Span.IsZero() {
		return ""
	}
	at := d.Span.Pos()
	return fmt.Sprintf(" (%s:%d)", at.Path, at.Line)
}

// jsonValue is a value of SQLite as an answer holds it.
func jsonValue(v any) any {
	switch x := v.(type) {
	case int64:
		return json.Number(strconv.FormatInt(x, 10))
	case float64:
		if math.IsInf(x, 0) {
			return ir.Unknowable{Why: "it is an infinite number"}
		}
		text := strconv.FormatFloat(x, 'g', -1, 64)
		if !strings.ContainsAny(text, ".e") {
			text += ".0"
		}
		return json.Number(text)
	case []byte:
		return ir.Bytes(x)
	}
	return v
}
