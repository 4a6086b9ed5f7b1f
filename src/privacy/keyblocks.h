// Finds private keys written in lines: whole, cut off at either end, or a piece of the middle.
#pragma once

#include "privacy/tokenfinder.h"

namespace mimir {

void findKeyBlocks(std::string_view text, WorkBudget &budget, SecretFinds &finds);

} // namespace mimir
