package flows

// A chat has at most two messages with live buttons: the screen where the
// person is, and one beside it that asks something about it, or tells
// something without leading away. The session remembers their names, so that
// the buttons of all others go.

// asideName is the name of screens with buttons that need no other.
const asideName = "aside"

// showing notes that the screen gets live buttons, and takes them off those
// before it.
func (t *Turn) showing(s Screen) {
	live := t.Session
	t.retire(live.Beside)
	live.Beside = ""
	if s.Beside {
		live.Beside = s.Name
		if live.Live == s.Name {
			t.retire(live.Live)
			live.Live = ""
		}
		return
	}
	t.retire(live.Live)
	live.Live = s.Name
}

// Announce makes room for a message with buttons whose words are written only when it
// leaves: beside the screen where the person is, or in its place.
func (t *Turn) Announce(name string, beside bool) { t.showing(Screen{Name: name, Beside: beside}) }

// Retire takes the buttons off the newest message with the name, which nothing
// new takes the place of.
func Retire(t *Turn, name string) {
	t.retire(name)
	t.settled(name)
}

// settled notes that the message with the name has no live buttons any more.
func (t *Turn) settled(name string) {
	if t.Session.Live == name {
		t.Session.Live = ""
	}
	if t.Session.Beside == name {
		t.Session.Beside = ""
	}
}

// retire takes the buttons off the newest message with the name, unless this
// turn has done so. Its number need not be known yet: changes leave in order.
func (t *Turn) retire(name string) {
	if name == "" {
		return
	}
	n, _ := t.Messages.Newest(name)
	for i := len(t.Effects) - 1; i >= 0; i-- {
		switch e := t.Effects[i].(type) {
		case Say:
			if e.Name == name {
				t.Do(Edit{To: t.Person, Name: name}) // said in this turn
				return
			}
		case Edit:
			if e.Name == name || n != 0 && e.Message == n {
				return
			}
		}
	}
	if n != 0 {
		name = ""
	}
	t.Do(Edit{To: t.Person, Message: n, Name: name})
}
