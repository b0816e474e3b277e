package programme_test

import (
	"encoding/json"
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// What somebody is told of their registrations before they are erased, and what the
// file of their data says of them: nothing of a colleague's.
func TestSeatsInOwnData(t *testing.T) {
	h := newHall(t, 5)
	h.joins(1, "Ана Колева", 1, 2)
	h.joins(2, "Боян Дянков", 1)
	h.registers(1, 1, "")
	h.registers(1, 2, "Галя Пенева")
	h.registers(2, 1, "")
	h.does(1, func(tx *programme.Tx, turn *flows.Turn) {
		f, ok := programme.ToForget(tx, 1)
		if !ok || f.Seats != 2 || f.Registered != 2 {
			t.Errorf("%+v", f)
		}
		for _, want := range []string{"до 2 записвания", "за 2 предстоящи събития"} {
			if said := f.What().Plain(text.Bulgarian) + f.Stays().Plain(text.Bulgarian); !strings.Contains(said, want) {
				t.Errorf("nothing of %q in\n%s", want, said)
			}
		}
		data, err := programme.DataFile(tx, seated, 1, noon, text.Bulgarian)
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Registrations []struct{ Event, Organisation, Seat, Comes string }
		}
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatal(err)
		}
		if len(file.Registrations) != 2 || file.Registrations[0].Comes != "Ана Колева" || file.Registrations[1].Comes != "Галя Пенева" || strings.Contains(string(data), "Дянков") {
			t.Errorf("the file holds\n%s", data)
		}
	})
	h.erased(1)
	h.does(1, func(tx *programme.Tx, _ *flows.Turn) {
		if f, known := programme.ToForget(tx, 1); known {
			t.Errorf("still held: %+v", f)
		}
		for _, r := range tx.Registrations.OfEvent("training") {
			if raw, _ := json.Marshal(r); strings.Contains(string(raw), "Колева") || r.By == 1 {
				t.Errorf("left of the person: %s", raw)
			}
		}
	})
}
