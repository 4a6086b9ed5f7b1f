// Finds passwords and tokens in front of the host of an address: postgres://app:PASSWORD@db, https://TOKEN@host.
#pragma once

#include "privacy/tokenfinder.h"

namespace mimir {

void findUrlSecrets(std::string_view text, WorkBudget &budget, SecretFinds &finds);

} // namespace mimir
