package simulator

// Marks of fields in the table.
const (
	must = 1 << iota // required
	old              // gone from the specification, still accepted by Telegram's server
	idle             // in the specification, not simulated: a request with it is a violation
)

// field is a parameter of a method or a field of a type, in the words of the
// specification; several possible types are parted by "|".
type field struct {
	name, types string
	mark        int
}

// spec is a method or a type.
type spec struct {
	name   string
	fields []field
}

// sending are the parameters that every method has that sends something new,
// with its own.
func sending(own ...field) []field {
	return append(own, []field{
		{"business_connection_id", "String", idle},
		{"chat_id", "Integer|String", must},
		{"message_thread_id", "Integer", idle},
		{"direct_messages_topic_id", "Integer", idle},
		{"receiver_user_id", "Integer", idle},
		{"callback_query_id", "String", idle},
		{"disable_notification", "Boolean", 0},
		{"protect_content", "Boolean", 0},
		{"allow_paid_broadcast", "Boolean", idle},
		{"message_effect_id", "String", idle},
		{"suggested_post_parameters", "SuggestedPostParameters", idle},
		{"reply_parameters", "ReplyParameters", 0},
		{"reply_markup", "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply", 0},
		{"reply_to_message_id", "Integer", old},
		{"allow_sending_without_reply", "Boolean", old},
	}...)
}

// sendingFile is sending for a file of a kind, which has a caption.
func sendingFile(kind string, own ...field) []field {
	return sending(append(own, []field{
		{kind, "InputFile|String", must},
		{"caption", "String", 0},
		{"parse_mode", "String", 0},
		{"caption_entities", "Array of MessageEntity", 0},
	}...)...)
}

