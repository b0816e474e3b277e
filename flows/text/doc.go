// Package text holds the words of the program in its two languages, and what
// people type.
//
// Texts that people read are phrases, T("български", "English"), written where
// they are used (phrase.go); what a person typed enters them only as an argument
// and is escaped. Dates, counts, numbers and money are Localised. html.go knows
// what Telegram makes of HTML: lengths, splitting, escaping.
//
// The other direction is reading: Fold and Latin (key.go) are keys under which
// different spellings meet, and the Read functions understand numbers, money,
// dates, phones and addresses as people write them. They are pure.
//
// The package imports nothing but the standard library; every room may use it.
package text
