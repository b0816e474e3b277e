package programme

import (
	"slices"

	"partnerbot/flows"
)

// MaterialAt is where the event has the material; -1 where it is not.
func (e Event) MaterialAt(code string) int {
	return slices.IndexFunc(e.Materials, func(m Material) bool { return m.Code == code })
}

// AddMaterial puts a material last. False: there is no such event, or it has as many as
// fit. code is not to be one that was there before: old buttons carry those.
func AddMaterial(tx *Tx, t *flows.Turn, event string, m Material, code string) (Event, bool) {
	e, ok := tx.Events.Get(event)
	if !ok || !e.Cancelled.IsZero() || len(e.Materials) >= MostMaterials || e.MaterialAt(code) >= 0 {
		return e, false
	}
	m.Code = code
	return e.withMaterials(tx, t, append(slices.Clone(e.Materials), m), "material added", code), true
}

// RaiseMaterial puts the material one place up.
func RaiseMaterial(tx *Tx, t *flows.Turn, e Event, at int) Event {
	if at < 1 {
		return e
	}
	all := slices.Clone(e.Materials)
	all[at-1], all[at] = all[at], all[at-1]
	return e.withMaterials(tx, t, all, "material raised", all[at-1].Code)
}

// DropMaterial takes the material away.
func DropMaterial(tx *Tx, t *flows.Turn, e Event, at int) Event {
	code := e.Materials[at].Code
	return e.withMaterials(tx, t, slices.Delete(slices.Clone(e.Materials), at, at+1), "material removed", code)
}

func (e Event) withMaterials(tx *Tx, t *flows.Turn, all []Material, what, code string) Event {
	e.Materials = all
	tx.Events.Put(e.Code, e)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: what, Ref: e.Code + "/" + code})
	return e
}
