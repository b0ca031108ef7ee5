package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

// newRevisionFlags are what revision and merge have in common.
type newRevisionFlags struct {
	Message     string   `short:"m" required:"" placeholder:"TEXT" help:"What the revision does, in a few words."`
	BranchLabel []string `placeholder:"NAME" help:"Give the branch that starts here a name; may be repeated."`
	RevID       string   `name:"rev-id" placeholder:"ID" help:"Use this id instead of a random one."`
	VersionPath string   `placeholder:"DIR" help:"Write the file to this version folder."`
	Author      string   `placeholder:"NAME" help:"Who wrote it, for the header."`
}

type revisionCmd struct {
	newRevisionFlags
	Head      []string `placeholder:"REV" help:"Revision to build on, if not the only head; base starts a new line; may be repeated for a merge." predictor:"revision"`
	Splice    bool     `help:"Allow --head to be a revision that others build on already: a new branch."`
	DependsOn []string `placeholder:"REV" help:"Revision or branch label that must be applied first; may be repeated." predictor:"revision"`
}

func (revisionCmd) Help() string {
	return `Examples:
  sqlplan revision -m "create orders"
  sqlplan revision -m "start billing" --head base --branch-label billing
  sqlplan revision -m "hotfix" --head 4f2a --splice`
}

func (c *revisionCmd) Run(a *app) error {
	p, err := a.openForWriting()
	if err != nil {
		return err
	}
	down, err := p.parents(c.Head, c.Splice)
	if err != nil {
		return err
	}
	return a.addRevision(p, c.newRevisionFlags, templates.NewRevision{Down: down, DependsOn: c.DependsOn})
}

type mergeCmd struct {
	newRevisionFlags
	Revisions []string `arg:"" optional:"" help:"The heads to join; all of them if left out." predictor:"revision"`
}

func (mergeCmd) Help() string {
	return `Examples:
  sqlplan merge -m "join billing and shop"
  sqlplan merge -m "join two of three" 4f2a 9c1d`
}

func (c *mergeCmd) Run(a *app) error {
	p, err := a.openForWriting()
	if err != nil {
		return err
	}
	heads := c.Revisions
	if len(heads) == 0 || len(heads) == 1 && heads[0] == "heads" {
		heads = p.set.Heads()
	}
	down, err := p.parents(heads, false)
	if err != nil {
		return err
	}
	if len(down) < 2 {
		return usagef("a merge needs two heads or more, and here is %s", orBase(down))
	}
	return a.addRevision(p, c.newRevisionFlags, templates.NewRevision{Down: down, Merge: true})
}

// openForWriting opens a project that new revisions can be added to, which may
// hold none yet.
func (a *app) openForWriting() (*project, error) {
	s, err := readSettings(&a.cli.Globals)
	if err != nil {
		return nil, err
	}
	p, err := s.load(true)
	if err != nil {
		return nil, err
	}
	if name := p.set.Format.Name(); name != "native" && p.alembic == nil {
		return nil, usagef("the revisions here are %s's: make new ones with that tool, sqlplan writes native and Alembic revisions only", name)
	}
	return p, nil
}

// parents resolves what a new revision builds on.
func (p *project) parents(heads []string, splice bool) ([]string, error) {
	if len(heads) == 0 {
		heads = []string{"head"}
		if len(p.set.Revisions()) == 0 {
			return nil, nil
		}
	}
	var down []string
	for _, name := range heads {
		if name == "base" {
			continue
		}
		r, err := p.set.Find(name)
		if err != nil {
			return nil, err
		}
		if children := p.set.Children(r.ID); len(children) > 0 && !splice {
			return nil, usagef("%s is not a head: %s builds on it. To start a branch there, add --splice", r.ID, strings.Join(children, ", "))
		}
		if !slices.Contains(down, r.ID) {
			down = append(down, r.ID)
		}
	}
	return down, nil
}

