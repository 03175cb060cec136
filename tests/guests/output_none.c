/* A program that never names the public output has an empty one, and a valid proof of it. */
int main(void)
{
	return 0;
}
