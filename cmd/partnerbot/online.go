package main

import (
	"context"
	"errors"
)

// errTokenRefused says that Telegram answered and does not know the token.
var errTokenRefused = errors.New("token refused")

// botName asks Telegram for the username of the bot that the token belongs to.
func botName(context.Context, Settings) (string, error) {
	return "", errors.New("not connected to package bot yet")
}
