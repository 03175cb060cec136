/* The zkVM standard's input and output, for a build that runs on the host. */
#ifndef ZKVM_IO_H
#define ZKVM_IO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void read_input(const uint8_t **buffer, size_t *size);
void write_output(const uint8_t *output, size_t size);

#ifdef __cplusplus
}
#endif

#endif
