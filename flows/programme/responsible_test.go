package programme_test

import (
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Who is asked about a seat: who registered, while they speak for the organisation.
func TestResponsible(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		club := put(tx, programme.Organisation{Name: "Читалище"})
		other := put(tx, programme.Organisation{Name: "Сдружение"})
		refused := put(tx, programme.Organisation{Name: "Фондация", Standing: programme.Refused})
		member(tx, 1, club, programme.InForce)
		member(tx, 2, club, programme.Proposed)
		member(tx, 3, other, programme.InForce)
		member(tx, 4, refused, programme.InForce)
		for by, want := range map[flows.PersonID]flows.PersonID{0: 0, 1: 1, 2: 0, 3: 0, 9: 0} {
			if got := programme.Responsible(tx, programme.Registration{Organisation: club, By: by}); got != want {
				t.Errorf("registered by %d: %d answers for it, want %d", by, got, want)
			}
		}
		if got := programme.Responsible(tx, programme.Registration{Organisation: refused, By: 4}); got != 0 {
			t.Errorf("%d answers for an organisation that was refused", got)
		}
	})
}
