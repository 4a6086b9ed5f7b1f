// Finds values in text by the name next to them, in the ways in which programs, configurations, commands and people
// write a name and its value.
#pragma once

#include "privacy/tokenfinder.h"

namespace mimir {

/// Stops where the budget is used up.
void findNamedValues(std::string_view text, WorkBudget &budget, SecretFinds &finds);

} // namespace mimir
