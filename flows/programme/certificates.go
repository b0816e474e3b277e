package programme

import (
	"time"

	"partnerbot/flows"
)

// CanCertify reports whether who came with the registration can have a certificate:
// they were at a training, and it is over.
func (e Event) CanCertify(r Registration, now time.Time) bool {
	return e.Kind == Training && r.OnDoorList() && r.Presence == Present && e.State(now) == EventOver
}

// Certify issues the certificate of the registration on the name, or puts the name onto
// the one that was issued: its number stays.
func Certify(tx *Tx, id RegistrationID, by flows.PersonID, name string) uint64 {
	r, ok := tx.Registrations.Get(id)
	if !ok {
		return 0
	}
	if r.Certificate == 0 {
		r.Certificate = tx.NewCertificate()
		tx.Registrations.Put(id, r)
	}
	tx.Certificates.Put(r.Certificate, Certificate{Registration: id, By: by, Name: name, At: tx.Now})
	tx.Audit(AuditLine{At: tx.Now, By: by, What: "certificate", Ref: r.Event + "/" + id.String()})
	return r.Certificate
}
