/* The image alone fits, but not with the heap that ZKVM_HEAP_SIZE asks for. */
static char large[0x20000000];

int main(void)
{
	volatile char *bytes = large;

	return bytes[0];
}
