/*
 * The guest of the fuzz test, linked once per vendor: it fills three windows of memory, runs a stream of
 * instructions (fuzz_stream.S) and folds all registers and the windows into 32 bytes of public output.
 *
 * The test patches the stream and the values below into the linked file (tests/src/fuzz/template.rs), so that
 * no program needs a compiler.
 */
#include <stdint.h>
#include <zkvm_io.h>

/* Loads and stores with an immediate reach 2 KiB either way of a register, so that is what a window has. */
#define WINDOW_WORDS (4096 / 4)
#define WINDOWS 3

/* The registers after the stream. x0 is stored too: it must still be 0. */
unsigned long fuzz_saved[32];

/* A window in static memory; the others lie in heap and stack. */
uint32_t fuzz_static_window[WINDOW_WORDS] __attribute__((aligned(16)));

/* Patched. Their section keeps them in the file; as .bss they would have no bytes there. */
#define PATCHED __attribute__((section(".data.fuzz")))
PATCHED unsigned long fuzz_registers[32];
PATCHED uint32_t *fuzz_windows[WINDOWS] = { fuzz_static_window };
PATCHED uint32_t fuzz_fill = 1;

void fuzz_stream(void);

static uint32_t random_word(void)
{
	fuzz_fill ^= fuzz_fill << 13;
	fuzz_fill ^= fuzz_fill >> 17;
	fuzz_fill ^= fuzz_fill << 5;
	return fuzz_fill;
}

/*
 * Every fourth pair of words holds the ends of some number range, read as one word or as a double word. One
 * line of 64 bytes in four stays as the loader left it: zero, and never touched.
 */
static void fill(uint32_t *window)
{
	static const uint32_t ends[8][2] = {
		{ 0, 0 },
		{ 1, 0 },
		{ ~0u, ~0u },
		{ 0, 1u << 31 },
		{ ~0u, ~0u >> 1 },
		{ 1u << 31, 0 },
		{ 1u << 31, ~0u },
		{ ~0u >> 1, 0x8080ff7f },
	};
	for (int i = 0; i < WINDOW_WORDS; i += 2) {
		if ((i & 0x30) == 0x30)
			continue;
		uint32_t low = random_word(), high = random_word();
		const uint32_t *end = ends[high >> 2 & 7];
		window[i] = high & 3 ? low : end[0];
		window[i + 1] = high & 3 ? high : end[1];
	}
}

static uint32_t digest[8];

/*
 * Each step maps the digest one to one, whatever the word, and two words to two different digests: one
 * changed word always shows. No multiplication, that no bug of one can hide another.
 */
static void fold(const uint32_t *words, int count)
{
	for (int i = 0; i < count; i++) {
		uint32_t *here = &digest[i % 8], mixed = *here ^ words[i];
		*here = (mixed << 11 | mixed >> 21) + 0x9e3779b9u;
		digest[(i + 1) % 8] += *here ^ *here >> 15;
	}
}

int main(void)
{
	for (int i = 0; i < WINDOWS; i++)
		fill(fuzz_windows[i]);
	fuzz_stream();
	for (int i = 0; i < WINDOWS; i++)
		fold(fuzz_windows[i], WINDOW_WORDS);
	fold((const uint32_t *)fuzz_saved, 32 * (sizeof(long) / sizeof(uint32_t)));
	write_output((const uint8_t *)digest, sizeof digest);
	return 0;
}
