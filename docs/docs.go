// Package docs holds the pages that the program itself reads.
package docs

import _ "embed" // for the directives below

// Diagnostics is the page that lists the codes of all messages.
//
//go:embed diagnostics.md
var Diagnostics string

// PlanSchema is the JSON Schema of a plan.
//
//go:embed plan.schema.json
var PlanSchema string
