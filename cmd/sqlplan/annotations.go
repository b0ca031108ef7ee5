package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// formatGitHub is text whose messages are workflow commands, which GitHub shows at
// the lines of a pull request.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
const formatGitHub = "github"

// annotations writes diagnostics as workflow commands. dir is put in front of their paths.
func annotations(diags source.Diagnostics, dir string) string {
	commands := map[source.Severity]string{source.Error: "error", source.Warning: "warning", source.Note: "notice"}
	var b strings.Builder
	for _, d := range diags {
		at := d.Span.Pos()
		b.WriteString("::" + commands[d.Severity] + " title=" + property("sqlplan "+d.Code))
		if at.Path != "" {
			fmt.Fprintf(&b, ",file=%s,line=%d,col=%d", property(path.Join(dir, at.Path)), at.Line, at.Col)
		}
		text := d.Message
		if d.Help != "" {
			text += "\nhelp: " + d.Help
		}
		for _, r := range d.Related {
			text += "\n" + r.Message
		}
		b.WriteString("::" + data(text) + "\n")
	}
	return b.String()
}

// data and property escape what a workflow command would read as its own.
func data(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func property(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(text))
}

// workspacePath is the working directory as seen from the workflow's workspace, from which annotations count their paths.
func (a *app) workspacePath() string {
	workspace := os.Getenv("GITHUB_WORKSPACE")
	full, err := filepath.Abs(a.cli.Directory)
	if workspace == "" || err != nil {
		return ""
	}
	rel, err := filepath.Rel(workspace, full)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}
