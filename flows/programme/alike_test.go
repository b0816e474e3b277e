package programme

import "testing"

func TestAlikeOrganisations(t *testing.T) {
	for name, want := range map[string]string{
		"Читалище Просвета-1927": "НЧ „Просвета 1927“", "Народно читалище „Просвета“": "НЧ „Просвета 1927“", "дунавска надежда": "Сдружение „Дунавска надежда“",
		"Сдружение „Надежда Дунавска“": "Сдружение „Дунавска надежда“", "Zeleni Balkani": "Сдружение „Зелени Балкани – приятели“",
		"дунав": "Фондация „Дунав“", "Младежки свят Русе": "Сдружение „Младежки свят“", "Фондация Детска усмивкa": "Фондация „Детска усмивка“",
	} {
		if found := AlikeOrganisations(invented(), name, 3); len(found) != 1 || found[0].Organisation.Name != want {
			t.Errorf("%q is like %v, want %q alone", name, found, want)
		}
	}
	for _, name := range []string{"Дунавски бряг", "Сдружение", "Младежки съюз за култура", "Отворено общество", "", "Свят на приказките"} {
		if found := AlikeOrganisations(invented(), name, 3); len(found) != 0 {
			t.Errorf("%q is like %v", name, found)
		}
	}
}
