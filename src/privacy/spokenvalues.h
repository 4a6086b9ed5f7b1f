// Finds passwords that a person tells in a sentence: "the pw for staging is …", "use … as the password", "the
// password's …", "user bob pass …". What is written directly next to its name is found by namedvalues.h.
#pragma once

#include "privacy/tokenfinder.h"

namespace mimir {

void findSpokenValues(std::string_view text, WorkBudget &budget, SecretFinds &finds);

} // namespace mimir
