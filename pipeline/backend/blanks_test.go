package backend

import "testing"

func TestCloseUp(t *testing.T) {
	for _, tt := range []struct{ name, source, answer, want string }{
		{"a link", "See ⟦1⟧the report⟦2⟧ now.", "Տե՛ս ⟦1⟧ զեկույցը ⟦2⟧ հիմա։", "Տե՛ս ⟦1⟧զեկույցը⟦2⟧ հիմա։"},
		{"at both ends", "⟦1⟧She⟦2⟧", "⟦1⟧ Նա ⟦2⟧", "⟦1⟧Նա⟦2⟧"},
		{"before a full stop", "He saw ⟦1⟧it⟦2⟧.", "Նա տեսավ ⟦1⟧դա ⟦2⟧ ։", "Նա տեսավ ⟦1⟧դա⟦2⟧։"},
		{"inside quotes", "“⟦1⟧Go⟦2⟧”", "«⟦1⟧ Գնա ⟦2⟧»", "«⟦1⟧Գնա⟦2⟧»"},
		{"one that stands alone", "a ⟦1⟧ b", "ա ⟦1⟧ բ", "ա ⟦1⟧ բ"},
		{"between words", "a⟦1⟧b", "ա ⟦1⟧ բ", "ա ⟦1⟧ բ"},
		{"a blank that parts words", "x ⟦1⟧a⟦2⟧ b", "ա⟦1⟧ բ ⟦2⟧գ", "ա⟦1⟧ բ ⟦2⟧գ"},
		{"nothing to do", "⟦1⟧a⟦2⟧ b", "⟦1⟧ա⟦2⟧ բ", "⟦1⟧ա⟦2⟧ բ"},
		{"twice in the answer", "⟦1⟧a", "⟦1⟧ ա ⟦1⟧ բ", "⟦1⟧ ա ⟦1⟧ բ"},
		{"not in the answer", "⟦1⟧a⟦2⟧", "ա", "ա"},
		{"a suffix of the language", "the ⟦1⟧Post⟦2⟧ wrote", "⟦1⟧ Փոստ ⟦2⟧-ը գրեց", "⟦1⟧Փոստ ⟦2⟧-ը գրեց"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := closeUp(tt.source, tt.answer); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
