package programme_test

import (
	"fmt"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A long table is read in several transactions: each row once, and what has gone
// meanwhile is not in it.
func TestExtractionInSeveralTransactions(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		const organisations = 101 // the last one alone
		for i := range organisations {
			id := put(tx, programme.Organisation{Name: fmt.Sprintf("Сдружение %03d", i), Kind: programme.NGO, Municipality: "ruse"})
			tx.Responses.Put(programme.ResponseKey{Survey: small.Survey.Name, Organisation: id}, programme.Response{Begun: noon, Answers: map[string]flows.Answer{"wish": said(1, 0, words("да"))}})
		}
		for code, goes := range map[string]int{"organisations": 0, "survey": 1} {
			e, ok := programme.NewExtraction(small, code, "", text.Bulgarian)
			reads := 1
			for ; ok && !e.Read(tx); reads++ {
				if goes > 0 && reads == 1 {
					tx.Responses.Delete(programme.ResponseKey{Survey: small.Survey.Name, Organisation: organisations})
				}
			}
			rows := e.Extract().Rows
			seen := map[any]bool{}
			for _, row := range rows {
				seen[fmt.Sprint(row[:2])] = true
			}
			if reads < 3 || len(rows) != organisations-goes || len(seen) != len(rows) {
				t.Errorf("%s: %d rows, %d of them different, in %d transactions", code, len(rows), len(seen), reads)
			}
		}
	})
}