// methodTable holds every method that is simulated, with all its parameters.
var methodTable = []spec{
	{"getMe", nil},
	{"getUpdates", []field{
		{"offset", "Integer", 0},
		{"limit", "Integer", 0},
		{"timeout", "Integer", 0},
		{"allowed_updates", "Array of String", 0},
	}},
	{"deleteWebhook", []field{
		{"drop_pending_updates", "Boolean", 0},
	}},
	{"sendMessage", sending(
		field{"text", "String", must},
		field{"parse_mode", "String", 0},
		field{"entities", "Array of MessageEntity", 0},
		field{"link_preview_options", "LinkPreviewOptions", 0},
		field{"disable_web_page_preview", "Boolean", old},
	)},
	{"editMessageText", []field{
		{"business_connection_id", "String", idle},
		{"chat_id", "Integer|String", 0},
		{"message_id", "Integer", 0},
		{"inline_message_id", "String", idle},
		{"text", "String", 0},
		{"parse_mode", "String", 0},
		{"entities", "Array of MessageEntity", 0},
		{"link_preview_options", "LinkPreviewOptions", 0},
		{"rich_message", "InputRichMessage", idle},
		{"reply_markup", "InlineKeyboardMarkup", 0},
		{"disable_web_page_preview", "Boolean", old},
	}},
	{"editMessageCaption", []field{
		{"business_connection_id", "String", idle},
		{"chat_id", "Integer|String", 0},
		{"message_id", "Integer", 0},
		{"inline_message_id", "String", idle},
		{"caption", "String", 0},
		{"parse_mode", "String", 0},
		{"caption_entities", "Array of MessageEntity", 0},
		{"show_caption_above_media", "Boolean", idle},
		{"reply_markup", "InlineKeyboardMarkup", 0},
	}},
	{"editMessageReplyMarkup", []field{
		{"business_connection_id", "String", idle},
		{"chat_id", "Integer|String", 0},
		{"message_id", "Integer", 0},
		{"inline_message_id", "String", idle},
		{"reply_markup", "InlineKeyboardMarkup", 0},
	}},
	{"deleteMessage", []field{
		{"chat_id", "Integer|String", must},
		{"message_id", "Integer", must},
	}},
	{"answerCallbackQuery", []field{
		{"callback_query_id", "String", must},
		{"text", "String", 0},
		{"show_alert", "Boolean", 0},
		{"url", "String", idle},
		{"cache_time", "Integer", idle},
	}},
	{"sendChatAction", []field{
		{"business_connection_id", "String", idle},
		{"chat_id", "Integer|String", must},
		{"message_thread_id", "Integer", idle},
		{"action", "String", must},
	}},
	{"sendDocument", sendingFile("document",
		field{"thumbnail", "InputFile|String", idle},
		field{"disable_content_type_detection", "Boolean", 0},
	)},
	{"sendPhoto", sendingFile("photo",
		field{"show_caption_above_media", "Boolean", idle},
		field{"has_spoiler", "Boolean", idle},
	)},
	{"sendVoice", sendingFile("voice",
		field{"duration", "Integer", 0},
	)},
	{"sendAudio", sendingFile("audio",
		field{"duration", "Integer", 0},
		field{"performer", "String", idle},
		field{"title", "String", idle},
		field{"thumbnail", "InputFile|String", idle},
	)},
	{"sendVideo", sendingFile("video",
		field{"duration", "Integer", 0},
		field{"width", "Integer", 0},
		field{"height", "Integer", 0},
		field{"thumbnail", "InputFile|String", idle},
		field{"cover", "InputFile|String", idle},
		field{"start_timestamp", "Integer", idle},
		field{"show_caption_above_media", "Boolean", idle},
		field{"has_spoiler", "Boolean", idle},
		field{"supports_streaming", "Boolean", 0},
	)},
	{"sendAnimation", sendingFile("animation",
		field{"duration", "Integer", 0},
		field{"width", "Integer", 0},
		field{"height", "Integer", 0},
		field{"thumbnail", "InputFile|String", idle},
		field{"show_caption_above_media", "Boolean", idle},
		field{"has_spoiler", "Boolean", idle},
	)},
	{"sendVideoNote", sending( // the only file without a caption
		field{"video_note", "InputFile|String", must},
		field{"duration", "Integer", 0},
		field{"length", "Integer", 0},
		field{"thumbnail", "InputFile|String", idle},
	)},
	{"sendLocation", sending(
		field{"latitude", "Float", must},
		field{"longitude", "Float", must},
		field{"horizontal_accuracy", "Float", idle},
		field{"live_period", "Integer", idle},
		field{"heading", "Integer", idle},
		field{"proximity_alert_radius", "Integer", idle},
	)},
	{"sendVenue", sending(
		field{"latitude", "Float", must},
		field{"longitude", "Float", must},
		field{"title", "String", must},
		field{"address", "String", must},
		field{"foursquare_id", "String", idle},
		field{"foursquare_type", "String", idle},
		field{"google_place_id", "String", idle},
		field{"google_place_type", "String", idle},
	)},
	{"copyMessage", []field{
		{"chat_id", "Integer|String", must},
		{"message_thread_id", "Integer", idle},
		{"direct_messages_topic_id", "Integer", idle},
		{"from_chat_id", "Integer|String", must},
		{"message_id", "Integer", must},
		{"video_start_timestamp", "Integer", idle},
		{"caption", "String", 0},
		{"parse_mode", "String", 0},
		{"caption_entities", "Array of MessageEntity", 0},
		{"show_caption_above_media", "Boolean", idle},
		{"disable_notification", "Boolean", 0},
		{"protect_content", "Boolean", 0},
		{"allow_paid_broadcast", "Boolean", idle},
		{"message_effect_id", "String", idle},
		{"suggested_post_parameters", "SuggestedPostParameters", idle},
		{"reply_parameters", "ReplyParameters", 0},
		{"reply_markup", "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply", 0},
		{"reply_to_message_id", "Integer", old},
		{"allow_sending_without_reply", "Boolean", old},
	}},
	{"getFile", []field{
		{"file_id", "String", must},
	}},
	{"getChat", []field{
		{"chat_id", "Integer|String", must},
	}},
	{"getChatAdministrators", []field{
		{"chat_id", "Integer|String", must},
		{"return_bots", "Boolean", 0},
	}},
	{"getChatMember", []field{
		{"chat_id", "Integer|String", must},
		{"user_id", "Integer", must},
	}},
	{"leaveChat", []field{
		{"chat_id", "Integer|String", must},
	}},
	{"setMyCommands", []field{
		{"commands", "Array of BotCommand", must},
		{"scope", "BotCommandScope", 0},
		{"language_code", "String", 0},
	}},
	{"getMyCommands", []field{
		{"scope", "BotCommandScope", 0},
		{"language_code", "String", 0},
	}},
	{"deleteMyCommands", []field{
		{"scope", "BotCommandScope", 0},
		{"language_code", "String", 0},
	}},
	{"setMyDescription", []field{
		{"description", "String", 0},
		{"language_code", "String", 0},
	}},
	{"getMyDescription", []field{
		{"language_code", "String", 0},
	}},
	{"setMyShortDescription", []field{
		{"short_description", "String", 0},
		{"language_code", "String", 0},
	}},
	{"getMyShortDescription", []field{
		{"language_code", "String", 0},
	}},
}
