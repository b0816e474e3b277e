package programme

import (
	"time"

	"partnerbot/flows"
)

// Missed is something that the coordinators have not heard, because the bot was
// out of their group or there was none: they are told on its return, as far as it
// is still so.
type Missed struct {
	At     time.Time      `json:"at"`               // the last time, UTC
	Person flows.PersonID `json:"person,omitempty"` // whom it concerns, 0 for nobody
	Result flows.Result   `json:"result,omitempty"` // why a notice did not reach them
}
