// Files that people and programs paste into a prompt as plain text: listings of several files, what a command in a
// terminal printed, lines that a search found.
#pragma once

#include "privacy/messages/contextfiles.h"

namespace mimir {

/// Whether a text may have one, at the cost of one look.
bool mayHoldListing(std::string_view text);
void findListings(std::string_view text, std::vector<FileQuote> &quotes);

} // namespace mimir
