/*
 * Private input and public output, as the zkVM standard names them
 * (eth-act/zkevm-standards, standards/io-interface).
 */
#ifndef ZKVM_IO_H
#define ZKVM_IO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * All of the private input: *buffer points to its first byte, *size is its length in bytes. Always the
 * same answer, whatever was read from stdin before. The bytes are 8-aligned and must not be written to.
 * It can't fail: input larger than the vendor's window (ZKVM_INPUT_SIZE) ends the run with a message.
 */
void read_input(const uint8_t **buffer, size_t *size);

/*
 * Appends to the public output, which the proof binds. Descriptor 3 is the same stream. Past the
 * vendor's limit the run ends with a message.
 */
void write_output(const uint8_t *output, size_t size);

#ifdef __cplusplus
}
#endif

#endif
