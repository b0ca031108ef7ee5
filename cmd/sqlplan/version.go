package main

import "fmt"

type versionCmd struct{}

// Run prints the version, the parser's grammar and nothing that changes from
// machine to machine.
func (versionCmd) Run(a *app) error {
	format, err := a.formats("text", "json")
	if err != nil {
		return err
	}
	if format == "json" {
		return a.printJSON(map[string]string{"version": versionText(), "dialects": dialectNames()})
	}
	return a.print(fmt.Sprintf("sqlplan %s\n", versionText()))
}
