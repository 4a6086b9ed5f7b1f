// Finds what has the form of a secret (secretrules.txt) in text.
#pragma once

#include "privacy/secretrules.h"
#include "privacy/workbudget.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// A secret in a text.
struct SecretFind {
    std::size_t from, to;
    std::string_view kind; ///< lives as long as the rules
    std::string value;     ///< where it is written in another way than the text; otherwise empty
};
using SecretFinds = std::vector<SecretFind>;

/// Stops where the budget is used up.
void findTokens(std::string_view text, const SecretRules &rules, WorkBudget &budget, SecretFinds &finds);

} // namespace mimir
