/* A stack larger than what lies below the image (SP1), or than memory (elsewhere). */
int main(void)
{
	return 0;
}
