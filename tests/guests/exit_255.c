/* The status of main, as it is. */
int main(void)
{
	return 255;
}
