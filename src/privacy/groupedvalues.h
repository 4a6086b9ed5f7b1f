// Finds secrets whose name is said once for many values: columns of a table, and the data of a Secret of Kubernetes.
#pragma once

#include "privacy/tokenfinder.h"

namespace mimir {

void findGroupedValues(std::string_view text, WorkBudget &budget, SecretFinds &finds);

} // namespace mimir
