package main

import (
	"fmt"
	"io"
	"slices"

	"partnerbot/flows/text"
)

// mistake is one thing in the configuration that is wrong, where, and how to
// mend it.
type mistake struct {
	place // zero: the file as a whole
	what  text.Phrase
	mend  text.Phrase
}

// mistakes is everything that is wrong with a configuration file, in the
// file's order.
type mistakes struct {
	file string
	list []mistake
}

func (m *mistakes) add(at place, what, mend text.Phrase) {
	m.list = append(m.list, mistake{at, what, mend})
}

// err is m, sorted, or nil where nothing is wrong.
func (m *mistakes) err() error {
	if len(m.list) == 0 {
		return nil
	}
	slices.SortStableFunc(m.list, func(a, b mistake) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return a.column - b.column
	})
	return m
}

// Error is the first mistake in English, for logs.
func (m *mistakes) Error() string {
	first := m.list[0]
	return fmt.Sprintf("%s:%d:%d: %s (%d in all)", m.file, first.line, first.column, first.what.Plain(text.English), len(m.list))
}

// print shows all mistakes and counts them.
func (m *mistakes) print(w io.Writer, lang text.Language) {
	for _, one := range m.list {
		fmt.Fprintln(w, fill(one.phrase(m.file).Plain(lang)))
	}
	n := len(m.list)
	fmt.Fprintln(w, text.T("%s в %s.", "%s in %s.").
		With(text.Count(n, "грешка", "грешки", "mistake", "mistakes"), m.file).Plain(lang))
}

// phrase is the mistake for reading: its place, then two indented lines.
func (m mistake) phrase(file string) text.Phrase {
	where := text.Raw(file)
	if m.line > 0 {
		where = text.T("%s, ред %d, знак %d", "%s, line %d, column %d").With(file, m.line, m.column)
	}
	p := text.T("%s\n  %s", "%s\n  %s").With(where, m.what)
	if m.mend.Empty() {
		return p
	}
	return text.T("%s\n  → %s", "%s\n  → %s").With(p, m.mend)
}
