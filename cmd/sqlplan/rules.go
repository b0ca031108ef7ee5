package main

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/planner/check"
)

type rulesCmd struct{}

func (rulesCmd) Help() string {
	return `Examples:
  sqlplan rules                        code, severity, name and what each finds
  sqlplan rules --dialect mariadb      those for one kind of server
  sqlplan rules --format json          with reasons and examples

sqlplan explain CODE says more about one.`
}

// Run lists the rules. It needs no project, so that it can be run anywhere.
func (rulesCmd) Run(a *app) error {
	format, err := a.formats("text", "json", "markdown")
	if err != nil {
		return err
	}
	list := []check.RuleJSON{}
	var b strings.Builder
	area := ""
	for i := range check.Rules {
		r := &check.Rules[i]
		if a.cli.Dialect != "" && !r.Speaks(a.cli.Dialect) {
			continue
		}
		list = append(list, r.JSON())
		if r.Area() != area {
			area = r.Area()
			b.WriteString(area + "\n")
		}
		level := r.Severity.String()
		if r.Optional {
			level = "(" + level + ")"
		}
		fmt.Fprintf(&b, "  %s  %-9s  %-32s  %s\n", r.Code, level, r.Name, r.Doc.Title)
	}
	switch format {
	case "json":
		return a.printJSON(list)
	case "markdown":
		return a.print(check.Index())
	}
	b.WriteString("\nThose in parentheses are off unless the configuration enables them.\n")
	return a.print(b.String())
}

// ruleCodes are what a shell offers to be explained.
func ruleCodes() []string {
	list := make([]string, len(check.Rules))
	for i := range check.Rules {
		list[i] = check.Rules[i].Code
	}
	return list
}

type explainCmd struct {
	Rule string `arg:"" name:"rule" help:"The code of a rule, or its name: PG101." predictor:"rule"`
}

func (explainCmd) Help() string {
	return `Examples:
  sqlplan explain PG101
  sqlplan explain set-not-null --format markdown`
}

// Run prints what is to be said about one rule.
func (c explainCmd) Run(a *app) error {
	format, err := a.formats("text", "json", "markdown")
	if err != nil {
		return err
	}
	r := check.ByName(c.Rule)
	if r == nil {
		hint := check.DidYouMean(c.Rule)
		if hint == "" {
			hint = "sqlplan rules lists them"
		}
		return usagef("there is no rule %q; %s", c.Rule, hint)
	}
	switch format {
	case "json":
		return a.printJSON(r.JSON())
	case "markdown":
		return a.print(r.Markdown())
	}
	return a.print(r.Text())
}
