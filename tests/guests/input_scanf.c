/* scanf: numbers, words, character sets, and its count of what it could read. */
#include <stdio.h>

int main(void)
{
	int count = 0, number = 0, items;
	unsigned hex = 0;
	long long large = 0;
	double real = 0;
	char word[16] = "", set[16] = "", character = 0;

	items = scanf("%d items %x %lld", &count, &hex, &large);
	printf("%d: %d %x %lld\n", items, count, hex, large);
	items = scanf("%lf %15s %c", &real, word, &character);
	printf("%d: %.3f %s %c\n", items, real, word, character);
	items = scanf(" [%15[^]]]", set);
	printf("%d: %s\n", items, set);
	items = scanf("%d", &number);
	printf("%d: %d\n", items, number);
	items = scanf("%*s %3d%d", &number, &count);
	printf("%d: %d %d\n", items, number, count);
	items = scanf("%d", &number);
	printf("%s\n", items == EOF ? "end" : "more");
	return 0;
}
