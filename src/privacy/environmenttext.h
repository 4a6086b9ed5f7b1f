// Finds the values of printed environments: NAME=value lines, `declare -x`, dumps as an object, lists of Docker.
#pragma once

#include "privacy/tokenfinder.h"

namespace mimir {

/// Of text that may hold one: several lines in a row, with a name that only occurs in an environment.
void findEnvironment(std::string_view text, WorkBudget &budget, SecretFinds &finds);
/// {"HOME": "…", "PATH": "…"} and ["HOME=…", "PATH=…"], also in JSON itself.
void findEnvironmentObjects(std::string_view text, WorkBudget &budget, SecretFinds &finds);
/// Of text that is one: every value, with the lines that it goes on in.
void findWholeEnvironment(std::string_view text, SecretFinds &finds);

/// The kind of these finds.
inline constexpr std::string_view kEnvironmentKind = "environment";

} // namespace mimir
