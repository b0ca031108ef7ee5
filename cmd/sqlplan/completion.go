package main

import (
	kongcompletion "github.com/jotaen/kong-completion"
	"github.com/posener/complete"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

func (completionCmd) Help() string {
	return `Examples:
  source <(sqlplan completion bash)             in ~/.bashrc
  source <(sqlplan completion zsh)              in ~/.zshrc
  sqlplan completion fish | source              in ~/.config/fish/config.fish`
}

// shells hold the code that makes each shell ask sqlplan itself: it answers
// where COMP_LINE is set.
var shells = map[string]string{
	"bash": "complete -o default -o bashdefault -C sqlplan sqlplan\n",
	"zsh":  "autoload -U +X bashcompinit && bashcompinit\ncomplete -o default -o bashdefault -C sqlplan sqlplan\n",
	"fish": `function __sqlplan_complete
    set -lx COMP_LINE (commandline -cp)
    test -z (commandline -ct); and set COMP_LINE "$COMP_LINE "
    sqlplan
end
complete -f -c sqlplan -a "(__sqlplan_complete)"
`,
}

func (c *completionCmd) Run(a *app) error { return a.print(shells[c.Shell]) }

// complete answers the shell's question for what may be typed next, and exits.
// Revision ids come from the project in the directory, if it can be read.
func (a *app) complete() {
	ids := complete.PredictFunc(func(complete.Args) []string {
		a.cli.Directory = "."
		list := []string{"base", "head", "heads"}
		p, err := a.open()
		if err != nil {
			return list
		}
		for _, r := range p.set.Revisions() {
			list = append(list, r.ID)
			for _, l := range r.BranchLabels {
				list = append(list, l.Name)
			}
		}
		return list
	})
	kongcompletion.Register(a.parser,
		kongcompletion.WithPredictor("revision", ids),
		kongcompletion.WithPredictor("rule", complete.PredictSet(ruleCodes()...)),
		kongcompletion.WithPredictor("file", complete.PredictFiles("*")))
}
