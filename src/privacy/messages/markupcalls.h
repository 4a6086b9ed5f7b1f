// Calls and results that a model or a program writes into a text as tags: <invoke>, <write_to_file>, <tool_response>.
#pragma once

#include "privacy/messages/contextfiles.h"

namespace mimir {

void findMarkupCalls(std::string_view text, std::vector<FileQuote> &quotes);

} // namespace mimir
