package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows/text"
)

// sampleCommand has one of each kind.
type sampleCommand struct {
	From, To string
	configFlag
	Loud   bool
	Count  int
	Colour string
}

func (c *sampleCommand) describe() description {
	return description{
		arguments: []argument{
			{value: textTo(&c.From, ""), place: text.Raw("FROM"), help: text.Raw("where from")},
			{value: textTo(&c.To, "here"), place: text.Raw("TO"), help: text.Raw("where to"), optional: true},
		},
		options: []option{
			c.configOption(),
			{name: "loud", short: "l", value: switchTo(&c.Loud)},
			{name: "count", value: numberTo(&c.Count, 7, strconv.Atoi), place: text.Raw("N")},
			{name: "colour", value: choiceTo(&c.Colour, "red", "blue")},
			{name: "concealed", hidden: true, value: switchTo(new(bool))},
		},
	}
}

func (c sampleCommand) Run(env *environment) error {
	_, err := fmt.Fprintf(env.out, "%s→%s config=%s loud=%t count=%d colour=%s", c.From, c.To, c.Config, c.Loud, c.Count, c.Colour)
	return err
}

// readSample reads words for „top [sub] send …“: what was understood, or in one
// line what is wrong.
func readSample(t *testing.T, words ...string) string {
	t.Helper()
	var help bool
	line := commandLine{words: words, help: &help, command: group("top",
		description{options: []option{{name: "help", short: "h", value: switchTo(&help)}}},
		leaf("send", &sampleCommand{}),
		group("sub", description{}, leaf("send", &sampleCommand{})),
		leaf("version", &versionCommand{}),
	)}
	if wrong := line.read(); !wrong.Empty() {
		return strings.ReplaceAll(wrong.Plain(text.English), "\n", " ")
	}
	if help {
		return "help of " + line.command.path()
	}
	var out strings.Builder
	if err := line.command.run(&environment{out: &out}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestCommandLine(t *testing.T) {
	const usual = " config=config.toml loud=false count=7 colour=red"
	for words, want := range map[string]string{
		// Each value in each way it is written; the usual one where it is not.
		"send a":     "a→here" + usual,
		"send a b":   "a→b" + usual,
		"sub send a": "a→here" + usual,
		"send --config c --loud --count 3 --colour blue a":  "a→here config=c loud=true count=3 colour=blue",
		"send a --config=c -l b --count=-3 --colour=blue":   "a→b config=c loud=true count=-3 colour=blue",
		"send a --config=b=c":                               "a→here config=b=c loud=false count=7 colour=red",
		"send a --config=--loud":                            "a→here config=--loud loud=false count=7 colour=red",
		"send a --config=":                                  "a→here config= loud=false count=7 colour=red",
		"send a --config -":                                 "a→here config=- loud=false count=7 colour=red",
		"send - a":                                          "-→a" + usual,
		"send a --loud=false":                               "a→here" + usual,
		"send a --loud=YES":                                 "a→here config=config.toml loud=true count=7 colour=red",
		"send a --count 08":                                 "a→here config=config.toml loud=false count=8 colour=red",
		"send a --count 1 --count 2 --loud --loud --loud=0": "a→here config=config.toml loud=false count=2 colour=red",

		// After „--“ nothing is an option.
		"send -- --loud":        "--loud→here" + usual,
		"send -- -- --":         "--→--" + usual,
		"send a -- -h":          "a→-h" + usual,
		"send --":               "FROM is missing: where from.",
		"-- send a":             "a→here" + usual,
		"send a b -- --loud":    "“--loud” is no command, or one word too many.",
		"send a --config -- b":  "--config needs a value after it.",
		"send a --config=-- --": "a→here config=-- loud=false count=7 colour=red",

		// Words too many, and too few.
		"send a b c": "“c” is no command, or one word too many.",
		"send a a a": "“a” is no command, or one word too many.",
		"send":       "FROM is missing: where from.",
		"send -l":    "FROM is missing: where from.",
		"":           "A command is missing. Possible are: send, sub, version.",
		"sub":        "A command is missing. Possible are: send.",
		"version a":  "“a” is no command, or one word too many.",

		// Values that are none.
		"send a --config":                     "--config needs a value after it.",
		"send a --config --loud":              "--config needs a value after it.",
		"send a --config -x":                  "--config needs a value after it.",
		"send a --count -3":                   "--count needs a value after it.",
		"send a --count x":                    "--count needs a number after it.",
		"send a --count=":                     "--count needs a number after it.",
		"send a --count 1e3":                  "--count needs a number after it.",
		"send a --count 99999999999999999999": "--count needs a number after it.",
		"send a --colour green":               "--colour can only be red / blue, not “green”.",
		"send a --colour=":                    "--colour can only be red / blue, not “”.",
		"send a --loud=":                      "--loud stands alone, with no value after it.",
		"send a --loud=maybe":                 "--loud stands alone, with no value after it.",
		"send a -l=maybe":                     "--loud stands alone, with no value after it.",

		// Options that are none; what was likely meant.
		"send a --lout":      "There is no such option: --lout. Did you mean --loud?",
		"send a --lo=3":      "There is no such option: --lo. Did you mean --loud?",
		"send a --co":        "There is no such option: --co. Did you mean --config, --count, --colour?",
		"send a --COUNT 3":   "There is no such option: --COUNT. Did you mean --count?",
		"send a -count 3":    "There is no such option: -count. Did you mean --count?",
		"send a -lh":         "There is no such option: -lh.",
		"send a -ж":          "There is no such option: -ж.",
		"send a --конфиг":    "There is no such option: --конфиг.",
		"send a --conceale":  "There is no such option: --conceale.",
		"send a --":          "a→here" + usual,
		"send a --=x":        "There is no such option: --.",
		"version --config c": "There is no such option: --config.",
		"--loud send a":      "Options are written after the command: partnerbot check --config config.toml",
		"sub --count=3 send": "Options are written after the command: partnerbot check --config config.toml",
		"--nonsense send a":  "There is no such option: --nonsense.",

		// Commands that are none.
		"sned":     "“sned” is no command, or one word too many. Did you mean send?",
		"SEND a":   "“SEND” is no command, or one word too many. Did you mean send?",
		"s":        "“s” is no command, or one word too many. Did you mean send, sub?",
		"бот":      "“бот” is no command, or one word too many.",
		"sub sedn": "“sedn” is no command, or one word too many. Did you mean send?",
		"send sub": "sub→here" + usual,

		// Help goes before what is missing, not before what is wrong.
		"-h":                  "help of top",
		"--help send":         "help of top send",
		"sub -h send":         "help of top sub send",
		"send --help":         "help of top send",
		"send a --help --lou": "There is no such option: --lou. Did you mean --loud?",
		"send -- --help":      "--help→here" + usual,
	} {
		if diff := cmp.Diff(want, readSample(t, strings.Fields(words)...)); diff != "" {
			t.Errorf("%s:\n%s", words, diff)
		}
	}
	if got := readSample(t, "send", ""); got != "→here"+usual {
		t.Errorf("an empty argument is given all the same: %s", got)
	}
	if got := readSample(t, ""); got != "“” is no command, or one word too many." {
		t.Errorf("an empty word: %s", got)
	}
}

// What a command holds before it is read does not outlive the reading: there is
// one usual value, that of its description.
func TestValuesBegin(t *testing.T) {
	c := &sampleCommand{From: "x", To: "x", Loud: true, Count: 9, Colour: "x", configFlag: configFlag{Config: "x"}}
	c.describe()
	if diff := cmp.Diff(sampleCommand{To: "here", Count: 7, Colour: "red", configFlag: configFlag{Config: "config.toml"}}, *c, cmp.AllowUnexported(sampleCommand{})); diff != "" {
		t.Error(diff)
	}
}

// What was asked for goes to the one output and ends well; what is wrong goes to the other.
func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
	}{
		{nil, exitOK},
		{[]string{"help"}, exitOK},
		{[]string{"help", "due"}, exitOK},
		{[]string{"due", "--help"}, exitOK},
		{[]string{"version"}, exitOK},
		{[]string{"due", "--days", "0"}, exitFailure},
		{[]string{"due", "--days", "x"}, exitUsage},
		{[]string{"due", "--help", "--nonsense"}, exitUsage},
		{[]string{"organisations"}, exitUsage},
		{[]string{"nonsense"}, exitUsage},
	} {
		var out, errors strings.Builder
		env := environment{Context: t.Context(), out: &out, errors: &errors, getenv: func(string) string { return "" }}
		if got := run(env, slices.Clone(c.args)); got != c.code {
			t.Errorf("%v: exit code %d, want %d", c.args, got, c.code)
		}
		if said := out.Len() > 0; said != (c.code == exitOK) || said == (errors.Len() > 0) {
			t.Errorf("%v says\n%s\nand of errors\n%s", c.args, out.String(), errors.String())
		}
	}
}
