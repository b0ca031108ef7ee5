//go:build cgo

package postgresql

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// outsideCase is a statement, and whether a server refuses it inside a
// transaction block.
type outsideCase struct {
	sql     string
	version int    // major version that the statement is compiled for
	command string // of the row that applies; "" if the statement can run inside
	cleanup string
	// state is what PostgreSQL 15 says inside a block; "" if the case cannot be
	// tried there.
	state string
}

const inBlock = "25001" // active_sql_transaction

var outsideCases = []outsideCase{
	{"create index concurrently a on public.t (c)", 15, "CREATE INDEX CONCURRENTLY", "DROP INDEX CONCURRENTLY IF EXISTS public.a", inBlock},
	{`create index concurrently "A" on t (c)`, 15, "CREATE INDEX CONCURRENTLY", `DROP INDEX CONCURRENTLY IF EXISTS "A"`, inBlock},
	{"create index concurrently on t (c)", 15, "CREATE INDEX CONCURRENTLY", "", inBlock},
	{"create index a on t (c)", 15, "", "", "00000"},
	{"drop index concurrently public.t_c_idx", 15, "DROP INDEX CONCURRENTLY", "", inBlock},
	{"drop index t_c_idx", 15, "", "", "00000"},
	{"reindex index concurrently public.t_c_idx", 15, "REINDEX CONCURRENTLY",
		"DROP INDEX CONCURRENTLY IF EXISTS public.t_c_idx_ccnew;\nDROP INDEX CONCURRENTLY IF EXISTS public.t_c_idx_ccold", inBlock},
	{"reindex (concurrently on) table t", 15, "REINDEX CONCURRENTLY", "", inBlock},
	{"reindex (concurrently off) table t", 15, "", "", "00000"},
	{"reindex (verbose) index t_c_idx", 15, "", "", "00000"},
	{"reindex schema public", 15, "REINDEX SCHEMA, DATABASE or SYSTEM", "", inBlock},
	{"reindex database postgres", 15, "REINDEX SCHEMA, DATABASE or SYSTEM", "", inBlock},
	{"reindex system", 16, "REINDEX SCHEMA, DATABASE or SYSTEM", "", ""},
	{"vacuum t", 15, "VACUUM", "", inBlock},
	{"vacuum (full, analyze) t", 15, "VACUUM", "", inBlock},
	{"analyze t", 15, "", "", "00000"},
	{"cluster", 15, "CLUSTER without a table", "", inBlock},
	{"cluster t using t_c_idx", 15, "", "", "00000"},
	{"cluster p using p_c_idx", 15, "CLUSTER of a partitioned table", "", inBlock},
	{"cluster p using p_c_idx", 14, "", "", ""},
	{"cluster p1 using p1_c_idx", 15, "", "", "00000"},
	{"reindex table p", 15, "REINDEX TABLE of a partitioned table", "", inBlock},
	{"reindex (tablespace pg_default) table p", 14, "REINDEX TABLE of a partitioned table", "", inBlock},
	{"reindex table p", 13, "", "", ""},
	{"reindex table p1", 15, "", "", "00000"},
	{"reindex index public.p_c_idx", 15, "REINDEX INDEX of a partitioned table's index", "", inBlock},
	{"reindex index p1_c_idx", 15, "", "", "00000"},
	{"reindex table concurrently p", 15, "REINDEX CONCURRENTLY", "", inBlock},
	{"alter table p detach partition p1 concurrently", 15, "ALTER TABLE ... DETACH PARTITION CONCURRENTLY", "ALTER TABLE p DETACH PARTITION p1 FINALIZE", inBlock},
	{"alter table p detach partition p1", 15, "", "", "00000"},
	{"alter type e add value 'x'", 15, "", "", "00000"},
	{"alter type e add value 'x'", 12, "", "", ""},
	{"alter type e add value 'x'", 11, "ALTER TYPE ... ADD VALUE before PostgreSQL 12", "", ""},
	{"alter type e rename value 'x' to 'y'", 11, "", "", ""},
	{"create database a", 15, "CREATE DATABASE", "", inBlock},
	{"drop database if exists no_such_database", 15, "DROP DATABASE", "", inBlock},
	{"alter database postgres set tablespace pg_default", 15, "ALTER DATABASE ... SET TABLESPACE", "", inBlock},
	{"alter database postgres connection limit -1", 15, "", "", "00000"},
	{"create tablespace a location '/no/such/folder'", 15, "CREATE TABLESPACE", "", inBlock},
	{"drop tablespace no_such_tablespace", 15, "DROP TABLESPACE", "", inBlock},
	{"alter system set work_mem = '4MB'", 15, "ALTER SYSTEM", "", inBlock},
	{"create subscription a connection 'dbname=b' publication c", 15, "CREATE SUBSCRIPTION with a replication slot", "", inBlock},
	{"create subscription a connection 'dbname=b' publication c with (enabled = false, create_slot)", 15, "CREATE SUBSCRIPTION with a replication slot", "", inBlock},
	{"create subscription a connection 'dbname=b' publication c with (connect = false)", 15, "", "", "00000"},
	{"create subscription a connection 'dbname=b' publication c with (connect = 0, slot_name = none)", 15, "", "", "00000"},
	{"create subscription a connection '' publication c with (create_slot = off)", 15, "", "", ""},
	{"drop subscription s", 15, "DROP SUBSCRIPTION with a replication slot", "", inBlock},
	{"alter subscription s refresh publication", 15, "ALTER SUBSCRIPTION with a refresh of its publications", "", ""},
	{"alter subscription s set publication b", 15, "ALTER SUBSCRIPTION with a refresh of its publications", "", ""},
	{"alter subscription s add publication b with (refresh)", 15, "ALTER SUBSCRIPTION with a refresh of its publications", "", ""},
	{"alter subscription s set publication b with (refresh = false)", 15, "", "", "00000"},
	{"alter subscription s disable", 15, "", "", "00000"},
	{"alter subscription s set (failover = true)", 17, "ALTER SUBSCRIPTION ... SET (failover or two_phase)", "", ""},
	{"alter subscription s set (binary = true)", 15, "", "", "00000"},
	{"discard all", 15, "DISCARD ALL", "", inBlock},
	{"discard temp", 15, "", "", "00000"},
	{"commit prepared 'a'", 15, "COMMIT PREPARED", "", inBlock},
	{"rollback prepared 'a'", 15, "ROLLBACK PREPARED", "", inBlock},
	{"do $$begin commit; end$$", 15, "DO with COMMIT or ROLLBACK in its block", "", "2D000"},
	{"do $$begin for i in 1..2 loop if i > 1 then /* x */ rollback and chain; end if; end loop; end$$", 15, "DO with COMMIT or ROLLBACK in its block", "", "2D000"},
	{"do 'begin perform ''commit;''; /* commit; */ end'", 15, "", "", "00000"},
	{"do $$declare commit int; begin commit := 1; end$$", 15, "", "", "00000"},
	{"create procedure a() language plpgsql as $$begin commit; end$$", 15, "", "", "00000"},
	{"refresh materialized view concurrently m", 15, "", "", "00000"},
}

