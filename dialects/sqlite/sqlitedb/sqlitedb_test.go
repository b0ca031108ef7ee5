package sqlitedb

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

func opened(t *testing.T, statements ...string) *DB {
	t.Helper()
	d, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	for _, sql := range statements {
		if err := d.Exec(sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	return d
}

func run(d *DB, sql string) ([][]any, *Effects, *Error) {
	s, err := d.Prepare(sql)
	if err != nil || s == nil {
		return nil, d.effects, err
	}
	defer s.Close()
	rows, err := s.All()
	return rows, s.Effects, err
}

func TestValues(t *testing.T) {
	d := opened(t)
	rows, _, err := run(d, `select 1, -9223372036854775808, 1.5, 'é"''', x'00ff', null, zeroblob(2), ''`)
	want := [][]any{{int64(1), int64(-9223372036854775808), 1.5, `é"'`, []byte{0, 255}, nil, []byte{0, 0}, ""}}
	if err != nil || !reflect.DeepEqual(rows, want) {
		t.Errorf("%v %v", rows, err)
	}
}

func TestErrorPlaces(t *testing.T) {
	d := opened(t, "create table t (a)")
	for _, tt := range []struct {
		sql    string
		offset int
		syntax bool
	}{
		{"selec 1", 0, true}, {"select 'é', frm x x", 19, true}, {"select b from t", 7, false}, {"create table t (a)", 13, false},
		{"select * from u", -1, false}, {"select (1", -1, true}, {"select 'a", 7, true},
	} {
		_, err := d.Prepare(tt.sql)
		if err == nil || err.Syntax() != tt.syntax || tt.offset >= 0 && err.Offset != tt.offset {
			t.Errorf("%s: %+v", tt.sql, err)
		}
	}
}

// Whatever a statement tries, no file is read or written.
func TestNoFiles(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "there.db")
	if err := os.WriteFile(secret, []byte("SQLite format 3\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := opened(t, "create table t (a)", "insert into t values (1)")
	for _, form := range []string{
		"attach '%s' as x", "attach '%s.new' as x", "attach database 'file:%s.new?mode=rwc' as x", "vacuum into '%s.new'", "vacuum main into '%s.new'",
		"pragma temp_store_directory = '%s'", "select load_extension('%s')", "select readfile('%s')", "select writefile('%s.new', 'x')",
		"create virtual table v using csv(filename='%s')", "pragma journal_mode = wal -- %s", "create virtual table v using fts5(a, content='%s')",
		"select fts3_tokenizer('x', '%s')", "create table x as select edit('a', 'touch %s.new')",
	} {
		run(d, fmt.Sprintf(form, secret))
	}
	// Sorting that does not fit the cache would go to a temporary file.
	if _, _, err := run(d, "with recursive c(x) as (select 1 union all select x+1 from c limit 200000) select count(*) from (select x from c order by -x, hex(x))"); err != nil {
		t.Error(err)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("files were written: %v", entries)
	}
	if rows, _, err := run(d, "select * from t"); err != nil || len(rows) != 1 {
		t.Errorf("%v %v", rows, err)
	}
}

func TestRefused(t *testing.T) {
	d := opened(t)
	for sql, want := range map[string]string{
		"attach ':memory:' as x": "it attaches a file", "vacuum into 'x'": "it attaches a file", "pragma writable_schema = on": "it sets writable_schema",
		"select load_extension('x')": "it loads an extension",
	} {
		if _, _, err := run(d, sql); err == nil || err.Refused != want {
			t.Errorf("%s: %+v", sql, err)
		}
	}
	if _, e, err := run(d, "pragma journal_mode = off"); err != nil || e.Skipped != "journal_mode" {
		t.Errorf("%+v %v", e, err)
	}
}

// Without bounds each of these would take the machine.
func TestBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	d := opened(t, "create table t (a)")
	for _, sql := range []string{
		"with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c",
		"select zeroblob(1000000000)",
		"insert into t values (zeroblob(1e9))",
		"with recursive c(x, y) as (select zeroblob(10000000), 1 union select x, y+1 from c) select count(*) from c",
		"insert into t with recursive c(x) as (select 1 union all select x+1 from c) select zeroblob(30000000) from c",
		"select randomblob(2000000000)",
		"with recursive c(x) as (select 1 union all select x+1 from c limit 300000) select x from c",
	} {
		before := heap()
		_, _, err := run(d, sql)
		if err == nil || !err.Bounded() {
			t.Errorf("%s: %+v", sql, err)
		}
		if grown := heap() - before; grown > 400<<20 {
			t.Errorf("%s: Go's heap has grown by %d MB", sql, grown>>20)
		}
	}
	if rows, _, err := run(d, "select count(*) from t"); err != nil || rows[0][0] != int64(0) {
		t.Errorf("the database does not work any more: %v %v", rows, err)
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}

func TestEffects(t *testing.T) {
	d := opened(t, "create table t (a integer primary key, b text default current_timestamp)", "create table log (x)",
		"create table child (id, t_id references t on delete cascade)", "create view v as select b from t",
		"create trigger tr after insert on t begin insert into log values (new.a); end")
	for _, tt := range []struct {
		sql           string
		reads, writes []string
		volatile      string
	}{
		{"select a from t", []string{"t"}, nil, ""},
		{"select count(*) from t", []string{"t"}, nil, ""},
		{"select b from v", []string{"t", "v"}, nil, ""},
		{"insert into t (a, b) values (1, 'x')", []string{"t"}, []string{"t", "log"}, ""},
		{"insert into t (a) values (2)", []string{"t"}, []string{"t", "log"}, "the clock"},
		{"update log set x = random()", nil, []string{"log"}, "random()"},
		{"insert into log select date('now') from child where 0", []string{"child"}, []string{"log"}, ""},
		{"insert into log select date('2020-01-01', '+1 day')", nil, []string{"log"}, ""},
		{"insert into log values (datetime('2020-01-01', 'localtime'))", nil, []string{"log"}, "the time zone of the server"},
		{"select sqlite_version()", nil, nil, "the version of the server"},
	} {
		_, e, err := run(d, tt.sql)
		without := func(list []string) []string {
			return slices.DeleteFunc(slices.Clone(list), func(n string) bool { return strings.HasPrefix(n, "sqlite_") })
		}
		if err != nil || !slices.Equal(without(e.Reads), tt.reads) || !slices.Equal(without(e.Writes), tt.writes) || e.Volatile != tt.volatile {
			t.Errorf("%s: %+v %v", tt.sql, e, err)
		}
	}
}

// The same statements give the same rows in every database, from several goroutines at once.
func TestSame(t *testing.T) {
	var wg sync.WaitGroup
	var results [8]string
	for i := range results {
		wg.Go(func() {
			d, err := Open()
			if err != nil {
				t.Error(err)
				return
			}
			defer d.Close()
			var all []string
			for _, sql := range []string{"create table t (a default (random()), b default current_timestamp, c)", "insert into t (c) values (hex(randomblob(9))), (datetime('now', 'localtime'))", "select * from t"} {
				rows, _, err := run(d, sql)
				all = append(all, fmt.Sprint(rows, err))
			}
			results[i] = strings.Join(all, "\n")
		})
	}
	wg.Wait()
	for _, r := range results {
		if r != results[0] || !strings.Contains(r, "2025-01-01 00:00:00") {
			t.Errorf("%s\n\n%s", r, results[0])
		}
	}
}

func TestTail(t *testing.T) {
	d := opened(t)
	s, err := d.Prepare("select 'é';  select 2")
	if err != nil || s.Tail != 12 {
		t.Errorf("%+v %v", s, err)
	}
	s.Close()
	if s, err := d.Prepare(" -- nothing\n;"); s != nil || err != nil {
		t.Errorf("%+v %v", s, err)
	}
}
