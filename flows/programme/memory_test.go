package programme

import (
	"iter"
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// memory is a table without a database, in the order in which records came.
type memory[K comparable, V any] struct {
	records map[K]V
	order   []K
	puts    int // how often something was written
}

func (m *memory[K, V]) Get(k K) (V, bool) {
	v, ok := m.records[k]
	return v, ok
}

func (m *memory[K, V]) Put(k K, v V) {
	if m.records == nil {
		m.records = map[K]V{}
	}
	if _, ok := m.records[k]; !ok {
		m.order = append(m.order, k)
	}
	m.records[k] = v
	m.puts++
}

func (m *memory[K, V]) Delete(k K) {
	delete(m.records, k)
	m.order = slices.DeleteFunc(m.order, func(one K) bool { return one == k })
}

func (m *memory[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, k := range m.order {
			if !yield(k, m.records[k]) {
				return
			}
		}
	}
}

// books are the records of a test.
type books struct {
	organisations memory[OrganisationID, Organisation]
	invitations   memory[string, Invitation]
	responses     memory[ResponseKey, Response]
	wordings      memory[WordingKey, Wording]
	last          OrganisationID
}

var testNow = time.Date(2027, 2, 1, 8, 0, 0, 0, time.UTC)

func (b *books) tx() *Tx {
	return &Tx{
		Now: testNow, Organisations: &b.organisations, Invitations: &b.invitations, Responses: &b.responses, Wordings: &b.wordings,
		NewOrganisation: func() OrganisationID { b.last++; return b.last },
	}
}

func testProgramme() *Programme {
	pair := func(bg, en string) text.Pair { return text.Pair{BG: bg, EN: en} }
	return &Programme{
		Name: pair("Партньорства", "Partnerships"), Club: pair("Клуб", "Club"), Location: time.FixedZone("Sofia", 2*3600),
		Contact: ContactPerson{Name: pair("Мария Примерова", "Maria Primerova"), Phone: "082 000 000"},
		Municipalities: []MunicipalityName{
			{Code: "ruse", Name: pair("Русе", "Ruse")}, {Code: "byala", Name: pair("Бяла", "Byala")}, {Code: "dve_mogili", Name: pair("Две могили", "Dve mogili")},
		},
		Survey: flows.Form{Name: "survey"},
	}
}
