package alembicgolden

import "testing"

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name, want, got string
		outcome         Outcome
	}{
		{"equal", "SELECT 1;\n\n", "SELECT 1;\n\n", SameBytes},
		{"white space", "SELECT 1;\n\n", "SELECT\n  1;\n\n", SameStatements},
		{"order", "SELECT 1;\n\nSELECT 2;\n\n", "SELECT 2;\n\nSELECT 1;\n\n", SameSet},
		{"one missing", "SELECT 1;\n\nSELECT 2;\n\n", "SELECT 1;\n\n", Different},
		{"table options", "-- Running\n\nCREATE TABLE t (\n  a INT\n)ENGINE=X COMMENT='a b';\n\n", "-- Running\n\nCREATE TABLE t (\n  a INT\n)COMMENT='a b' ENGINE=X;\n\n", SameSet},
		{"columns keep their order", "CREATE TABLE t (\n  a INT, b INT\n);\n\n", "CREATE TABLE t (\n  b INT, a INT\n);\n\n", Different},
		{"constraints of a copied table", "CREATE TABLE _alembic_tmp_t (\n a INT, \n CONSTRAINT x CHECK (a), \n CONSTRAINT b UNIQUE (a)\n);\n\n",
			"CREATE TABLE _alembic_tmp_t (\n a INT, \n CONSTRAINT b UNIQUE (a), \n CONSTRAINT x CHECK (a)\n);\n\n", SameSet},
		{"batches", "A;\n\nGO\n\nB;\n\nGO\n\n", "B;\n\nGO\n\nA;\n\nGO\n\n", SameSet},
		{"statements of Oracle", "A\n\n/\n\nB\n\n/\n\n", "B\n\n/\n\nA\n\n/\n\n", SameSet},
		{"twice is not once", "SELECT 1;\n\nSELECT 1;\n\n", "SELECT 1;\n\n", Different},
		{"other words", "SELECT 1;\n\n", "SELECT 2;\n\n", Different},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Compare(test.want, test.got); got != test.outcome {
				t.Errorf("got %v, want %v", got, test.outcome)
			}
		})
	}
}

func TestCorrected(t *testing.T) {
	for _, test := range []struct {
		name, want, got string
		fault           bool
	}{
		{"terminators", "SELECT 1;;\n\n", "SELECT 1;\n\n", true},
		{"values", "UPDATE t SET a=:a_1;\n\n", "UPDATE t SET a=5;\n\n", true},
		{"defaults", "CREATE TABLE t (\n a INT DEFAULT abs(1)\n);\n\n", "CREATE TABLE t (\n a INT DEFAULT (abs(1))\n);\n\n", true},
		{"IDENTITY_INSERT", "SET IDENTITY_INSERT [a b] ON;\n\nGO\n\n",
			"IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[a b]') AND name IN (N'it''s', N'b)')) SET IDENTITY_INSERT [a b] ON;\n\nGO\n\n", true},
		{"IF NOT EXISTS", "CREATE TABLE IF NOT EXISTS t (\n a INT\n);\n\n", "IF OBJECT_ID(N't', N'U') IS NULL CREATE TABLE t (\n a INT\n);\n\n", true},
		{"RETURNING of Oracle", "INSERT INTO t (a) VALUES (1) RETURNING t.a, t.b INTO :ret_0, :ret_1\n\n/\n\n", "INSERT INTO t (a) VALUES (1)\n\n/\n\n", true},
		{"in another order", "ALTER TABLE t ADD UNIQUE (a);\n\nSET IDENTITY_INSERT t ON;\n\nINSERT INTO t;\n\n",
			"IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't')) SET IDENTITY_INSERT t ON;\n\nALTER TABLE t ADD UNIQUE (a);\n\nINSERT INTO t;\n\n", true},
		{"another value", "UPDATE t SET a=4;\n\n", "UPDATE t SET a=5;\n\n", false},
		{"another condition", "DELETE FROM t;\n\n", "IF EXISTS (SELECT 1 FROM t) DELETE FROM t;\n\n", false},
		{"one missing", "SELECT 1;\n\nSELECT 2;\n\n", "SELECT 1;\n\n", false},
	} {
		if got := Corrected(test.want, test.got); (got != "") != test.fault {
			t.Errorf("%s: the fault is %q", test.name, got)
		}
	}
}

func TestParseCase(t *testing.T) {
	c, err := ParseCase("x/y", "# about it\n# opts: transactional_ddl=False\n# x: a=1 b\n# unordered\nop.execute(\"1\")\n#: down\npass\n#: next\nop.execute(\"2\")\n")
	if err != nil {
		t.Fatal(err)
	}
	if c.About != "about it" || c.Opts != "transactional_ddl=False" || len(c.X) != 2 || !c.Unordered {
		t.Errorf("the header was read as %+v", c)
	}
	if !c.Chained() || !c.Reversible() || c.Range(Downgrade) != "c2:base" {
		t.Errorf("the sections were read as %+v", c.sections)
	}
	for _, bad := range []string{"# nonsense: x\nop.f()\n", "#: nowhere\n", ""} {
		if _, err := ParseCase("bad", bad); err == nil {
			t.Errorf("%q was read without an error", bad)
		}
	}
}

func TestRecordingRoundTrip(t *testing.T) {
	list := []Recording{
		{Direction: Upgrade, Text: "SELECT 1;\n\n"},
		{Direction: Downgrade, Error: "ValueError: no"},
		{Direction: Downgrade, Whole: true, Text: "BEGIN;\n\n"},
	}
	again, err := ParseRecordings(FormatRecordings(list))
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if i >= len(again) || again[i] != list[i] {
			t.Fatalf("got %+v, want %+v", again, list)
		}
	}
}
