/*
 * Keccak-256 as Ethereum uses it: the sponge of FIPS 202's SHA3-256, with the padding of the Keccak submission
 * (the first byte after the message is 1 where SHA3-256 has 6).
 */
#ifndef KECCAK256_HPP
#define KECCAK256_HPP

#include "bytes.hpp"

Digest keccak256(std::span<const std::uint8_t> message);

#endif
