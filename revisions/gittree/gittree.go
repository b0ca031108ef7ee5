// Package gittree reads folders as they stand at a commit of a git repository,
// from git's objects, without a checkout. It runs the git program, which knows
// every kind of repository: worktrees, packed, shallow, with alternates.
package gittree

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// Repo is a git repository with a working tree.
type Repo struct {
	// Root is the folder of the working tree, absolute and without links.
	Root string
}

// Error is a question that git could not answer. Help says what to do; it may be empty.
type Error struct{ Message, Help string }

func (e *Error) Error() string {
	if e.Help == "" {
		return e.Message
	}
	return e.Message + "\n" + e.Help
}

// Open finds the repository whose working tree dir lies in.
func Open(dir string) (*Repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, &Error{"the program git was not found", "install git: the revisions of another commit are read with it"}
	}
	out, err := run(dir, nil, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, &Error{"the project does not lie in the working tree of a git repository", gitSaid(err)}
	}
	root, err := filepath.EvalSymlinks(strings.TrimSuffix(string(out), "\n"))
	if err != nil {
		return nil, fmt.Errorf("find the repository: %w", err)
	}
	return &Repo{Root: root}, nil
}

// Commit returns the full id of the commit that a name such as "origin/main" stands for.
func (r *Repo) Commit(name string) (string, error) {
	if strings.HasPrefix(name, "-") {
		return "", &Error{fmt.Sprintf("%q is no commit", name), "a commit's name does not begin with a hyphen"}
	}
	out, err := run(r.Root, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		return "", &Error{fmt.Sprintf("git knows no commit %q", name), fetchHelp(name)}
	}
	return strings.TrimSpace(string(out)), nil
}

// fetchHelp says how a commit comes into the repository.
func fetchHelp(name string) string {
	if remote, branch, ok := strings.Cut(name, "/"); ok && remote != "" && branch != "" {
		return fmt.Sprintf("fetch it first: git fetch %s %s:refs/remotes/%s/%s", remote, branch, remote, branch)
	}
	return "fetch it first, or name a branch, a tag or a commit id that is here"
}

// MergeBase returns the newest commit that both the checked out commit and the
// given one build on.
func (r *Repo) MergeBase(commit string) (string, error) {
	out, err := run(r.Root, nil, "merge-base", "HEAD", commit)
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	if shallow, shallowErr := run(r.Root, nil, "rev-parse", "--is-shallow-repository"); shallowErr == nil && strings.TrimSpace(string(shallow)) == "true" {
		return "", &Error{"this clone is shallow, and the commit that both sides build on is not in it",
			"deepen it: git fetch --deepen=100, or git fetch --unshallow; in a workflow, check out with fetch-depth: 0"}
	}
	return "", &Error{"the checked out commit and the other one have no commit in common", gitSaid(err)}
}

// Folders returns the files below the folders as they stand at the commit. The folders are slash-separated
// paths in the repository, "." for all of it; one that is not there is empty. Links and submodules are left out.
func (r *Repo) Folders(commit string, dirs ...string) (fs.FS, error) {
	args := []string{"ls-tree", "-r", "-z", "--full-tree", commit, "--"}
	listing, err := run(r.Root, nil, append(args, pathspecs(dirs)...)...)
	if err != nil {
		return nil, &Error{"git could not list the files of " + commit, gitSaid(err)}
	}
	var names, ids []string
	for entry := range strings.SplitSeq(string(listing), "\x00") {
		meta, name, ok := strings.Cut(entry, "\t")
		if fields := strings.Fields(meta); ok && len(fields) == 3 && strings.HasPrefix(fields[0], "100") {
			names, ids = append(names, name), append(ids, fields[2])
		}
	}
	contents, err := r.blobs(ids)
	if err != nil {
		return nil, err
	}
	return fileSystem(names, contents)
}

// pathspecs are the folders as arguments of ls-tree, which takes them as they
// are. For the whole repository there is none.
func pathspecs(dirs []string) []string {
	var specs []string
	for _, d := range dirs {
		if d == "." {
			return nil
		}
		specs = append(specs, d+"/")
	}
	return specs
}

// blobs returns the contents of objects.
func (r *Repo) blobs(ids []string) ([][]byte, error) {
	out, err := run(r.Root, []byte(strings.Join(ids, "\n")+"\n"), "cat-file", "--batch")
	if err != nil {
		return nil, &Error{"git could not read its objects", gitSaid(err)}
	}
	contents := make([][]byte, len(ids))
	for i, id := range ids {
		head, rest, ok := bytes.Cut(out, []byte("\n"))
		fields := strings.Fields(string(head))
		if !ok || len(fields) != 3 || fields[1] != "blob" {
			return nil, &Error{"git does not have the object " + id, "the clone is partial: fetch the files of the other branch first, or clone without --filter"}
		}
		size, err := strconv.Atoi(fields[2])
		if err != nil || size+1 > len(rest) {
			return nil, &Error{"git's answer is cut off", ""}
		}
		contents[i], out = rest[:size], rest[size+1:]
	}
	return contents, nil
}

// fileSystem holds files in memory: an archive without compression.
func fileSystem(names []string, contents [][]byte) (fs.FS, error) {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for i, name := range names {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = f.Write(contents[i])
		}
		if err != nil {
			return nil, fmt.Errorf("keep %s: %w", name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("keep the files: %w", err)
	}
	return zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
}

// run runs git in dir. It neither asks nor fetches nor writes.
func run(dir string, stdin []byte, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1")
	cmd.Stdin = bytes.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return nil, &said{strings.TrimSpace(errs.String()), err}
		}
		return nil, fmt.Errorf("run git: %w", err)
	}
	return out.Bytes(), nil
}

// said is a failed run of git and what git printed.
type said struct {
	text string
	err  error
}

func (s *said) Error() string { return s.err.Error() + ": " + s.text }
func (s *said) Unwrap() error { return s.err }

// gitSaid is git's own message.
func gitSaid(err error) string {
	var s *said
	if errors.As(err, &s) && s.text != "" {
		line, _, _ := strings.Cut(s.text, "\n")
		return "git says: " + line
	}
	return ""
}
