package coordinator

// Buttons lists the verbs of all buttons: whether they act, and how many
// references they carry.
func Buttons() map[string]struct {
	Acts bool
	Refs int
} {
	out := map[string]struct {
		Acts bool
		Refs int
	}{}
	for verb, b := range buttons() {
		out[verb] = struct {
			Acts bool
			Refs int
		}{b.acts, b.refs}
	}
	return out
}
