package main

import (
	"cmp"
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

// data and property escape what a workflow command would read as its own, and show what hides or reorders text, or would
// drive the viewer of the log.
func data(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = source.Printable(strings.TrimSuffix(line, "\r"))
	}
	return strings.NewReplacer("%", "%25", "\n", "%0A").Replace(strings.Join(lines, "\n"))
}

func property(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(text))
}

// workspacePath is the working directory as seen from the checkout of a workflow of GitHub or a job of GitLab, from which both
// count the paths of what was found.
// https://docs.gitlab.com/ci/variables/predefined_variables/
func (a *app) workspacePath() string {
	workspace := cmp.Or(os.Getenv("GITHUB_WORKSPACE"), os.Getenv("CI_PROJECT_DIR"))
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
