// Addresses that give out environments or secrets to whoever asks, whatever it is that asks: metadata of clouds,
// diagnostics of servers, stores of secrets.
#pragma once

#include <string_view>

namespace mimir {

/// An address, or a header that only such an address is sent: "http://169.254.169.254/…", "X-Vault-Token: …".
bool givesSecrets(std::string_view addressOrHeader);
/// "localhost:8080/actuator/env"
bool givesEnvironment(std::string_view address);

} // namespace mimir
