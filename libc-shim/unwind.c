/*
 * How the unwinder finds a function's frame description, in place of libgcc's unwind-dw2-fde.c. That one wants
 * the tables registered at start, and at the first throw it sorts all of them, at some 200 instructions each.
 * Here they are read where the linker put them, and the first throw only makes an index: sections.ld keeps code
 * in the order in which it is described, but for cold code, so the descriptions are two sorted lists already.
 *
 * Formats: Linux Standard Base 5.0 Core, 10.6 (.eh_frame); DWARF 5, 6.4.1.
 */
#include <stddef.h>
#include <stdint.h>

#include "zkshim_internal.h"

/* CIE (whose second word is 0) or FDE: what both begin with. */
struct entry {
	uint32_t length;	/* of what follows this word */
	uint32_t to_cie;	/* how far before this word the FDE's CIE is */
};

struct cie {
	struct entry entry;
	uint8_t version;
	uint8_t augmentation[];
};

/* With the address in the one way in which GCC, Clang and GNU as write it for RISC-V. */
struct fde {
	struct entry entry;
	int32_t begin;		/* relative to itself */
	uint32_t size;
};

/* DWARF pointer encodings (LSB, 10.5.1) */
enum { ABSOLUTE = 0x00, UDATA4 = 0x03, SDATA4 = 0x0b, PCREL_SDATA4 = 0x1b, FORMAT = 0x0f };

/* As in libgcc's unwind-dw2-fde.h, whose user wants the last one. */
struct dwarf_eh_bases {
	void *text;
	void *data;
	void *function;
};

/* From linker/sections.ld. Each index has room for as many FDEs as there can be. */
extern const char __eh_frame_start[], __eh_frame_end[];
extern const char __zkshim_cold_end[];
extern uint32_t __zkshim_cold_index[], __zkshim_hot_index[];

/* Where FDEs are, as distances from __eh_frame_start, in ascending order of what they describe. */
struct list {
	uint32_t *const first;
	uint32_t *end;
};

static struct list cold = { __zkshim_cold_index, 0 };
static struct list hot = { __zkshim_hot_index, 0 };

static struct list *list_of(uintptr_t address)
{
	return address < (uintptr_t)__zkshim_cold_end ? &cold : &hot;
}

static const struct fde *at(uint32_t distance)
{
	return (const struct fde *)(__eh_frame_start + distance);
}

static uintptr_t begin_of(const struct fde *fde)
{
	return (uintptr_t)&fde->begin + (uintptr_t)(intptr_t)fde->begin;
}

static _Noreturn void refuse(const char *why)
{
	const char *const pieces[] = { "zkshim: an exception can't be thrown: ", why };

	zkshim_fail(pieces, sizeof pieces / sizeof *pieces);
}

static const uint8_t *after_leb128(const uint8_t *at)
{
	while (*at++ & 0x80)
		;
	return at;
}

static const uint8_t *after_personality(const uint8_t *at)
{
	switch (*at & FORMAT) {
	case ABSOLUTE:
		return at + 1 + sizeof(void *);
	case UDATA4:
	case SDATA4:
		return at + 1 + 4;
	default:
		refuse("an unwind table names its personality in an unknown way");
	}
}

/* The augmentation is "z" and letters, whose data come in their order (LSB, 10.6.1.1.1). */
static uint8_t encoding_of(const struct cie *cie)
{
	const uint8_t *letter = cie->augmentation, *data = letter;

	if (*letter != 'z')
		return ABSOLUTE;
	while (*data++)
		;
	/* two alignments, the register of the return address, the length of the data */
	data = after_leb128(after_leb128(after_leb128(after_leb128(data))));
	while (*++letter && *letter != 'R')
		data = *letter == 'P' ? after_personality(data) : *letter == 'L' ? data + 1 : data;
	return *letter ? *data : ABSOLUTE;
}

/* At the end, unless the linker was given code in another order than its description. */
static void insert(struct list *list, const struct fde *fde)
{
	uint32_t *place = list->end++;

	for (; place > list->first && begin_of(at(place[-1])) > begin_of(fde); place--)
		*place = place[-1];
	*place = (uint32_t)((const char *)fde - __eh_frame_start);
}

static void make_index(void)
{
	const char *next = __eh_frame_start, *known = NULL;

	cold.end = cold.first;
	hot.end = hot.first;
	while (next < __eh_frame_end) {
		const struct entry *entry = (const struct entry *)next;
		if (entry->length == 0)
			break; /* the end mark of the last list there is */
		next += sizeof entry->length + entry->length;
		if (entry->to_cie == 0)
			continue;
		const char *cie = (const char *)&entry->to_cie - entry->to_cie;
		if (cie != known && encoding_of((const struct cie *)cie) != PCREL_SDATA4)
			refuse("an unwind table has addresses that are not relative to themselves");
		known = cie;
		const struct fde *fde = (const struct fde *)entry;
		insert(list_of(begin_of(fde)), fde);
	}
}

/* The FDE of the function that `pc` is in, or NULL. */
const struct fde *_Unwind_Find_FDE(void *pc, struct dwarf_eh_bases *bases)
{
	uintptr_t address = (uintptr_t)pc;
	struct list *list = list_of(address);

	if (!list->end)
		make_index();
	const uint32_t *low = list->first, *high = list->end;
	while (low < high) { /* all before low begin at or before the address, none from high on does */
		const uint32_t *middle = low + (high - low) / 2;
		if (begin_of(at(*middle)) <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == list->first)
		return NULL;
	const struct fde *fde = at(low[-1]);
	if (address - begin_of(fde) >= fde->size)
		return NULL;
	*bases = (struct dwarf_eh_bases){ .function = (void *)begin_of(fde) };
	return fde;
}
