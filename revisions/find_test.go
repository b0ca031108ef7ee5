package revisions

import (
	"testing"

	"github.com/sqlplan/sqlplan/revisions/sqlfile"
)

func TestFind(t *testing.T) {
	set := &Set{Graph: drawnGraph(t, diamond), Format: sqlfile.Format{}}
	const noStart = "steps need a revision to start from"
	for _, test := range []struct{ name, want string }{
		{"left1", "left1"},
		{"righ", "right1"},
		{"trunk", "base1"},
		{"left@head", "merge1"},
		{"left1+1", "left2"},
		{"left1+0", "left1"},
		{"left1-1", "base1"},
		{"left2-2", "base1"},
		{"base1+1", `SP115: "base1+1" can be walked up in several ways at base1: left1, right1`},
		{"left@base1+1", "left1"},
		{"left@head-1", `SP115: "left@head-1" can be walked down in several ways at merge1: left2, right1`},
		{"other@head-1", "other1"},
		{"trunk@base+1", "base1"},
		{"left1+3", `SP116: "left1+3" asks for 3 revisions, but there are 2 that way`},
		{"merge1+1", `SP116: "merge1+1" asks for 1 revision, but there is none that way`},
		{"base1-1", `SP110: range "base1-1", byte 0: base is no revision`},
		{"base", `SP110: range "base", byte 0: base is no revision`},
		{"heads", `SP113: "heads" stands for one head, but there are 2: merge1, other2`},
		{"-1", `SP110: range "-1", byte 0: ` + noStart},
		{"+1", `SP110: range "+1", byte 0: ` + noStart},
		{" left@+1", `SP110: range " left@+1", byte 1: ` + noStart},
		{"left1:left2", `SP110: range "left1:left2", byte 0: one revision is needed here, not a range`},
		{"left1,left2", `SP110: range "left1,left2", byte 0: one revision is needed here, not a range`},
		{"zzzzzzzz-1", `SP111: there is no revision or branch label "zzzzzzzz"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			rev, err := set.Find(test.name)
			got := ""
			if err == nil {
				got = rev.ID
			} else {
				d := err.(Problem).Diagnostic()
				got = d.Code + ": " + d.Message
				if d.Help == "" {
					t.Error("no help")
				}
			}
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
