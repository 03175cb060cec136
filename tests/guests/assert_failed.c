#include <assert.h>
#include <stdio.h>

static void check_answer(int answer)
{
	assert(answer == 42);
}

int main(void)
{
	assert(6 * 7 == 42);
	puts("the first assertion holds");
	check_answer(41);
	puts("not reached");
	return 0;
}
