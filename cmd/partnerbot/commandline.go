package main

import (
	"slices"
	"strings"

	"partnerbot/flows/text"
)

// commandLine reads the words after the program's name. Options may stand
// anywhere after their command; of one that is named twice the last holds. What
// follows „--“ is no option, whatever it begins with.
type commandLine struct {
	words    []string // not read yet
	command  *command // what they have led to so far
	given    int      // arguments of that command
	verbatim bool     // „--“ was read
	help     *bool    // is asked for
}

// read follows the words to the end, or says what is wrong with one. What is
// missing does not matter to who asks for help.
func (l *commandLine) read() (wrong text.Phrase) {
	for len(l.words) > 0 && wrong.Empty() {
		word := l.next()
		switch {
		case l.verbatim || !isOption(word):
			wrong = l.plain(word)
		case word == "--":
			l.verbatim = true
		default:
			wrong = l.option(word)
		}
	}
	if wrong.Empty() && !*l.help {
		wrong = l.missing()
	}
	return wrong
}

func (l *commandLine) next() string {
	word := l.words[0]
	l.words = l.words[1:]
	return word
}

// isOption tells „--config“ from a word; „-“ alone is the name of a file.
func isOption(word string) bool { return strings.HasPrefix(word, "-") && word != "-" }

// plain reads an argument or the name of a command.
func (l *commandLine) plain(word string) text.Phrase {
	if l.given < len(l.command.arguments) {
		a := l.command.arguments[l.given]
		l.given++
		return a.value.set(a.place, word)
	}
	var names []string
	for _, below := range l.command.below {
		if below.name == word {
			l.command, l.given = below, 0
			return text.Phrase{}
		}
		names = append(names, below.name)
	}
	return didYouMean(text.T("Не разбирам „%s“: няма такава команда или думата е в повече.", "“%s” is no command, or one word too many.").With(word),
		likely(word, names))
}

// option reads „--config ФАЙЛ“, „--config=ФАЙЛ“, „--online“ or „-h“.
func (l *commandLine) option(word string) text.Phrase {
	called, written, joined := strings.Cut(word, "=")
	options := l.command.allOptions()
	i := slices.IndexFunc(options, func(o option) bool {
		return called == "--"+o.name || o.short != "" && called == "-"+o.short
	})
	if i < 0 {
		return l.unknown(called, options)
	}
	o := options[i]
	switch {
	case joined:
	case o.value.alone:
		written = "true"
	case len(l.words) == 0 || isOption(l.words[0]):
		return text.T("След %s трябва да има стойност.", "%s needs a value after it.").With("--" + o.name)
	default:
		written = l.next()
	}
	return o.value.set(text.Raw("--"+o.name), written)
}

// unknown says that there is no such option, or that it was written too early:
// before its command it means nothing.
func (l *commandLine) unknown(called string, options []option) text.Phrase {
	early := slices.ContainsFunc(l.command.leaves(), func(c *command) bool {
		return slices.ContainsFunc(c.options, func(o option) bool { return called == "--"+o.name })
	})
	if early {
		return text.T("Възможностите се пишат след командата: %s", "Options are written after the command: %s").With("partnerbot check --config config.toml")
	}
	var names []string
	for _, o := range options {
		if !o.hidden {
			names = append(names, o.name)
		}
	}
	meant := likely(strings.TrimLeft(called, "-"), names)
	for i := range meant {
		meant[i] = "--" + meant[i]
	}
	return didYouMean(text.T("Няма такава възможност: %s.", "There is no such option: %s.").With(called), meant)
}

// missing says what the words that were read do not name.
func (l *commandLine) missing() text.Phrase {
	c := l.command
	if c.run == nil {
		var names []string
		for _, below := range c.below {
			names = append(names, below.name)
		}
		return text.T("Липсва команда. Възможните са: %s.", "A command is missing. Possible are: %s.").With(strings.Join(names, ", "))
	}
	if l.given < len(c.arguments) && !c.arguments[l.given].optional {
		a := c.arguments[l.given]
		return text.T("Липсва %s: %s.", "%s is missing: %s.").With(a.place, a.help)
	}
	return text.Phrase{}
}

// withHelp adds where help is.
func (l *commandLine) withHelp(wrong text.Phrase) text.Phrase {
	return text.Join("\n", wrong, text.T("Помощ: %s --help", "Help: %s --help").With(l.command.path()))
}

// likely are the known words that the mistyped one begins, or else the nearest.
func likely(word string, known []string) []string {
	var begun []string
	for _, k := range known {
		if word != "" && strings.HasPrefix(k, word) {
			begun = append(begun, k)
		}
	}
	if n := nearest(word, known); len(begun) == 0 && n != "" {
		return []string{n}
	}
	return begun
}

func didYouMean(wrong text.Phrase, meant []string) text.Phrase {
	if len(meant) == 0 {
		return wrong
	}
	return text.Join("\n", wrong, text.T("Имахте предвид %s?", "Did you mean %s?").With(strings.Join(meant, ", ")))
}
