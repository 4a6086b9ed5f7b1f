// A parser of an agent's transcripts, fed with lines of JSON that may be anything.
#pragma once

#include "fuzz/fuzzdriver.h"

#include <string_view>

namespace mimir::fuzz {

/// Our own transcripts of that agent, in tests/data/transcripts.
std::vector<std::string> transcriptsOf(const std::string &agent);
/// Whatever the lines say: the same rows in however many pieces they are read, not more of them and not larger ones than
/// the lines can hold, and in time that grows with the lines.
void checkParser(std::string_view agent, std::string_view lines);

} // namespace mimir::fuzz
