// std::cin reads the private input: formatted with >>, then line by line to its end.
#include <iostream>
#include <string>

#include "../include/expect.h"

int main()
{
	int a, b;
	double d;
	char c;
	std::string word, line;
	std::cin >> a >> std::hex >> b >> std::dec >> d >> c >> word;
	std::cout << a << ' ' << b << ' ' << d << ' ' << c << ' ' << word << '\n';

	int bad = 1;
	expect(!(std::cin >> bad) && bad == 0 && std::cin.fail() && !std::cin.eof());
	std::cin.clear();
	std::cin.ignore(100, '\n');
	expect(std::cin.peek() == 'T' && std::cin.get() == 'T' && std::cin.unget().get() == 'T');

	int lines = 0;
	while (std::getline(std::cin, line))
		std::cout << ++lines << ": " << line << '\n';
	expect(std::cin.eof() && std::cin.get() == EOF);
	char rest[4];
	expect(std::cin.read(rest, 4).gcount() == 0);
}
