// Package flows decides: it says what a conversation answers to what came, and
// never sees Telegram, the database, a clock or the network.
//
// An Input (input.go) is one thing that happened. A conversation answers it
// within a Turn (turn.go): it changes the person's Session (session.go) and the
// records, and adds Effects (effect.go), which are data. Storage writes all of
// it in one transaction; bot then makes the effects happen. delivery.go holds
// the types that pass between those two rooms.
//
// The engine fills in forms, one question at a time. Form and Question
// (question.go) say what is asked, Value and Answer (answer.go, value.go) what
// was answered, Filling (filling.go) is the record that is being filled in. An
// input of somebody in a form goes to Open (engine.go), Typed (typed.go), Tapped
// (press.go), Attached or Shared (attach.go), ChangedMessage (edited.go). What was
// written before its writer saw the question is bubble.go; all else that is typed
// is read by answer (understand.go). A reading that needs the person's word waits
// for it (pending.go, decide.go). Every answer then passes through give (give.go),
// which keeps it in the record at once, and the next question is shown by ask
// (ask.go); the summary is review.go, the last word before sending last_word.go. Which messages have live buttons is live.go.
//
// To add a kind of question: its constant in question.go, how it is read in
// read.go and what fits it in decide.go, its buttons in ask.go, how it is
// explained in wrong.go, its words in value.go. To add a form: a Filling and its Form. To add a conversation: a
// file in participant or coordinator.
package flows
