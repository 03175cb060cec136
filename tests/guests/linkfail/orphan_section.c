/* A section that no linker script names: it must be an error, not placed anywhere in silence. */
static volatile int lost __attribute__((section("my_orphan"))) = 1;

int main(void)
{
	return lost;
}
