// Finds environments that are declared for a program of a cloud, as Terraform and the like plan and print them:
//
//     + environment {
//         + variables = {
//             + "LOG_LEVEL" = "debug"
#pragma once

#include "privacy/tokenfinder.h"

namespace mimir {

void findDeclaredEnvironment(std::string_view text, WorkBudget &budget, SecretFinds &finds);

} // namespace mimir
