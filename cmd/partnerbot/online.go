package main

import (
	"context"
	"errors"

	"partnerbot/bot"
)

// errTokenRefused says that Telegram answered and does not know the token.
var errTokenRefused = errors.New("token refused")

// botName asks Telegram for the username of the bot that the token belongs to.
func botName(ctx context.Context, s Settings) (string, error) {
	me, err := bot.Me(ctx, bot.Secret(s.Token.reveal()), s.APIURL)
	if errors.Is(err, bot.ErrUnauthorized) {
		return "", errTokenRefused
	}
	return me.Username, err
}
