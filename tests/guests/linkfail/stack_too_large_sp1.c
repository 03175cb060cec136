/* SP1's stack is fixed: from 0x78000000 down to 0x10000, 64 KiB less than 1920 MiB. */
int main(void)
{
	return 0;
}
