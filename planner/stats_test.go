package planner

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

const statsHead = "kind,schema,name,parent_schema,parent,rows,heap_bytes,toast_bytes,index_bytes,dead_rows,valid,inserts,updates,deletes,seconds,seq_scans,version,taken\n"

func readStats(t *testing.T, text string) *Statistics {
	t.Helper()
	stats, diags := ReadStats(source.NewFile("stats.csv", text))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return stats
}

// TestReadStats: sizes of tables, with those of their partitions, at any depth.
func TestReadStats(t *testing.T) {
	s := readStats(t, statsHead+
		"server,,shop,,,,,,,,,,,,3600,,postgresql 15.6 (Debian 15.6-1),2026-11-21 07:30 UTC\n"+
		"table,public,orders,,,1200,1000,20,300,5,,3600,7200,0,3600,1,,\n"+
		"table,public,\"odd, \"\"name\"\"\n\",,,1,2,,,,,,,,,,,\n"+
		"table,public,p1a,public,p1,10,100,0,1,0,,0,0,0,3600,0,,\n"+
		"partitioned table,public,p1,public,p,,0,0,0,0,,0,0,0,3600,0,,\n"+
		"partitioned table,public,p,,,,0,0,0,0,,0,0,0,3600,0,,\n"+
		"table,public,p2,public,p,20,200,0,2,0,,360,0,0,3600,0,,\n"+
		"index,public,p2_idx,public,p2,,,,2,,f,,,,,,,\n")
	if s.Database != "shop" || s.Dialect != "postgresql" || s.Version != "15.6" || s.Taken != "2026-11-21 07:30 UTC" {
		t.Errorf("%+v", s)
	}
	size, _ := s.Size(schema.Name{Schema: "public", Name: "orders"})
	if size.Rows != 1200 || size.Total() != 1320 || size.DeadRows != 5 || size.Writes != 3 {
		t.Errorf("%+v", size)
	}
	size, _ = s.Size(schema.Name{Schema: "public", Name: "p"})
	if size.Rows != 30 || size.Heap != 300 || size.Indexes != 3 || size.Partitions != 3 || size.Writes != 0.1 || len(size.Invalid) != 1 {
		t.Errorf("%+v", size)
	}
	if size, known := s.Size(schema.Name{Schema: "public", Name: "odd, \"name\"\n"}); !known || size.Rows != 1 {
		t.Errorf("%+v", size)
	}
	if _, known := s.Size(schema.Name{Schema: "public", Name: "other"}); known {
		t.Error("a table that is not in the file has a size")
	}
}

// TestReadStatsTabs: the output of the clients of MySQL, where the current database stands for the catalog's default schema.
func TestReadStatsTabs(t *testing.T) {
	s := readStats(t, strings.ReplaceAll(statsHead+
		"server,NULL,shop,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,3600,NULL,mariadb 10.11.6-MariaDB-log,2026-11-21 07:30 UTC\n"+
		"table,shop,a\\tb,NULL,NULL,7,100,0,50,NULL,NULL,NULL,NULL,NULL,3600,NULL,NULL,NULL\n"+
		"partition,shop,p0,shop,a\\tb,7,100,0,50,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL\n", ",", "\t"))
	size, known := s.Size(schema.Name{Schema: "public", Name: "a\tb"})
	if !known || size.Rows != 7 || size.Total() != 150 || size.Partitions != 1 || size.Writes != 0 {
		t.Errorf("%v %+v", known, size)
	}
}

// TestReadStatsFaults: what is wrong with a file is said with its place.
func TestReadStatsFaults(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", "stats.csv: error SP630: the statistics are empty"},
		{"\xff\xfek\x00i\x00", "error SP630: the statistics are not UTF-8"},
		{" kind | schema \n------+----\n", "stats.csv:1:1: error SP630: the first line does not name the columns"},
		{"kind,schema,name\ntable,public,a\n", "stats.csv:1:1: error SP632: the statistics have no column rows"},
		{"kind,schema,name,rows,heap_bytes\ntable,public,a,1,2\n", "stats.csv:1:1: warning SP632: the statistics are those of another version, and have no parent_schema"},
		{statsHead + "table,public,a,,,many,1,,,,,,,,,,,\n", "stats.csv:2:18: error SP631: \"many\" is no number for column rows"},
		{statsHead + "table,public,a,,,-1,1,,,,,,,,,,,\n", "stats.csv:2:18: error SP631: \"-1\" is no number for column rows"},
		{statsHead + "table,public\n", "stats.csv:2:1: error SP631: a row with 2 values, where the head names 18 columns"},
		{statsHead + "table,public,\"a,,,1,1\n", "error SP630: this is not CSV"},
		{statsHead + "widget,public,a,,,1,1,,,,,,,,,,,\n", "stats.csv:2:1: error SP631: a row of the kind \"widget\""},
		{statsHead + strings.Repeat("table,public,a,,,1,1,,,,,,,,,,,\n", 2), "stats.csv:3:1: error SP631: table a stands twice"},
		{statsHead + strings.Repeat("server,,a,,,,,,,,,,,,,,postgresql 15,\n", 2), "stats.csv:3:1: error SP631: a second server"},
		{statsHead, "stats.csv:1:1: warning SP630: the statistics name no table"},
		{strings.Replace(statsHead, "taken", "taken,new_thing", 1) + "table,public,a,,,1,1,,,,,,,,,,,,\n", "note SP632: a column \"new_thing\" that this version does not read"},
	} {
		_, diags := ReadStats(source.NewFile("stats.csv", tt.text))
		if len(diags) == 0 || !strings.Contains(diags[0].Head(), tt.want) {
			t.Errorf("%q: got %v, want %s", tt.text, diags, tt.want)
		}
	}
}

