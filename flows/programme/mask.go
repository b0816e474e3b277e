package programme

import "partnerbot/flows/text"

// leastShown is the smallest number of people that is told to the outside: fewer could
// be recognised.
const leastShown = 5

// Few reports whether so many people are too few for their number to be told outside the
// Club.
func Few(people int) bool { return people < leastShown }

// Masked is a number of people as it is told outside the Club: „под 5“ where they are few.
func Masked(people int) text.Phrase {
	if Few(people) {
		return text.T("под %d", "under %d").With(leastShown)
	}
	return text.T("%s", "%s").With(text.Number(float64(people)))
}
