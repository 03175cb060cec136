#include <zkvm_io.h>

int main(void)
{
	uint8_t digest[32];

	for (int i = 0; i < 32; i++)
		digest[i] = (uint8_t)(i * 8);
	write_output(digest, sizeof digest);
	return 0;
}
