// What a fuzz target has: bytes in, a crash when something is wrong. fuzzdriver.cpp mutates the seeds and
// keeps what reaches new code (`-fsanitize-coverage=trace-pc` of gcc); libFuzzer's driver fits the same entry
// point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace mimir::fuzz {

/// Each target gives its own.
std::vector<std::string> seeds();
/// Words that mean something to what is fuzzed.
std::vector<std::string> words();

/// Ends the process with the input in the report.
void require(bool holds, const char *what);

} // namespace mimir::fuzz
