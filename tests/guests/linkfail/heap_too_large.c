/* A heap that ends above the vendor's memory. */
int main(void)
{
	return 0;
}
