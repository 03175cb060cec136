/* A status that does not fit in 8 bits must stay a failure. */
int main(void)
{
	return 256;
}
