package programme

import (
	"reflect"
	"strings"
)

// AddPlanned adds the events of the configuration that the records do not have yet.
// code gives each a word that cannot be guessed, for checking in at the door.
func AddPlanned(tx *Tx, p *Programme, code func(event string) string) {
	for _, plan := range p.Events {
		if _, there := tx.Events.Get(plan.Code); there {
			continue
		}
		tx.Events.Put(plan.Code, Event{Plan: plan, Added: tx.Now, CheckIn: code(plan.Code)})
		tx.Audit(AuditLine{At: tx.Now, What: "event added", Ref: plan.Code})
	}
}

// Differences names the fields in which the event is no longer as the configuration
// has it, as they are stored: the records hold.
func (e Event) Differences(plan Plan) []string {
	var out []string
	is, was := reflect.ValueOf(e.Plan), reflect.ValueOf(plan)
	for i := range is.NumField() {
		if !reflect.DeepEqual(is.Field(i).Interface(), was.Field(i).Interface()) {
			name, _, _ := strings.Cut(is.Type().Field(i).Tag.Get("json"), ",")
			out = append(out, name)
		}
	}
	return out
}
