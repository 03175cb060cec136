/*
 * exit and its handlers. picolibc 1.8 keeps 32 handlers in all and then refuses; here any number is
 * kept, the first ones without a heap. All ways to register and to exit are defined together: they
 * share one list, and a handler given to another list would silently never run.
 */
#include <stdlib.h>

#include "zkshim_internal.h"

typedef void (*plain_handler)(void);
typedef void (*argument_handler)(void *);
typedef void (*status_handler)(int, void *);

enum kind { PLAIN, WITH_ARGUMENT, WITH_STATUS };

struct handler {
	enum kind kind;
	union {
		plain_handler plain;
		argument_handler with_argument;
		status_handler with_status;
	} call;
	void *argument;
};

/* 32 are what C guarantees at least (C11 7.22.4.2); they need no heap. */
#define HANDLERS_PER_BLOCK 32

struct block {
	struct block *older;
	unsigned used;
	struct handler handlers[HANDLERS_PER_BLOCK];
};

struct list {
	struct block *newest;
	struct block first;
};

static struct list at_exit;
static struct list at_quick;
static struct list at_thread_end;

/* 0, or -1 if the heap is full: then nothing has changed. */
static int add(struct list *list, struct handler handler)
{
	struct block *block = list->newest ? list->newest : &list->first;

	if (block->used == HANDLERS_PER_BLOCK) {
		struct block *fresh = malloc(sizeof *fresh);
		if (!fresh)
			return -1;
		fresh->older = block;
		fresh->used = 0;
		block = fresh;
	}
	block->handlers[block->used++] = handler;
	list->newest = block;
	return 0;
}

/* Newest first; a handler may register more, and they run before older ones. */
static void run(struct list *list, int status)
{
	for (struct block *block; (block = list->newest);) {
		if (block->used == 0) {
			list->newest = block->older;
			continue;
		}
		struct handler handler = block->handlers[--block->used];
		switch (handler.kind) {
		case PLAIN:
			handler.call.plain();
			break;
		case WITH_ARGUMENT:
			handler.call.with_argument(handler.argument);
			break;
		case WITH_STATUS:
			handler.call.with_status(status, handler.argument);
			break;
		}
	}
}

int atexit(plain_handler function)
{
	return add(&at_exit, (struct handler){ PLAIN, { .plain = function }, NULL });
}

int at_quick_exit(plain_handler function)
{
	return add(&at_quick, (struct handler){ PLAIN, { .plain = function }, NULL });
}

int __cxa_atexit(argument_handler function, void *argument, void *dso)
{
	(void)dso; /* a static program is one object */
	return add(&at_exit, (struct handler){ WITH_ARGUMENT, { .with_argument = function }, argument });
}

/* Destructors of thread_local objects. The one thread ends with the program. */
int __cxa_thread_atexit(argument_handler function, void *argument, void *dso)
{
	(void)dso;
	return add(&at_thread_end, (struct handler){ WITH_ARGUMENT, { .with_argument = function }, argument });
}

int on_exit(status_handler function, void *argument)
{
	return add(&at_exit, (struct handler){ WITH_STATUS, { .with_status = function }, argument });
}

extern plain_handler const __fini_array_start[];
extern plain_handler const __fini_array_end[];

/* thread_locals first, whenever they were made (C++20 [basic.start.term]/2). */
void exit(int status)
{
	run(&at_thread_end, status);
	run(&at_exit, status);
	for (plain_handler const *function = __fini_array_end; function != __fini_array_start;)
		(*--function)();
	_exit(status);
}

void quick_exit(int status)
{
	run(&at_quick, status);
	_exit(status);
}

void _Exit(int status)
{
	_exit(status);
}
