package programme

import "partnerbot/flows/text"

// Extraction takes a table out of the records in several transactions, each of them
// short: so much is read that nobody may be held up by it. A row is as the records were
// when it was read.
type Extraction struct {
	x    *extracting
	of   func(*extracting) *extraction
	made *extraction // nil: not begun
}

// NewExtraction begins to take out the table with the code: all of it, or where a
// municipality is given what concerns that one (see extracting). Answers are worded in the
// language. False: there is no such table.
func NewExtraction(p *Programme, code, town string, lang text.Language) (*Extraction, bool) {
	of, ok := extracts()[code]
	return &Extraction{x: &extracting{p: p, town: town, lang: lang}, of: of}, ok
}

// Read reads on in the transaction. Until it has returned true there is more, to be read
// in another one.
func (e *Extraction) Read(tx *Tx) (done bool) {
	e.x.tx = tx
	if e.made == nil {
		e.made = e.of(e.x)
	}
	return !e.made.next()
}

// Extract is what was read.
func (e *Extraction) Extract() Extract { return e.made.Extract }

// ExtractOf takes the table out in the one transaction.
func ExtractOf(tx *Tx, p *Programme, code, town string, lang text.Language) (Extract, bool) {
	e, ok := NewExtraction(p, code, town, lang)
	if !ok {
		return Extract{}, false
	}
	for !e.Read(tx) {
	}
	return e.Extract(), true
}
