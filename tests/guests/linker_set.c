/* A linker set: objects gathered in a section of the program's own, found by its bounds. */
#include <stdio.h>

struct command {
	const char *name;
	int (*run)(int);
};

/* Read-write, like the segment that ZKVM_EXTRA_LD puts the set into. */
#define COMMAND(name) \
	static int run_##name(int); \
	static struct command command_##name __attribute__((section("command_set"), used)) = { #name, run_##name }; \
	static int run_##name(int x)

COMMAND(increment)
{
	return x + 1;
}

COMMAND(twice)
{
	return 2 * x;
}

COMMAND(negate)
{
	return -x;
}

extern struct command __start_command_set[], __stop_command_set[];

int main(void)
{
	int total = 0;

	printf("%d commands\n", (int)(__stop_command_set - __start_command_set));
	for (struct command *command = __start_command_set; command != __stop_command_set; command++)
		total += command->run(20);
	printf("total %d\n", total);
	return 0;
}
