/* A heap that reaches into SP1's input window, which starts at 112 GiB. */
int main(void)
{
	return 0;
}
