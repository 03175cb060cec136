/* SHA-256 (FIPS 180-4). */
#ifndef SHA256_HPP
#define SHA256_HPP

#include "bytes.hpp"

Digest sha256(std::span<const std::uint8_t> message);

#endif
