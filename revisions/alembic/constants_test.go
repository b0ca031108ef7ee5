package alembic

import (
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestLabelsOfOtherModules: a header takes a constant of the project's modules, looked up from the folder where sqlplan works.
func TestLabelsOfOtherModules(t *testing.T) {
	text := "from app.db import cli\nfrom . import names\nrevision = 'a1'\ndown_revision = None\nbranch_labels = (cli.EXPAND_BRANCH, names.OTHER)\n"
	fsys := fstest.MapFS{
		"src/app/db/cli.py":                {Data: []byte("import absent\nEXPAND_BRANCH = 'expand'\n")},
		"src/migrations/versions/names.py": {Data: []byte("OTHER = 'other'\n")},
	}
	format := Format{Project: &Project{FS: fsys, SysPath: []string{"src"}, Dir: "src/migrations"}}
	revs, diags := format.Read([]*source.File{source.NewFile("versions/a1.py", text)})
	if diags.HasErrors() || len(revs) != 1 || len(revs[0].BranchLabels) != 2 || revs[0].BranchLabels[0].Name != "expand" || revs[0].BranchLabels[1].Name != "other" {
		t.Fatalf("got %+v %v", revs, diags)
	}
	if _, diags := (Format{}).Read([]*source.File{source.NewFile("versions/a1.py", text)}); !diags.HasErrors() {
		t.Error("a file without its project has no such constants")
	}
}
