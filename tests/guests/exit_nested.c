/* exit from a nested call: what was printed arrives, though no line was finished and nothing returned. */
#include <stdio.h>
#include <stdlib.h>

static int visit(int depth)
{
	if (depth == 5) {
		printf("leaving at depth %d", depth);
		exit(5);
	}
	return depth < 10 ? visit(depth + 1) + 1 : 0;
}

int main(void)
{
	return visit(0);
}
