package programme

import (
	"math"
	"slices"
	"time"

	"partnerbot/flows/text"
)

// TownSent are the NGOs of one municipality, and those of them that have sent the survey.
type TownSent struct {
	Name      text.Localised
	All, Sent Counts
}

// SentByTown goes through the municipalities: those of the configuration in its order,
// also without an NGO, then others of the register.
func (c Counts) SentByTown(p *Programme) []TownSent {
	ngos := c.Where(IsNGO)
	var out []TownSent
	for _, m := range p.Municipalities {
		out = append(out, townSent(m.Name, ngos.Where(in(m.Code))))
	}
	for _, town := range ngos.ByMunicipality(p) {
		if _, known := p.MunicipalityName(town.Counts[0].Municipality); !known {
			out = append(out, townSent(town.Name, town.Counts))
		}
	}
	return out
}

func townSent(name text.Localised, all Counts) TownSent {
	return TownSent{Name: name, All: all, Sent: all.Where(At(Sent))}
}

func in(municipality string) func(State) bool {
	return func(s State) bool { return s.Municipality == municipality }
}

// SentOn are the organisations that have sent the survey on one day, for the first time.
type SentOn struct {
	Day   time.Time // local midnight
	Sent  []Organisation
	Total int // on that day and before
}

// SentOverTime goes through the days on which the survey was sent, the first one first.
func (c Counts) SentOverTime(p *Programme) []SentOn {
	all := c.Where(IsNGO, At(Sent))
	slices.SortStableFunc(all, func(a, b State) int { return a.Response.Sent.Compare(b.Response.Sent) })
	var out []SentOn
	for i, r := range all {
		day := dayOf(r.Response.Sent, p.Location)
		if len(out) == 0 || !out[len(out)-1].Day.Equal(day) {
			out = append(out, SentOn{Day: day})
		}
		last := &out[len(out)-1]
		last.Sent, last.Total = append(last.Sent, r.Organisation), i+1
	}
	return out
}

// dayOf is the midnight with which the day of the instant begins at the place.
func dayOf(t time.Time, at *time.Location) time.Time {
	y, m, d := t.In(at).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, at)
}

// Range is what numbers from From to below To are counted in; To 0 with From 0: below
// zero.
type Range struct {
	From, To float64
	Of       []Organisation
}

// Below reports whether the range holds everything below zero.
func (r Range) Below() bool { return r.From == 0 && r.To == 0 }

// fewRanges and mostRanges are how many ranges are shown of numbers, about.
const (
	fewRanges  = 4
	mostRanges = 9
)

// Ranges counts the numbers in ranges that grow with them, 0, 1, 2–4, 5–9, 10–19 and so
// on; in wider ones where that were too many, in equal ones where it were too few. From the
// least to the largest number, empty ones in between, too.
func (r Result) Ranges() []Range {
	out := r.ranges([]float64{1, 2, 5})
	switch {
	case len(out) > mostRanges:
		return r.ranges([]float64{1})
	case 0 < len(out) && len(out) < fewRanges && r.Least() >= 0:
		return r.equal()
	}
	return out
}

// equal are ranges that are all as wide: 1, 2, 5, 10, 20 and so on.
func (r Result) equal() []Range {
	wide := 1.0
	for i := 0; (r.Most()-r.Least())/wide > mostRanges-2; i++ {
		wide *= []float64{2, 2.5, 2}[i%3]
	}
	var all []Range
	for from := math.Floor(r.Least()/wide) * wide; from <= r.Most(); from += wide {
		all = append(all, Range{From: from, To: from + wide})
	}
	return r.fill(all)
}

func (r Result) ranges(steps []float64) []Range {
	if len(r.Numbers) == 0 {
		return nil
	}
	all := []Range{{}, {From: 0, To: 1}} // below zero; 0
	for decade := 1.0; all[len(all)-1].To <= r.Most(); decade *= 10 {
		for i, step := range steps {
			next := steps[0] * 10
			if i < len(steps)-1 {
				next = steps[i+1]
			}
			all = append(all, Range{From: step * decade, To: next * decade})
		}
	}
	return r.fill(all)
}

// fill counts the numbers in the ranges, and drops those that are empty at the ends.
func (r Result) fill(all []Range) []Range {
	for _, n := range r.Numbers {
		i := slices.IndexFunc(all, func(one Range) bool {
			return one.Below() && n.Number < 0 || n.Number >= one.From && n.Number < one.To
		})
		all[i].Of = append(all[i].Of, n.Of)
	}
	filled := func(one Range) bool { return len(one.Of) > 0 }
	first := slices.IndexFunc(all, filled)
	last := len(all) - 1
	for !filled(all[last]) {
		last--
	}
	return all[first : last+1]
}
