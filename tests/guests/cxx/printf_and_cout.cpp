// stdio and iostream in turns on the same streams: one order, both ways (sync_with_stdio).
#include <cstdio>
#include <iostream>
#include <string>

int main()
{
	for (int i = 1; i <= 3; i++) {
		printf("printf %d, ", i);
		std::cout << "cout " << i << ", ";
		fputs("puts ", stdout);
		putchar('0' + i);
		std::cout << '\n';
	}
	std::cerr << "cerr, ";
	fprintf(stderr, "stderr\n");

	int first, third;
	char second[8];
	std::string fourth;
	std::cin >> first;
	if (scanf("%7s", second) != 1)
		return 1;
	std::cin >> third >> std::ws;
	int c = getchar();
	std::getline(std::cin, fourth);
	std::cout << first << '|' << second << '|' << third << '|';
	std::cout << static_cast<char>(c) << '|' << fourth << '|' << std::endl;
	return std::ios_base::sync_with_stdio() ? 0 : 2;
}
