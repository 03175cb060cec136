// Wide streams: all of stdout goes through std::wcout, whose characters are of the basic set ("C" has no others).
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

#include "../include/expect.h"

int main()
{
	std::wostringstream out;
	out << L"n=" << 42 << L' ' << std::hex << std::showbase << 255 << L' ' << std::setw(6) << std::setfill(L'*') << 1.5;
	expect(out.str() == L"n=42 0xff ***1.5");

	std::wistringstream in(L"12 wörter 0.25");
	int number;
	std::wstring word;
	double fraction;
	in >> number >> word >> fraction;
	expect(in.eof() && !in.fail() && number == 12 && word == L"w\u00f6rter" && fraction == 0.25);

	std::wcout << L"wide " << number << L' ' << std::boolalpha << true << std::endl;
	std::wcout << out.str() << L'\n';
	std::wcerr << L"error " << 3 << L'\n';
}
