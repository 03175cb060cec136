/* A function that nobody has: the linker names it, and nothing claims to be it. */
int dup3(int, int, int);

int main(void)
{
	return dup3(1, 2, 0);
}
