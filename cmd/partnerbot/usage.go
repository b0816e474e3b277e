package main

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"partnerbot/flows/text"
)

// kong says what is wrong in English only, and without types; these are its
// sentences (context.go of v1.17.0) and ours. What is not among them is shown
// as kong says it.
var kongSays = []struct {
	pattern *regexp.Regexp
	ours    text.Phrase // %s: what was written
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(?:,|$)`),
		text.T("Няма такава възможност: %s.", "There is no such option: %s.")},
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean|$)`),
		text.T("Не разбирам „%s“: няма такава команда или думата е в повече.", "“%s” is no command, or one word too many.")},
	{regexp.MustCompile(`^unexpected flag argument "(.*)"$`),
		text.T("Думата „%s“ е в повече.", "The word “%s” is too many.")},
	{regexp.MustCompile(`^expected one of (.+)$`),
		text.T("Липсва команда. Възможните са: %s.", "A command is missing. Possible are: %s.")},
	{regexp.MustCompile(`^expected "?(.+?)"?$`),
		text.T("Нещо липсва: %s.", "Something is missing: %s.")},
	{regexp.MustCompile(`^missing flags: (.+)$`),
		text.T("Липсва задължителна възможност: %s.", "A required option is missing: %s.")},
	{regexp.MustCompile(`^(--\S+): expected a valid (?:\d+ bit )?u?int.*$`),
		text.T("След %s трябва да има число.", "%s needs a number after it.")},
	{regexp.MustCompile(`^(--\S+): (?:expected .*|missing value.*|unexpected EOL.*)$`),
		text.T("След %s трябва да има стойност.", "%s needs a value after it.")},
	{regexp.MustCompile(`^(--\S+): bool value.*$`),
		text.T("%s се пише самостоятелно, без стойност след него.", "%s stands alone, with no value after it.")},
}

var (
	suggested   = regexp.MustCompile(`did you mean (?:one of )?(.+)\?$`)
	argument    = regexp.MustCompile(`^expected "<(\S+)>"$`)
	unknownFlag = regexp.MustCompile(`^unknown flag --([a-z-]+)`)
	choiceOf    = regexp.MustCompile(`^(--\S+) must be one of (.+) but got "(.*)"$`)
)

// usageMistake is what was wrong with the command line, and where help is.
func usageMistake(err error) text.Phrase {
	said := err.Error()
	what := text.T("Не разбрах командата: %s.", "The command was not understood: %s.").With(said)
	for _, s := range kongSays {
		if m := s.pattern.FindStringSubmatch(said); m != nil {
			what = s.ours.With(strings.ReplaceAll(m[1], `"`, ""))
			break
		}
	}
	if m := choiceOf.FindStringSubmatch(said); m != nil {
		what = text.T("%s може да е само %s, а е „%s“.", "%s can only be %s, not “%s”.").
			With(m[1], strings.NewReplacer(`"`, "", ",", " / ").Replace(m[2]), m[3])
	}
	if m := suggested.FindStringSubmatch(said); m != nil {
		what = text.Join("\n", what, text.T("Имахте предвид %s?", "Did you mean %s?").With(strings.ReplaceAll(m[1], `"`, "")))
	}
	command := commandOf(err)
	if command == nil {
		return what
	}
	if m := unknownFlag.FindStringSubmatch(said); m != nil && command.Parent == nil && ofCommand(command, m[1]) {
		what = text.T("Възможностите се пишат след командата: %s", "Options are written after the command: %s").With("partnerbot check --config config.toml")
	}
	if m := argument.FindStringSubmatch(said); m != nil {
		what = text.T("Липсва %s: %s.", "%s is missing: %s.").
			With(descriptionOf(command).values[m[1]].name, descriptionOf(command).values[m[1]].help)
	}
	return text.Join("\n", what, text.T("Помощ: %s --help", "Help: %s --help").With(command.FullPath()))
}

// ofCommand reports whether a command below the node has the option.
func ofCommand(n *kong.Node, option string) bool {
	return slices.ContainsFunc(n.Leaves(false), func(leaf *kong.Node) bool {
		return slices.ContainsFunc(leaf.Flags, func(f *kong.Flag) bool { return f.Name == option })
	})
}

// commandOf is the command that was being read, nil where there was none.
func commandOf(err error) *kong.Node {
	var parse *kong.ParseError
	if !errors.As(err, &parse) || parse.Context == nil {
		return nil
	}
	if selected := parse.Context.Selected(); selected != nil {
		return selected
	}
	for i := len(parse.Context.Path) - 1; i >= 0; i-- {
		if node := parse.Context.Path[i].Command; node != nil {
			return node
		}
	}
	return parse.Context.Model.Node
}
