// The interface of a fuzz target: bytes in, a crash if something is wrong. fuzzdriver.cpp mutates the seeds
// and keeps what reaches new code (gcc's `-fsanitize-coverage=trace-pc`); libFuzzer's driver fits the same
// entry point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace mimir::fuzz {

/// Provided by each target.
std::vector<std::string> seeds();
/// Words that have a meaning for the fuzzed code.
std::vector<std::string> words();

/// Aborts the process and reports the input.
void require(bool holds, const char *what);

} // namespace mimir::fuzz
