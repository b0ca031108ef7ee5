package golden

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// generateAlembic writes an Alembic project of count revisions: tables with
// constraints, indexes, changes of older tables and a data change, as
// autogenerate and people write them.
func generateAlembic(tb testing.TB, count int) string {
	tb.Helper()
	dir := tb.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	write("alembic.ini", "[alembic]\nscript_location = alembic\nsqlalchemy.url = postgresql://localhost/app\n")
	write("alembic/env.py", alembicEnv)
	for n := range count {
		down := "None"
		if n > 0 {
			down = fmt.Sprintf("'r%06d'", n-1)
		}
		write(fmt.Sprintf("alembic/versions/r%06d_change.py", n),
			strings.NewReplacer("{n}", fmt.Sprint(n), "{older}", fmt.Sprint(n/2), "{rev}", fmt.Sprintf("r%06d", n), "{down}", down).Replace(alembicRevision))
	}
	return dir
}

const alembicEnv = `from alembic import context

config = context.config


def run_migrations_offline():
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True,
                      dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()


run_migrations_offline()
`

const alembicRevision = `"""change {n}

Revision ID: {rev}
Revises: {down}
Create Date: 2024-01-01 00:00:00
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '{rev}'
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('accounts_{n}',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('owner_id', sa.BigInteger(), nullable=False),
        sa.Column('kind', sa.String(length=20), server_default='private', nullable=False),
        sa.Column('balance', sa.Numeric(14, 2), server_default=sa.text('0'), nullable=False),
        sa.Column('settings', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column('opened_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.CheckConstraint("kind IN ('private', 'business')", name='ck_accounts_{n}_kind'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index(op.f('ix_accounts_{n}_owner'), 'accounts_{n}', ['owner_id', 'opened_at'], unique=False)
    op.add_column('accounts_{older}', sa.Column('note_{n}', sa.Text(), nullable=True))
    op.execute("UPDATE accounts_{older} SET note_{n} = 'n/a' WHERE balance = 0")
    op.alter_column('accounts_{n}', 'kind', existing_type=sa.String(length=20), type_=sa.String(length=40))


def downgrade():
    op.drop_column('accounts_{older}', 'note_{n}')
    op.drop_index(op.f('ix_accounts_{n}_owner'), table_name='accounts_{n}')
    op.drop_table('accounts_{n}')
`

// alembicCommand is the Alembic to compare with: ALEMBIC, else the one on PATH; "" for none.
func alembicCommand() string {
	if name := os.Getenv("ALEMBIC"); name != "" {
		return name
	}
	name, err := exec.LookPath("alembic")
	if err != nil {
		return ""
	}
	return name
}

// BenchmarkAlembic compiles a whole Alembic history with sqlplan, with its review and without, and with Alembic itself, in the
// same run. x-alembic is how many times faster sqlplan is with the review, x-plain without it (the aims: 10 for 300
// revisions, 5 for 5,000), and the ...cpu-ms are the time of all cores, which other work on the machine changes less. peak-MB,
// plain-MB and alembic-MB are the memory of the three (sqlplan's must be the smaller at 300), and the ...own-MB what of it is
// theirs alone: the rest are pages of the programs' files, which the kernel has once for all who run them, and of which it counts
// more or fewer to a process as it has happened to read them.
func BenchmarkAlembic(b *testing.B) {
	alembic := alembicCommand()
	if alembic == "" {
		b.Skip("no alembic on PATH, and ALEMBIC is not set")
	}
	for _, count := range []int{300, 5000} {
		b.Run(fmt.Sprintf("revisions=%d", count), func(b *testing.B) {
			dir := generateAlembic(b, count)
			var reviewed, plain, theirs spent
			script := []string{"upgrade", "base:head", "--sql", "-q", "-o", "release.sql"}
			for b.Loop() {
				reviewed.add(b, dir, binary, script...)
				plain.add(b, dir, binary, append(script, "--no-review")...)
				theirs.add(b, dir, alembic, "upgrade", "base:head", "--sql")
			}
			b.ReportMetric(theirs.wall.Seconds()/reviewed.wall.Seconds(), "x-alembic")
			b.ReportMetric(theirs.wall.Seconds()/plain.wall.Seconds(), "x-plain")
			reviewed.report(b, "")
			plain.report(b, "plain-")
			theirs.report(b, "alembic-")
			b.ReportMetric(reviewed.peak, "peak-MB")
			b.ReportMetric(plain.peak, "plain-MB")
			b.ReportMetric(theirs.peak, "alembic-MB")
			b.ReportMetric(ownMB(b, dir, binary, append(script, "--no-review")...), "plain-own-MB")
			b.ReportMetric(ownMB(b, dir, alembic, "upgrade", "base:head", "--sql"), "alembic-own-MB")
		})
	}
}

// spent is what the runs of one program took.
type spent struct {
	wall, cpu time.Duration
	peak      float64 // of the largest, in MB
}

// add runs the program once more.
func (s *spent) add(b *testing.B, dir, program string, args ...string) {
	b.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	start := time.Now()
	if out, err := cmd.Output(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	s.wall += time.Since(start)
	s.cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	s.peak = max(s.peak, peakMB(cmd.ProcessState))
}

// ownMB runs the program once more and returns the most memory that was seen to belong to it alone, in MB; 0 where
// the system does not tell.
func ownMB(b *testing.B, dir, program string, args ...string) float64 {
	b.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- cmd.Wait() }()
	most := 0
	for {
		select {
		case err := <-done:
			if err != nil {
				b.Fatal(err)
			}
			return float64(most) / 1024
		case <-time.After(time.Millisecond):
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid)) // it may have ended
			if _, rest, ok := strings.Cut(string(status), "RssAnon:"); ok {
				kB, _ := strconv.Atoi(strings.Fields(rest)[0]) // digits, by the kernel's word
				most = max(most, kB)
			}
		}
	}
}

// report reports the means of the runs.
func (s *spent) report(b *testing.B, prefix string) {
	b.ReportMetric(s.wall.Seconds()*1000/float64(b.N), prefix+"ms")
	b.ReportMetric(s.cpu.Seconds()*1000/float64(b.N), prefix+"cpu-ms")
}
