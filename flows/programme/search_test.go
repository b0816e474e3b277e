package programme

import (
	"iter"
	"maps"
	"testing"
)

func invented() iter.Seq2[OrganisationID, Organisation] {
	names := map[OrganisationID]Organisation{}
	for i, n := range []string{
		"Народно читалище „Съгласие – 1901“", "Сдружение „Жените в Троянци“", "Фондация „Отворено сърце“", "Сдружение „Дунавска надежда“",
		"НЧ „Просвета 1927“", "Фондация „Дунав“", "Сдружение „Младежки свят“", "Клуб „Спорт и здраве“", "Община Две могили",
		"Сдружение „Зелени Балкани – приятели“", "Фондация „Детска усмивка“", "Народно читалище „Зора“", "Сдружение „Ромска взаимопомощ“",
	} {
		names[OrganisationID(i+1)] = Organisation{Name: n}
	}
	return maps.All(names)
}

func TestSearchOrganisations(t *testing.T) {
	for query, want := range map[string]string{
		"4italishte suglasie": "Народно читалище „Съгласие – 1901“", "jenite v troqnci": "Сдружение „Жените в Троянци“",
		"отоврено сърце": "Фондация „Отворено сърце“", "дунав": "Фондация „Дунав“", "дунавска": "Сдружение „Дунавска надежда“",
		"просвета": "НЧ „Просвета 1927“", "mladejki svqt": "Сдружение „Младежки свят“", "здраве и спорт": "Клуб „Спорт и здраве“",
		"две могили": "Община Две могили", "зелени балк": "Сдружение „Зелени Балкани – приятели“", "усмифка": "Фондация „Детска усмивка“",
		"ЗОРА": "Народно читалище „Зора“", "ромска взаимо помощ": "Сдружение „Ромска взаимопомощ“", "detska": "Фондация „Детска усмивка“",
	} {
		found := SearchOrganisations(invented(), query, 6)
		if len(found) == 0 || found[0].Organisation.Name != want {
			t.Errorf("%q found %v, want %q", query, found, want)
		}
	}
	for _, query := range []string{"", "   ", "xyz", "!!!", "квантова физика"} {
		if found := SearchOrganisations(invented(), query, 6); len(found) != 0 {
			t.Errorf("%q found %v", query, found)
		}
	}
	if NameKey("Сдружение „Дунав“") != NameKey("СДРУЖЕНИЕ  „дунав“") || NameKey("Сдружение „Дунав“") == NameKey("Сдружение „Зора“") {
		t.Error("names are compared wrongly")
	}
}
