package programme

// AddCall puts a line on the coordinators' call list. One that is there already and
// was not called about stays as it is.
func AddCall(tx *Tx, r Registration, why CallWhy, about string) {
	key := CallKey{Registration: r.ID, Why: why}
	if c, ok := tx.Calls.Get(key); ok && c.Done.IsZero() && c.About == about {
		return
	}
	tx.Calls.Put(key, Call{Event: r.Event, About: about, At: tx.Now})
}
