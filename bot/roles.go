package bot

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"partnerbot/flows"
)

// Who is an administrator of the coordinators' group is looked up beside
// everything else, so that no participant ever waits for it: again before the
// last answer is a minute old, and at once when somebody without the right wants
// to act, since they may just have got it.
const (
	rolesEvery = 45 * time.Second
	rolesGood  = time.Minute
	rolesPause = time.Second // not asked for again because of somebody without the right
)

type roles struct {
	mu     sync.Mutex
	at     time.Time // real clock
	admins map[int64]bool
	asked  *bell // somebody wants them anew
}

func newRoles(i *idleness) *roles { return &roles{asked: newBell(i)} }

// of is what the user may do. In a private chat only an administrator can be
// known.
func (r *roles) of(user int64, private bool) flows.Role {
	r.mu.Lock()
	defer r.mu.Unlock()
	age := time.Since(r.at)
	if !private && !r.admins[user] && age >= rolesPause || !private && age >= rolesGood {
		r.asked.ring()
	}
	switch {
	case age >= rolesGood:
		return flows.RoleUnknown
	case r.admins[user]:
		return flows.RoleAdministrator
	case private:
		return flows.RoleNone
	}
	return flows.RoleMember
}

func (r *roles) set(admins map[int64]bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.admins, r.at = admins, time.Now()
}

// lookUp asks Telegram for the administrators (Bot API, getChatAdministrators:
// works for an ordinary member, too).
func (b *Bot) lookUp(ctx context.Context, group int64) error {
	raw, err := b.client.call(ctx, sendPatience, "getChatAdministrators", chatParams(group))
	if err != nil {
		return err
	}
	var list []struct {
		User wireUser `json:"user"`
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return err
	}
	admins := make(map[int64]bool, len(list))
	for _, m := range list {
		admins[m.User.ID] = true
	}
	b.roles.set(admins)
	return nil
}

// RefreshRoles looks the administrators up now: for tests and for the demo, where
// nobody wants to wait.
func (b *Bot) RefreshRoles(ctx context.Context) error {
	group, ok, err := b.store.Chat(flows.Group)
	if err != nil || !ok {
		return err
	}
	return b.lookUp(ctx, group)
}
