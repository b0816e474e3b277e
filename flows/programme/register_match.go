package programme

import (
	"slices"

	"partnerbot/flows/text"
)

// match is what became of looking for a row's organisation.
type match int

const (
	unknown match = iota // it is a new one
	known
	unclear // the row is passed over, and the report says why
)

// nameAt is what tells organisations without an EIK apart: community centres of
// the same name are in many places.
func nameAt(o Organisation) string { return NameKey(o.Name) + "\x00" + o.Municipality }

// forget is the opposite of know.
func (im *register) forget(id OrganisationID, o Organisation) {
	if im.byEIK[o.EIK] == id {
		delete(im.byEIK, o.EIK)
	}
	for _, name := range append([]string{o.Name}, o.Former...) {
		key := NameKey(name)
		im.byName[key] = slices.DeleteFunc(im.byName[key], func(one OrganisationID) bool { return one == id })
	}
}

// find says which organisation a row means: the one with the same EIK, or else
// with the same name but for legal form and quotation marks, unless its EIK is
// another one. Of several it is the one in the same municipality. A single one in
// another municipality has moved, unless the file has a row of its own for it.
func (im *register) find(e entry) (OrganisationID, match) {
	if e.EIK != "" {
		if first, twice := im.eiks[e.EIK]; twice {
			return im.again(first, e)
		}
		im.eiks[e.EIK] = e
		if id, ok := im.byEIK[e.EIK]; ok {
			return im.once(id, e)
		}
	}
	var here, near, elsewhere []OrganisationID
	doubt := text.Phrase{}
	for _, id := range im.byName[NameKey(e.Name)] {
		o, _ := im.tx.Organisations.Get(id)
		switch {
		case o.EIK != "" && e.EIK != "":
			doubt = text.T("има организация със същото име и друг ЕИК (%s); добавена е като нова",
				"there is an organisation of the same name with another EIK (%s); added as a new one").With(o.EIK)
		case o.Municipality == e.Municipality:
			here = append(here, id)
		case o.Municipality == "" || e.Municipality == "":
			near = append(near, id)
		default:
			doubt = text.T("има организация със същото име в друга община (%s); добавена е като нова",
				"there is an organisation of the same name in another municipality (%s); added as a new one").With(im.municipalityName(o.Municipality))
			if _, seen := im.taken[id]; !seen && !im.rows[o.EIK] && !im.rows[nameAt(o)] {
				elsewhere = append(elsewhere, id)
			}
		}
	}
	for _, found := range [][]OrganisationID{here, near, elsewhere} {
		switch len(found) {
		case 0:
			continue
		case 1:
			return im.once(found[0], e)
		}
		im.pass(e.row, text.T("има няколко организации с това име, затова редът е пропуснат; добавете ЕИК",
			"there are several organisations of this name, so the row was passed over; add the EIK"))
		return 0, unclear
	}
	if !doubt.Empty() {
		im.doubt(e.row, doubt)
	}
	return 0, unknown
}

// once lets an organisation be in one row of the file only.
func (im *register) once(id OrganisationID, e entry) (OrganisationID, match) {
	if first, twice := im.taken[id]; twice {
		return im.again(first, e)
	}
	return id, known
}

// again passes over a row whose organisation is in another row of the file.
func (im *register) again(first, e entry) (OrganisationID, match) {
	why := text.T("същата организация е и на ред %d; този ред е пропуснат", "the same organisation is in row %d; this row was passed over").With(first.row.Line)
	if NameKey(first.Name) != NameKey(e.Name) {
		why = text.T("ЕИК %s е и на ред %d, %s; редът е пропуснат", "EIK %s is also in row %d, %s; the row was passed over").With(e.EIK, first.row.Line, first.Name)
	}
	im.pass(e.row, why)
	return 0, unclear
}
