package stdlib_test

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestDeclared: the clock, the time zone and random UUIDs where variables stand for them.
func TestDeclared(t *testing.T) {
	const instant, utc, seed = "SOURCE_DATE_EPOCH=1700000000", "TZ=UTC", "SQLPLAN_UUID_SEED=shop"
	for _, tt := range []struct{ vars, expr, want string }{
		{instant, "datetime.datetime.utcnow()", "2023-11-14 22:13:20"},
		{instant, "datetime.datetime.now(datetime.timezone.utc).isoformat()", "2023-11-14T22:13:20+00:00"},
		{instant, "datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=2)))", "2023-11-15 00:13:20+02:00"},
		{instant, "(time.time(), time.time_ns())", "(1700000000.0, 1700000000000000000)"},
		{instant, "datetime.datetime.now()", "?datetime.datetime.now() the time zone of the machine is not read; declare it, as --var TZ=UTC"},
		{instant + " " + utc, "datetime.datetime.now().year, datetime.date.today(), datetime.datetime.today()", "(2023, datetime.date(2023, 11, 14), datetime.datetime(2023, 11, 14, 22, 13, 20))"},
		{utc, "datetime.datetime.now()", "?datetime.datetime.now() the clock is not read: the same files give the same script"},
		{utc, "datetime.datetime.fromtimestamp(736135) == datetime.datetime.utcfromtimestamp(736135)", "True"},
		{utc, "datetime.datetime(2020, 1, 1).timestamp()", "1577836800.0"},
		{utc, "datetime.datetime(2020, 1, 1).astimezone().isoformat()", "2020-01-01T00:00:00+00:00"},
		{utc, "datetime.date.fromtimestamp(86400)", "1970-01-02"},
		{"TZ=Europe/Berlin", "datetime.date.fromtimestamp(86400)", "?datetime.date.fromtimestamp() the rules of the time zone Europe/Berlin are not the same on each machine"},
		{"SOURCE_DATE_EPOCH=today", "datetime.datetime.utcnow()", `!sqlplan cannot evaluate the declared SOURCE_DATE_EPOCH "today"`},
		{seed, "[uuid.uuid4() for _ in range(2)]", "[UUID('0350d12a-3cb8-4656-8226-6bee5567744b'), UUID('c6089990-f7d1-4617-b5e4-593b456270b8')]"},
		{seed, "uuid.uuid4().version, uuid.uuid4() == uuid.uuid4()", "(4, False)"},
		{seed, "uuid.uuid1()", "?uuid.uuid1() random values are not the same in each run"},
		{"SQLPLAN_RANDOM_SEED=shop", "random.randint(1, 100), random.choice('abc')", "(78, 'c')"},
		{"SQLPLAN_RANDOM_SEED=shop", "random.SystemRandom().random()", "?random.SystemRandom().random() random values are not the same in each run"},
		{seed, "random.Random().choice('ab')", "?random.Random().choice() random values are not the same in each run"},
		{seed, "random.gauss(1, 2)", "?random.gauss() random values are not the same in each run"},
		{"SQLPLAN_RANDOM_SEED=shop", "random.gauss(1, 2)", "?random.gauss() sqlplan does not know the function"},
		{seed, "secrets.token_hex(4)", "?secrets.token_hex() random values are not the same in each run"},
	} {
		t.Run(tt.vars+" "+tt.expr, func(t *testing.T) {
			vars := map[string]string{}
			for _, v := range strings.Fields(tt.vars) {
				name, value, _ := strings.Cut(v, "=")
				vars[name] = value
			}
			got := declared(t, vars, tt.expr)
			if got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
			if again := declared(t, vars, tt.expr); again != got {
				t.Errorf("another run gives %s", again)
			}
		})
	}
}

// declared is str(expr); "?" and the reason of a value that is not known, "!" and an error.
func declared(t *testing.T, vars map[string]string, expr string) string {
	t.Helper()
	file, diags := python.Parse(source.NewFile("declared.py", "import datetime, random, secrets, time, uuid\nx = ("+expr+")\n"))
	if diags.HasErrors() {
		t.Fatalf("%s does not parse: %v", expr, diags)
	}
	in := python.New(python.Options{Modules: stdlib.Module, Environ: func(name string) (string, bool) { v, ok := vars[name]; return v, ok }})
	m, err := in.RunFile(file, "program")
	if err != nil {
		return "!" + err.Error()
	}
	x, _ := m.Get("x")
	if o, ok := x.(*python.Opaque); ok {
		return "?" + o.Path + " " + o.Reason
	}
	text, err := in.Thread().Str(x)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
