// Package programme is what a capacity-building programme consists of:
// organisations, people, who speaks for whom, responses, and the rules about
// them that need no input or output.
//
// records.go holds what is stored, programme.go what the configuration says,
// tx.go how conversations reach the records within a transaction. The rest are
// rules: finding an organisation by what people type (search.go), who may speak
// for whom (standing.go, membership.go, merge.go), where the programme stands
// (counts.go), taking over a register, laying out the survey's answers. Of events:
// who has a seat (seats.go), what a person is reminded of (ladder.go, reminders.go) and
// what became of it (asked.go), what a change of an event changes (move.go), who has to
// be called (calls.go).
package programme
