// Package programme is what a capacity-building programme consists of:
// organisations, people, who speaks for whom, responses, and the rules about
// them that need no input or output.
//
// records.go holds what is stored, programme.go what the configuration says,
// tx.go how conversations reach the records within a transaction. The rest are
// rules: finding an organisation by what people type (search.go), who may speak
// for whom (standing.go, membership.go, merge.go), where the programme stands
// (counts.go), taking over a register; what leaves the program
// as files (extract.go and a file for each table). Of events:
// who has a seat (seats.go), what a person is reminded of (ladder.go, reminders.go) and
// what became of it (asked.go), what a change of an event changes (change.go: move.go, place.go, material.go), who has to
// be called (calls.go). People of a meeting
// are dealt into mixed groups (groups.go, group_form.go), which change with who comes and
// goes (group_change.go). Of ideas: their way (idea_way.go), which of them count
// (idea_list.go), and where they come from (trace.go).
package programme