func TestOutside(t *testing.T) {
	seen := map[string]bool{}
	_, cat := studied(t, outsideSetup, "select 1")
	for _, tt := range outsideCases {
		t.Run(tt.sql, func(t *testing.T) {
			stmt, diags := parse(tt.sql, ir.Version{Major: tt.version})
			if stmt.MayBeOutside {
				Dialect{}.Place(stmt, cat)
			}
			want := ""
			if tt.command != "" {
				want = "PostgreSQL does not run " + tt.command + " inside a transaction block"
			}
			if diags != nil || stmt.Outside != want || stmt.Cleanup != tt.cleanup {
				t.Errorf("%v\n got %q, cleanup %q\nwant %q, cleanup %q", diags, stmt.Outside, stmt.Cleanup, want, tt.cleanup)
			}
			if stmt.Cleanup != "" && stmt.Leftover == "" {
				t.Error("a cleanup of nothing")
			}
			if stmt.Cleanup != "" {
				if _, syntax, err := checkSyntax(stmt.Cleanup); syntax != nil || err != nil {
					t.Errorf("cleanup %q: %v %v", stmt.Cleanup, syntax, err)
				}
			}
		})
		seen[tt.command] = true
	}
	for _, row := range partitionedRows {
		if !seen[row.command] || !strings.HasPrefix(row.page, "sql-") {
			t.Errorf("%s: a case for it: %t; page %q", row.command, seen[row.command], row.page)
		}
	}
	for _, row := range outsideRows {
		if !seen[row.command] {
			t.Errorf("no case for %s", row.command)
		}
		if !strings.HasPrefix(row.page, "sql-") && !strings.HasPrefix(row.page, "plpgsql-") {
			t.Errorf("%s: page %q", row.command, row.page)
		}
	}
}