// FuzzReadStats: no file makes the reader panic.
func FuzzReadStats(f *testing.F) {
	f.Add(statsHead + "table,public,orders,,,1200,1000,20,300,5,,3600,7200,0,3600,1,,\n")
	f.Add(strings.ReplaceAll(statsHead, ",", "\t") + "table\tshop\ta\n")
	f.Add("kind,schema,name,rows,heap_bytes\n\"\n\",a,b,1,2\n")
	f.Fuzz(func(t *testing.T, text string) {
		stats, diags := ReadStats(source.NewFile("stats.csv", text))
		if (stats == nil) != diags.HasErrors() {
			t.Errorf("%v, %v", stats, diags)
		}
		for _, d := range diags {
			d.Span.Pos()
		}
	})
}

// TestPhrase: what the work on a table costs, in words.
func TestPhrase(t *testing.T) {
	req := &Request{Speeds: Speeds{Scan: 200, Rewrite: 50, Index: 60, WALFactor: 1}}
	large := check.Size{Rows: 12_000_000, Heap: 40 << 30, Toast: 2 << 30, Indexes: 6 << 30, Writes: 120}
	lock := func(set func(*sqlstmt.Lock)) sqlstmt.Lock {
		k := sqlstmt.Lock{Table: "orders", Blocks: []string{"reads", "writes"}}
		set(&k)
		return k
	}
	rewrite := lock(func(k *sqlstmt.Lock) { k.Rewrite, k.Scan, k.Build = true, true, true })
	scan := lock(func(k *sqlstmt.Lock) { k.Scan = true })
	build := lock(func(k *sqlstmt.Lock) { k.Build, k.Scan = true, true })
	quiet := sqlstmt.Lock{Table: "orders", Blocks: []string{"DDL"}, Build: true}
	for _, tt := range []struct {
		name  string
		locks []sqlstmt.Lock
		size  check.Size
		known bool
		want  string
	}{
		{"rewrite", []sqlstmt.Lock{rewrite}, large, true,
			"rewrites 48 GB, about 16 min (estimate), 48 GB of log and as much disk as the table has besides; 120 writes a second wait meanwhile"},
		{"scan", []sqlstmt.Lock{scan}, large, true, "scans 12 million rows (40 GB), about 3 min (estimate); 120 writes a second wait meanwhile"},
		{"build beside the traffic", []sqlstmt.Lock{quiet}, large, true, "builds an index over 40 GB (12 million rows), about 11 min (estimate)"},
		{"several", []sqlstmt.Lock{scan, scan, build, build, {Table: "other", Rewrite: true}}, check.Size{Rows: 1000, Heap: 3 << 20, Partitions: 2}, true,
			"scans 1000 rows (3 MB) twice, builds 2 indexes over 3 MB (1000 rows) in 2 partitions, under a second (estimate)"},
		{"not known", []sqlstmt.Lock{scan}, check.Size{}, false, "size not known: the table is not in the statistics"},
		{"nothing", []sqlstmt.Lock{{Table: "orders"}}, large, true, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var w work
			w.add(tt.locks, "orders")
			if got := req.phrase(w, tt.size, tt.known); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
	for seconds, want := range map[float64]string{0: "under a second", 89: "about 89 s", 100: "about 2 min", 7500: "about 2 h", 8000: "about 2 h 10 min", 400000: "about 5 days"} {
		if got := durationText(seconds); got != want {
			t.Errorf("%g s: %s, want %s", seconds, got, want)
		}
	}
	for n, want := range map[int64]string{1: "1 row", 9999: "9999 rows", 12_345: "12 thousand rows", 1_250_000: "1.2 million rows", 3_000_000_000: "3 billion rows"} {
		if got := rowText(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0 bytes", 1023: "1023 bytes", 8192: "8 kB", 1 << 20: "1 MB", 1<<30 - 1: "1 GB", 3 << 29: "1.5 GB"} {
		if got := byteText(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
