// Placeholders of earlier versions had a digest for every kind, with a key that servers have: anyone who reads
// [withheld password f48eaf63] there can try words until one fits.
#pragma once

#include "privacy/secretscanner.h"

namespace mimir {

/// Takes the digests out of placeholders of kinds that people make up (SecretRules::hasDigest).
void dropGuessableDigests(std::string &text, const SecretRules &rules, SecretCounts &found);

} // namespace mimir
