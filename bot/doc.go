// Package bot speaks: it is the only room that knows Telegram. Nothing is
// decided here; decisions are those of a programme.Conversation.
//
// Start with Run in bot.go. A message travels like this:
//
//   - poll.go asks Telegram for updates; wire.go and decode.go turn each into a
//     flows.Update
//   - crossing.go has what people write wait for the number of a question that is
//     on its way to them
//   - gap.go knows how long Telegram could not be reached, and what that has lost
//   - ledger.go has the store apply them, one transaction for a batch, together
//     with what became of messages that were sent; the next poll confirms them
//   - acknowledge.go answers presses at once
//   - sender.go takes what is to be sent; line.go keeps the order within a chat,
//     pace.go says how fast what nobody asked for may go
//   - deliver.go sends one row; request.go and markup.go put it into a request,
//     outcome.go knows what each answer of Telegram, or none, means for it
//
// Beside that, tick.go brings what is due, work.go does slow work and fetch.go
// the part of it that fetches files; start.go finds out who we are and setup.go
// tells Telegram what people see before they press Start. idle.go knows whether
// anything is under way, clock.go what time it is in the programme.
//
// client.go makes requests through the library, with a context, without the
// token in any error, and knowing whether the request has left.
//
// store.go is what this room needs remembered; cmd hands it a database.
package bot
