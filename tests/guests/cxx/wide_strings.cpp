// wchar_t is 32 bits wide: wide literals, std::wstring, the C functions on them, and the other character types.
#include <cstdio>
#include <cwchar>
#include <cwctype>
#include <string>
#include <string_view>

#include "../include/expect.h"

static_assert(sizeof(wchar_t) == 4 && L'\U0001F600' == 0x1F600);

int main()
{
	std::wstring s = L"Grüße";
	s += L", Welt";
	expect(s.size() == 11 && s[2] == 0xfc && s[3] == 0xdf && s.find(L"Welt") == 7);
	expect(s.substr(0, 5) == L"Gr\u00fc\u00dfe" && std::wstring_view(s).ends_with(L"elt"));
	s.replace(0, 5, 300, L'\u20ac');
	expect(s.size() == 306 && s[299] == 0x20ac && s.rfind(L'\u20ac') == 299);

	expect(std::wcslen(L"\u00e4\u00f6\u00fc") == 3 && std::wcscmp(L"abc", L"abd") < 0);
	expect(std::wcschr(L"zkVM", L'V')[1] == L'M' && std::wcsstr(L"needle", L"dl")[0] == L'd');
	wchar_t copy[8];
	std::wmemset(copy, L'-', 8);
	std::wcscpy(copy, L"wide");
	expect(std::wmemcmp(copy, L"wide\0---", 8) == 0);
	expect(std::towupper(L'q') == L'Q' && std::iswdigit(L'7') && !std::iswalpha(L'7'));
	expect(std::wcstol(L"-2a", nullptr, 16) == -42 && std::stoi(L"77") == 77 && std::stod(L"0.5") == 0.5);
	expect(std::to_wstring(-42) == L"-42" && std::to_wstring(18446744073709551615u) == L"18446744073709551615");
	expect(std::to_wstring(1.5) == L"1.500000");

	expect(std::u16string(u"\U0001F600").size() == 2 && std::u32string(U"\U0001F600").size() == 1);
	std::u8string text = u8"\u20ac";
	expect(text.size() == 3 && text[0] == 0xe2);
	puts("wide");
}
