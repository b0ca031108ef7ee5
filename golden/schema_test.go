package golden

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/sqlplan/sqlplan/docs"
)

// TestPlanSchema validates the plans of every case, up and down, against docs/plan.schema.json, and the
// golden ones among them.
func TestPlanSchema(t *testing.T) {
	t.Parallel()
	read := func(text string) any {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("plan.schema.json", read(docs.PlanSchema)); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("plan.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	validated := 0
	check := func(name, text string) {
		if err := schema.Validate(read(text)); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
		validated++
	}
	for _, c := range cases(t) {
		dir := c.workdir(t)
		for _, command := range []string{"upgrade base:heads", "downgrade heads:base", "stamp base:heads"} {
			got := sqlplan(t, dir, run{Args: append(strings.Fields(command), append([]string{"--format", "json"}, c.Flags...)...)})
			if got.code < 2 {
				check(filepath.Base(c.dir)+" "+command, got.stdout)
			}
		}
		for _, r := range c.Runs {
			if r.Name == "plan.json" {
				check(r.Name, sqlplan(t, dir, r).stdout)
			}
		}
	}
	if validated < 50 {
		t.Errorf("only %d plans were validated", validated)
	}
	broken := strings.Replace(sqlplan(t, "testdata/shop", run{Args: []string{"upgrade", "base:head", "--format", "json"}}).stdout, `"kind": "begin"`, `"kind": "start"`, 1)
	if schema.Validate(read(broken)) == nil {
		t.Error("the schema takes what is no plan")
	}
}
