package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/gittree"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

type planCmd struct {
	Since string `required:"" placeholder:"COMMIT" help:"The branch that the work is to be merged into, or any other commit: origin/main."`
	scriptFlags
}

func (planCmd) Help() string {
	return `The plan of a branch: from the heads at the commit where the branch began to the
heads of the working tree. Git's objects are read; nothing is checked out.

Examples:
  sqlplan plan --since origin/main                       what this branch adds
  sqlplan plan --since origin/main --format markdown     for a pull request
  sqlplan plan --since v1.4 --sql -o release.sql         the script from a release to here

It is an error (exit code 2) if a revision that the other branch has was edited or
deleted here, if a new one takes an id that is taken, or if the merge would leave
one more head.`
}

func (c *planCmd) Run(a *app) error {
	p, err := a.openToCompile()
	if err != nil {
		return err
	}
	merged, err := p.merged(c.Since)
	if err != nil {
		return err
	}
	p.diags = append(p.diags, merged.Check(p.set)...)
	if p.diags.HasErrors() {
		return p.diags
	}
	rows, err := merged.Start()
	if err != nil {
		return err
	}
	start := strings.Join(rows, ",")
	if start == "" {
		start = "base"
	}
	rng, err := revisions.ParseRange(start + ":heads")
	if err != nil {
		return fmt.Errorf("the heads of %s: %w", c.Since, err)
	}
	path, err := p.set.Resolve(ir.Upgrade, rng)
	if err != nil {
		return err
	}
	return a.deliver(p, p.request("upgrade", path), c.scriptFlags)
}

// merged reads the project's revisions as they stand at a commit, and at the one
// where the work began.
func (p *project) merged(name string) (revisions.Merged, error) {
	repo, err := gittree.Open(p.root())
	if err != nil {
		return revisions.Merged{}, err
	}
	target, err := repo.Commit(name)
	if err != nil {
		return revisions.Merged{}, err
	}
	base, err := repo.MergeBase(target)
	if err != nil {
		return revisions.Merged{}, err
	}
	m := revisions.Merged{Name: name}
	if m.Target, err = p.setAt(repo, target); err != nil {
		return m, fmt.Errorf("the revisions at %s: %w", name, err)
	}
	if m.Base, err = p.setAt(repo, base); err != nil {
		return m, fmt.Errorf("the revisions at %s: %w", base[:12], err)
	}
	return m, nil
}

// setAt loads the revisions of a commit from the folders that the working tree's configuration names.
func (p *project) setAt(repo *gittree.Repo, commit string) (*revisions.Set, error) {
	opts := p.loadOptions(true)
	opts.SourceFormat = p.set.Format.Name()
	dirs, err := p.repoFolders(repo)
	if err != nil {
		return nil, err
	}
	files, err := repo.Folders(commit, dirs...)
	if err != nil {
		return nil, err
	}
	var there []revisions.Folder
	for i, folder := range opts.Locations {
		if info, err := fs.Stat(files, dirs[i]); err == nil && info.IsDir() {
			there = append(there, revisions.Folder{FS: files, Dir: dirs[i], Display: folder.Display})
		}
	}
	opts.Locations = there
	set, diags := revisions.Load(files, opts)
	return set, diags.Err()
}

// repoFolders are the version folders as paths in the repository, in the order of locations.
func (s *settings) repoFolders(repo *gittree.Repo) ([]string, error) {
	var list []string
	add := func(dir string) error {
		rel, err := repoPath(repo, dir)
		list = append(list, rel)
		return err
	}
	if s.alembic == nil {
		for _, name := range s.folders() {
			if err := add(s.folderPath(name)); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
	root, _, err := projectRoot(s.alembicDir)
	if err != nil {
		return nil, err
	}
	for _, f := range s.alembic.Config.Versions {
		if err := add(filepath.Join(root, filepath.FromSlash(f.Dir))); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// repoPath is where a folder lies in the repository.
func repoPath(repo *gittree.Repo, dir string) (string, error) {
	full, err := filepath.Abs(dir)
	if err == nil {
		full, err = resolved(full)
	}
	if err != nil {
		return "", fmt.Errorf("find the folder of the revisions: %w", plainError(err))
	}
	rel, err := filepath.Rel(repo.Root, full)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("the revisions in %s do not lie in the git repository", filepath.Base(dir))
	}
	return filepath.ToSlash(rel), nil
}

// resolved follows links as far as the path exists.
func resolved(full string) (string, error) {
	real, err := filepath.EvalSymlinks(full)
	if os.IsNotExist(err) && filepath.Dir(full) != full {
		parent, err := resolved(filepath.Dir(full))
		return filepath.Join(parent, filepath.Base(full)), err
	}
	return real, err
}
