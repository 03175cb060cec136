/* What zkshim offers beyond the C library and the zkVM standard. */
#ifndef ZKSHIM_H
#define ZKSHIM_H

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The heap as sbrk uses it: [*start, *end). The linker's symbols _heap_start and _heap_end say the same,
 * but code can form their addresses only within 2 GiB of the image; this works for any ZKVM_HEAP_SIZE.
 */
void zkshim_heap_bounds(void **start, void **end);

/* One past the highest byte that sbrk ever handed out. The heap from here on is untouched: all zero. */
void *zkshim_heap_high_water(void);

#ifdef __cplusplus
}
#endif

#endif
