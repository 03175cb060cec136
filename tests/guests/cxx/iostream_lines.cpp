// 10 000 lines through std::cout, and as many from std::cin.
#include <iostream>
#include <string>

int main()
{
	std::string line;
	for (int i = 0; i < 10000; i++) {
		if (!std::getline(std::cin, line) || line != std::to_string(i)) {
			std::cerr << "line " << i << " is " << line << '\n';
			return 1;
		}
		std::cout << i << '\n';
	}
	return std::getline(std::cin, line) ? 1 : 0;
}
