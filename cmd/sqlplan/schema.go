package main

import "github.com/sqlplan/sqlplan/docs"

type schemaCmd struct{}

func (schemaCmd) Help() string {
	return `Examples:
  sqlplan schema > plan.schema.json

What --format json prints fits it. Its plan_version grows when a field changes its meaning;
a field may come without that.`
}

// Run prints the JSON Schema of a plan.
func (schemaCmd) Run(a *app) error {
	if _, err := a.formats("text", "json"); err != nil {
		return err
	}
	return a.print(docs.PlanSchema)
}
