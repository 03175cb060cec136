/* More public output than the vendor's limit ends the run, before any of it is written. */
#include <stdio.h>
#include <zkvm_io.h>

int main(void)
{
	static const uint8_t little[16] = "sixteen bytes!!";

	write_output(little, sizeof little);
	puts("writing");
	/* 100 MiB is RISC Zero's limit; nothing behind `little` is read. */
	write_output(little, 100u * 1024 * 1024);
	puts("not reached");
	return 0;
}
