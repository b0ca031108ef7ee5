package sqlite

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// keysSchema is a table that others refer to in each way; its rows are known.
var keysSchema = []string{
	"create table p (id integer primary key, u text unique)", "create table other (a)",
	"create table cascades (p_id references p on delete cascade)", "create table keeps (p_u text references p (u) on update set null)",
	"insert into p values (1, 'x'), (2, 'y')", "insert into cascades values (1)", "insert into keeps values ('y')",
}

// step is the last of some statements, with what the replay says about it.
func step(t *testing.T, cat *schema.Catalog, sql string) (*sqlstmt.Stmt, string) {
	t.Helper()
	st := statement(sql)
	if diags := (Dialect{}).Parse(st, newest); diags.HasErrors() {
		t.Fatal(diags[0].Message)
	}
	return st, conflicts(Dialect{}.Simulate(st, cat))
}

func TestOrphans(t *testing.T) {
	const cascade, null = "rows of cascades do not follow those of p (CASCADE)", "rows of keeps do not follow those of p (SET NULL)"
	for _, tt := range []struct {
		sql       string
		orphaning bool
		warning   string
	}{
		{"delete from p where id = 1", true, cascade},
		{"delete from p", true, cascade},
		{"delete from p where id = 2", true, ""}, // a key without an action
		{"delete from p where id = 9", false, ""},
		{"delete from cascades", false, ""},
		{"replace into p values (2, 'z')", true, ""},
		{"insert or replace into p values (2, 'z')", true, ""},
		{"insert into p values (3, 'z')", false, ""},
		{"update p set u = 'z' where id = 2", true, null},
		{"update p set (id, u) = (9, 'y') where id = 2", false, ""},
		{"update other set a = 1", false, ""},
	} {
		st, got := step(t, replayed(t, keysSchema...), tt.sql)
		if (st.Orphaning != "") != tt.orphaning || !strings.Contains(got, tt.warning) || (tt.warning == "") != (got == "") {
			t.Errorf("%s: orphaning %q, %q; want %v, %q", tt.sql, st.Orphaning, got, tt.orphaning, tt.warning)
		}
	}
}

// Where production has the rows, any may refer to one that is deleted, until the table that refers is emptied.
func TestOrphansOfProduction(t *testing.T) {
	cat := replayed(t, keysSchema...)
	cat.EndBaseline()
	if st, got := step(t, cat, "delete from p where id = 7"); st.Orphaning != "p" || !strings.Contains(got, "CASCADE") {
		t.Errorf("orphaning %q, %s", st.Orphaning, got)
	}
	for _, sql := range []string{"delete from cascades", "delete from keeps"} {
		step(t, cat, sql)
	}
	if st, got := step(t, cat, "delete from p where id = 7"); st.Orphaning != "" || got != "" {
		t.Errorf("with no row that refers to it: orphaning %q, %s", st.Orphaning, got)
	}
}

// The index of foreign keys follows what statements do to tables.
func TestReferences(t *testing.T) {
	cat := replayed(t, keysSchema...)
	names := func(table string) string {
		var list []string
		for _, k := range serverOf(cat).references(table) {
			list = append(list, fmt.Sprintf("%s %s", k.child, strings.Join(k.columns, ",")))
		}
		slices.Sort(list)
		return strings.Join(list, "; ")
	}
	for _, tt := range []struct{ sql, table, want string }{
		{"select 1", "p", "cascades id; keeps u"},
		{"alter table p rename to q", "q", "cascades id; keeps u"},
		{"select 1", "p", ""},
		{"alter table q rename column u to v", "q", "cascades id; keeps v"},
		{"alter table keeps rename to holds", "q", "cascades id; holds v"},
		{"drop table cascades", "q", "holds v"},
		{"create table late (x references q (v), y references Q (id))", "q", "holds v; late id; late v"},
		{"alter table other add column q_id references q", "q", "holds v; late id; late v; other id"},
	} {
		if _, got := step(t, cat, tt.sql); got != "" {
			t.Fatal(tt.sql, got)
		}
		if got := names(tt.table); got != tt.want {
			t.Errorf("%s: %s is referred to by %q, want %q", tt.sql, tt.table, got, tt.want)
		}
	}
}

func TestSetColumns(t *testing.T) {
	for sql, want := range map[string]string{
		"update t set a = 1": "a", `update or ignore t set "A b" = (select max(x) from y where set_ = 1), c=2 where d = 3`: "a b c",
		"update t as s set (a, B) = (1, 2) from u where u.c = 1": "a b", "with q as (select 1 as set_) update t set a = (1), b = 2 returning c": "a b",
	} {
		if got := strings.Join(setColumns(sql), " "); got != want {
			t.Errorf("%s: %q, want %q", sql, got, want)
		}
	}
}
