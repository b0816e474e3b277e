package coordinator

// Buttons of an event's card that change it; each names the event.
const (
	verbMove    = "move"
	verbCallOff = "off"
)
