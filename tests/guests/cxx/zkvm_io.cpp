// Private input and public output through zkvm_io.h.
#include <zkvm_io.h>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string>

#include "../include/expect.h"

int main()
{
	const uint8_t *bytes;
	size_t size;
	read_input(&bytes, &size);
	std::span input(bytes, size);
	std::string reversed(input.rbegin(), input.rend());
	std::transform(reversed.begin(), reversed.end(), reversed.begin(), [](unsigned char c) { return c ^ 0x20; });
	expect(size == 8);
	write_output(reinterpret_cast<const uint8_t *>(reversed.data()), reversed.size());
	printf("%s\n", reversed.c_str());
}
