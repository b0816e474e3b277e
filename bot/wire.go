package bot

// The parts of the Bot API's types that are read here. The library's own types
// are complete to 2022 and several times as slow to decode.
type (
	wireUpdate struct {
		ID           int64         `json:"update_id"`
		Message      *wireMessage  `json:"message"`
		Edited       *wireMessage  `json:"edited_message"`
		Callback     *wireCallback `json:"callback_query"`
		MyChatMember *wireMember   `json:"my_chat_member"`
	}
	wireUser struct {
		ID       int64  `json:"id"`
		IsBot    bool   `json:"is_bot"`
		First    string `json:"first_name"`
		Last     string `json:"last_name"`
		Language string `json:"language_code"`
		Username string `json:"username"`
	}
	wireChat struct {
		ID   int64  `json:"id"`
		Type string `json:"type"`
	}
	wireMessage struct {
		ID          int          `json:"message_id"`
		From        *wireUser    `json:"from"`
		SenderChat  *wireChat    `json:"sender_chat"`
		Chat        wireChat     `json:"chat"`
		Date        int64        `json:"date"`
		Text        string       `json:"text"`
		Caption     string       `json:"caption"`
		Entities    []wireEntity `json:"entities"`
		ReplyTo     *wireReplied `json:"reply_to_message"`
		Forward     present      `json:"forward_origin"`
		ForwardDate int64        `json:"forward_date"`
		Album       string       `json:"media_group_id"`
		Contact     *wireContact `json:"contact"`
		Photo       []wireFile   `json:"photo"`
		Document    *wireFile    `json:"document"`
		Voice       *wireFile    `json:"voice"`
		Video       *wireFile    `json:"video"`
		VideoNote   *wireFile    `json:"video_note"`
		Audio       *wireFile    `json:"audio"`
		Animation   *wireFile    `json:"animation"`
		MigrateTo   int64        `json:"migrate_to_chat_id"`
		MigrateFrom int64        `json:"migrate_from_chat_id"`
		wireOther
		wireService
	}
	// What people can send and no question asks for.
	wireOther struct {
		Sticker   present `json:"sticker"`
		Venue     present `json:"venue"` // before location, which comes with it
		Location  present `json:"location"`
		Poll      present `json:"poll"`
		Dice      present `json:"dice"`
		Game      present `json:"game"`
		Story     present `json:"story"`
		Checklist present `json:"checklist"`
		PaidMedia present `json:"paid_media"`
		Invoice   present `json:"invoice"`
		Giveaway  present `json:"giveaway"`
	}
	// present says that a field is there, whatever it holds.
	present     bool
	wireReplied struct {
		ID     int       `json:"message_id"`
		From   *wireUser `json:"from"`
		Date   int64     `json:"date"`
		Markup struct {
			Rows [][]struct {
				Data string `json:"callback_data"`
			} `json:"inline_keyboard"`
		} `json:"reply_markup"`
	}
	wireEntity struct {
		Type   string `json:"type"`
		Offset int    `json:"offset"`
		Length int    `json:"length"`
	}
	wireContact struct {
		Phone  string `json:"phone_number"`
		First  string `json:"first_name"`
		Last   string `json:"last_name"`
		UserID int64  `json:"user_id"`
	}
	wireFile struct {
		ID     string `json:"file_id"`
		Unique string `json:"file_unique_id"`
		Name   string `json:"file_name"`
		MIME   string `json:"mime_type"`
		Size   int64  `json:"file_size"`
	}
	wireCallback struct {
		ID      string       `json:"id"`
		From    wireUser     `json:"from"`
		Message *wireMessage `json:"message"`
		Data    string       `json:"data"`
	}
	wireMember struct {
		Chat wireChat `json:"chat"`
		From wireUser `json:"from"`
		New  struct {
			Status   string `json:"status"`
			IsMember bool   `json:"is_member"` // of a restricted one
		} `json:"new_chat_member"`
	}
)

// UnmarshalJSON implements json.Unmarshaler.
func (p *present) UnmarshalJSON([]byte) error {
	*p = true
	return nil
}

// kind names what was sent, "" for nothing that is known.
func (o wireOther) kind() string {
	for _, k := range []struct {
		there present
		name  string
	}{
		{o.Sticker, "sticker"}, {o.Venue, "venue"}, {o.Location, "location"}, {o.Poll, "poll"}, {o.Dice, "dice"}, {o.Game, "game"},
		{o.Story, "story"}, {o.Checklist, "checklist"}, {o.PaidMedia, "paid media"}, {o.Invoice, "invoice"}, {o.Giveaway, "giveaway"},
	} {
		if k.there {
			return k.name
		}
	}
	return ""
}
