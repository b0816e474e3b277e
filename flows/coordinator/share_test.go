package coordinator

import (
	"strings"
	"testing"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A page of results and the chart of the same answers say the same percent.
func TestShareIsThatOfTheChart(t *testing.T) {
	for _, of := range []int{1, 3, 14, 22, 35} {
		for n := range of + 1 {
			page, chart := share(n, of).Plain(text.English), barWords(programme.FigureBar{N: n, Of: of, Share: true}).Plain(text.English)
			_, percent, _ := strings.Cut(page, " ")
			if !strings.HasSuffix(chart, "("+percent+")") {
				t.Errorf("%d of %d: %q on the page, %q with the chart", n, of, page, chart)
			}
		}
	}
}
