package coordinator

import (
	"maps"
	"slices"
)

// Buttons lists the verbs of all buttons: whether they act, whether they stand in private
// chats, and how many references they carry.
func Buttons() map[string]struct {
	Acts    bool
	Private bool
	Refs    int
} {
	out := map[string]struct {
		Acts    bool
		Private bool
		Refs    int
	}{}
	for verb, b := range buttons() {
		out[verb] = struct {
			Acts    bool
			Private bool
			Refs    int
		}{b.acts, b.private, b.refs}
	}
	return out
}

// Forms lists the names of the forms in private chats.
func Forms() []string { return append(slices.Sorted(maps.Keys(deskForms())), paperForm) }