// outsideSetup is what the cases of the catalog find.
const outsideSetup = `
	create table t (c int);
	create index on t (c);
	create table p (c int) partition by list (c);
	create table p1 partition of p for values in (1);
	create index on p (c);
`

// TestOutsideOnServer tries every case inside a transaction block.
func TestOutsideOnServer(t *testing.T) {
	server := pgserver.Find(t)
	ctx := context.Background()
	conn := server.Connect(t, server.Database(t))
	_, err := conn.Exec(ctx, outsideSetup+`
		create type e as enum ('a');
		create materialized view m as select c from t;
		create unique index on m (c);
		create subscription s connection 'dbname=b' publication c with (connect = false);`)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := conn.Exec(ctx, "alter subscription s set (slot_name = none); drop subscription s"); err != nil {
			t.Error(err)
		}
	})
	for _, tt := range outsideCases {
		if tt.state == "" {
			continue
		}
		t.Run(tt.sql, func(t *testing.T) {
			tx, err := conn.Begin(ctx)
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Rollback(ctx)
			if _, err = tx.Exec(ctx, tt.sql); sqlState(err) != tt.state {
				t.Errorf("the server says %v, want state %s", err, tt.state)
			}
		})
	}
}

// sqlState returns the SQLSTATE of a server's answer, "00000" for success.
func sqlState(err error) string {
	var answer *pgconn.PgError
	switch {
	case err == nil:
		return "00000"
	case errors.As(err, &answer):
		return answer.Code
	}
	return err.Error()
}

func TestSuffixed(t *testing.T) {
	tests := []struct{ name, want string }{
		{"a", "a_ccnew"},
		{strings.Repeat("a", 63), strings.Repeat("a", 57) + "_ccnew"},
		{strings.Repeat("a", 56) + "éé", strings.Repeat("a", 56) + "_ccnew"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := suffixed(tt.name, "_ccnew"); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestConcurrentWaits: an index that is built or dropped concurrently waits for open transactions without keeping
// anybody from reading or writing, and a lock_timeout leaves it invalid. That is why it is given none.
func TestConcurrentWaits(t *testing.T) {
	server := pgserver.Find(t)
	ctx := context.Background()
	db := server.Database(t)
	exec := func(conn *pgx.Conn, sql string) error {
		_, err := conn.Exec(ctx, sql)
		return err
	}
	open, builder, other := server.Connect(t, db), server.Connect(t, db), server.Connect(t, db)
	if err := exec(other, "create table t (c int); create index old on t (c); set lock_timeout = '300ms'"); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{"create index concurrently fresh on t (c)", "reindex index concurrently old", "drop index concurrently old"} {
		t.Run(sql, func(t *testing.T) {
			if err := exec(open, "begin; insert into t values (1)"); err != nil {
				t.Fatal(err)
			}
			done := make(chan error, 1)
			go func() { done <- exec(builder, sql) }()
			waiting(t, other, sql)
			for _, of := range []string{"select * from t", "insert into t values (2)", "update t set c = 3 where c = 2", "delete from t where c = 3"} {
				if err := exec(other, of); err != nil {
					t.Errorf("%s: %v", of, err)
				}
			}
			for _, of := range []string{"analyze t", "alter table t add column d int"} {
				if err := exec(other, of); sqlState(err) != "55P03" {
					t.Errorf("%s is not made to wait: %v", of, err)
				}
			}
			if err := exec(open, "rollback"); err != nil {
				t.Fatal(err)
			}
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		})
	}
	if err := exec(open, "begin; insert into t values (1)"); err != nil {
		t.Fatal(err)
	}
	if err := exec(other, "create index concurrently stopped on t (c)"); sqlState(err) != "55P03" {
		t.Errorf("the timeout stops nothing: %v", err)
	}
	if err := exec(open, "rollback"); err != nil {
		t.Fatal(err)
	}
	var valid bool
	if err := other.QueryRow(ctx, "select indisvalid from pg_index where indexrelid = 'stopped'::regclass").Scan(&valid); err != nil || valid {
		t.Errorf("the index that was stopped: valid %v, %v", valid, err)
	}
}

// waiting returns when a session that runs the statement waits for a lock.
func waiting(t *testing.T, conn *pgx.Conn, sql string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var n int
		err := conn.QueryRow(context.Background(), "select count(*) from pg_stat_activity where query = $1 and wait_event_type = 'Lock' and datname = current_database()", sql).Scan(&n)
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			return
		}
	}
	t.Fatalf("%s does not wait", sql)
}
