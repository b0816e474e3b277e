// Package bot speaks: it is the only room that knows Telegram.
//
// Start with Run in bot.go. A message travels like this: poll.go asks Telegram
// for updates, decode.go turns each into a flows.Update, ledger.go has the store
// apply them, one transaction for a batch, together with what became of messages
// that were sent. What is to be sent goes to sender.go, which keeps the order
// within a chat and lets chats go side by side; deliver.go makes the request and
// knows what each answer of Telegram means; pace.go says how fast what nobody
// asked for may go. tick.go brings what is due, work.go does slow work,
// setup.go tells Telegram what people see before they press Start.
//
// client.go makes requests through the library, with a context, without the
// token in any error, and knowing whether the request has left.
//
// store.go is what this room needs remembered; cmd hands it a database. The
// decisions are those of a programme.Conversation. Nothing is decided here.
package bot