// addRevision renders the new file, makes sure that the graph with it is
// sound, and only then writes it.
func (a *app) addRevision(p *project, flags newRevisionFlags, r templates.NewRevision) error {
	r.ID, r.Message, r.BranchLabels, r.Author = flags.RevID, flags.Message, flags.BranchLabel, flags.Author
	if r.ID == "" {
		r.ID = randomID()
	}
	folder, display, err := p.folderFor(flags.VersionPath, r.Down)
	if err != nil {
		return err
	}
	name, text, diags := p.newFile(r)
	if diags.HasErrors() {
		return diags
	}
	file := source.NewFile(path.Join(display, name), text)
	added, diags := p.set.Format.Read([]*source.File{file})
	if !diags.HasErrors() {
		_, found := revisions.NewGraph(slices.Concat(p.set.Revisions(), added))
		diags = append(diags, found...)
	}
	if diags.HasErrors() {
		return diags
	}
	if !says(added, r) {
		return usagef("an id, a branch label or a dependency cannot be written into a header: it holds a line end or a comma")
	}
	// A file template may put new files into folders of their own.
	if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
		return fmt.Errorf("make the folder of %s: %w", file.Path, plainError(err))
	}
	if err := create(filepath.Join(folder, name), file.Path, text); err != nil {
		return err
	}
	return a.print(fmt.Sprintf("Wrote %s\n", file.Path))
}

// newFile is the name of the new file, in its version folder, and its text.
func (p *project) newFile(r templates.NewRevision) (name, text string, diags source.Diagnostics) {
	if p.alembic != nil {
		return p.newAlembicFile(r)
	}
	r.Created = time.Now().UTC().Format(time.DateOnly)
	text, diags = p.templates.Revision(r)
	return r.ID + "_" + slug(r.Message) + ".sql", text, diags
}

// says tells whether the file that was written is read as what was meant.
func says(added []*ir.Revision, r templates.NewRevision) bool {
	if len(added) != 1 || added[0].ID != r.ID {
		return false
	}
	same := func(refs []ir.Ref, names []string) bool {
		return slices.EqualFunc(refs, names, func(ref ir.Ref, name string) bool { return ref.Name == name })
	}
	return same(added[0].Down, r.Down) && same(added[0].DependsOn, r.DependsOn) && same(added[0].BranchLabels, r.BranchLabels)
}

// folderFor is the version folder of a new revision: the one that was named,
// else the one of its parent, else the first.
func (p *project) folderFor(name string, down []string) (folder, display string, err error) {
	locations := p.locations()
	at := 0
	if len(locations) == 0 {
		return "", "", usagef("the project has no version folder yet")
	}
	if len(down) > 0 {
		dir := path.Dir(p.set.Get(down[0]).Path())
		at = max(0, slices.IndexFunc(locations, func(l revisions.Folder) bool { return l.Display == dir }))
	}
	if name != "" {
		at = slices.IndexFunc(locations, func(l revisions.Folder) bool { return l.Display == displayFolder(name) })
		if at < 0 {
			return "", "", usagef("%s is not one of the version folders: %s", name, displays(locations))
		}
	}
	if p.alembic != nil {
		return p.globals.path(filepath.FromSlash(locations[at].Display)), locations[at].Display, nil
	}
	return p.folderPath(p.folders()[at]), locations[at].Display, nil
}

func displays(locations []revisions.Folder) string {
	var names []string
	for _, l := range locations {
		names = append(names, l.Display)
	}
	return strings.Join(names, ", ")
}

// randomID is an id as Alembic makes them: 12 hex digits. The only thing in
// sqlplan that is not the same twice, and no script is compiled from it.
func randomID() string {
	var b [6]byte
	rand.Read(b[:]) // never fails, says its documentation
	return hex.EncodeToString(b[:])
}

var notSlug = lazyregexp.New(`[^\p{L}\p{N}]+`)

// slug is a message as part of a file name, at most 40 characters, as Alembic cuts it.
func slug(message string) string {
	s := strings.Trim(notSlug.ReplaceAllString(strings.ToLower(message), "_"), "_")
	if runes := []rune(s); len(runes) > 40 {
		s = strings.TrimRight(string(runes[:40]), "_")
	}
	if s == "" {
		return "revision"
	}
	return s
}
