/*
 * 3 GiB of .bss: more than any vendor leaves for the image below its heap. Two arrays, since no object
 * of a 32-bit target may be larger than PTRDIFF_MAX.
 */
static char first[0x60000000], second[0x60000000];

int main(void)
{
	volatile char *one = first, *other = second;

	one[sizeof first - 1] = 1;
	other[sizeof second - 1] = 2;
	return one[0] + other[0];
}
