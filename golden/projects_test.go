package golden

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/catalogcheck"
	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// TestProjects runs the statements of projects elsewhere on the disk one by one, on a
// real PostgreSQL and in the catalog: what one refuses the other must refuse, and at the end of each
// revision both must hold the same. SQLPLAN_PROJECTS is a file of lines such as
//
//	shop /src/shop -c alembic.ini --on-unresolved stop
//
// with a name, a folder and flags for sqlplan.
func TestProjects(t *testing.T) {
	list := os.Getenv("SQLPLAN_PROJECTS")
	if list == "" {
		t.Skip("SQLPLAN_PROJECTS names no file")
	}
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	server := pgserver.Find(t)
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		t.Run(fields[0], func(t *testing.T) {
			p := project{conn: server.Connect(t, server.Database(t)), catalog: schema.New()}
			p.replay(t, projectPlan(t, fields[1], fields[2:]))
		})
	}
}

// project is one project on its way through its revisions.
type project struct {
	conn    *pgx.Conn
	catalog *schema.Catalog
	// counts of statements: done by both, refused by both, by the server alone, by the catalog alone.
	done, refused, missed, wrong int
	differing                    int
	open                         bool // a transaction is
}

func (p *project) exec(t *testing.T, sql string) {
	t.Helper()
	if _, err := p.conn.Exec(context.Background(), sql, pgx.QueryExecModeExec); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func projectPlan(t *testing.T, dir string, flags []string) (plan planner.Plan) {
	t.Helper()
	got := sqlplan(t, dir, run{Args: append([]string{"upgrade", "base:heads", "--dialect", "postgresql", "--format", "json", "--no-review"}, flags...)})
	if err := json.Unmarshal([]byte(got.stdout), &plan); err != nil {
		t.Fatalf("%v: exit code %d\n%s", err, got.code, got.stderr)
	}
	return plan
}

func (p *project) replay(t *testing.T, plan planner.Plan) {
	d := dialectOf(t, "postgresql")
	stops, revisions := 0, 0
	for _, s := range plan.Sections {
		revisions++
		for _, it := range s.Items {
			switch it.Kind {
			case planner.ItemStop:
				stops++
				continue
			case planner.ItemBegin, planner.ItemCommit:
				p.exec(t, it.SQL)
				p.open = it.Kind == planner.ItemBegin
				continue
			case planner.ItemStatement:
			default:
				continue
			}
			p.statement(t, s.ID, it.SQL, func(cat *schema.Catalog) []schema.Conflict {
				return d.Simulate(&sqlstmt.Stmt{Text: it.SQL}, cat)
			})
		}
		p.catalog.EndRevision()
		p.exec(t, "RESET ALL")
		p.compare(t, s.ID)
	}
	known := "everything"
	if !p.catalog.Complete().Yes() {
		known = "not everything (" + p.catalog.Doubt().Reason + ")"
	}
	t.Logf("%d revisions, %d stops; statements: %d done, %d refused by both, %d by the server alone, %d by the catalog alone; %d revisions with differences; known of the catalog: %s; %d tables, %d views, %d types",
		revisions, stops, p.done, p.refused, p.missed, p.wrong, p.differing, known, len(p.catalog.Tables("")), len(p.catalog.Views("")), len(p.catalog.Types("")))
}

// statement runs one statement on both sides. Where the server alone refuses it, the catalog is put
// back, so that both go on alike.
func (p *project) statement(t *testing.T, revision, sql string, simulate func(*schema.Catalog) []schema.Conflict) {
	before := p.catalog.Clone()
	conflicts := simulate(p.catalog)
	if p.open {
		p.exec(t, "SAVEPOINT statement")
	}
	_, err := p.conn.Exec(context.Background(), sql, pgx.QueryExecModeExec)
	if err != nil && p.open {
		p.exec(t, "ROLLBACK TO statement")
	}
	switch {
	case err == nil && len(conflicts) == 0:
		p.done++
	case err == nil:
		p.wrong++
		t.Errorf("revision %s: the catalog alone refuses a statement: %s\n%s", revision, conflicts[0].Message, firstLine(sql))
	case len(conflicts) > 0:
		p.refused++
		t.Logf("revision %s: both refuse a statement: %s; %v", revision, conflicts[0].Message, err)
	default:
		p.missed++
		*p.catalog = *before
		t.Logf("revision %s: the server alone refuses a statement: %s\n%s", revision, reason(err), firstLine(sql))
	}
}

func reason(err error) string {
	var refusal *pgconn.PgError
	if errors.As(err, &refusal) {
		return fmt.Sprintf("%s %s", refusal.Code, refusal.Message)
	}
	return err.Error()
}

func firstLine(sql string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(sql), "\n")
	return line
}

func (p *project) compare(t *testing.T, revision string) {
	list, err := catalogcheck.Compare(context.Background(), p.conn, p.catalog)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		return
	}
	p.differing++
	if p.differing == 1 {
		t.Errorf("after revision %s:\n%s", revision, strings.Join(list, "\n"))
	}
}
