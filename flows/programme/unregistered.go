package programme

// NextToRegister are the events that can be registered for and begin next, with those
// that go with them.
func NextToRegister(tx *Tx, p *Programme) []Event {
	for _, e := range Events(tx) {
		if e.State(tx.Now) != EventOpen {
			continue
		}
		var out []Event
		for _, other := range Together(tx, p, e) {
			if other.State(tx.Now) == EventOpen {
				out = append(out, other)
			}
		}
		return out
	}
	return nil
}

// Unregistered are the organisations for which the event is and that have nobody
// registered for it, and how many it is for.
func Unregistered(tx *Tx, p *Programme, e Event) (missing, all Counts) {
	live := map[OrganisationID]bool{}
	for _, r := range tx.Registrations.OfEvent(e.Code) {
		live[r.Organisation] = live[r.Organisation] || r.Live()
	}
	all = Count(tx, p).Where(func(s State) bool { return e.For(s.Organisation) })
	return all.Where(func(s State) bool { return !live[s.ID] }), all
}
