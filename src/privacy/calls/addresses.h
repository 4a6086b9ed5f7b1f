// What is behind an address: environments and secrets, which are given out to whoever asks (metadata of clouds, diagnostics
// of servers, stores of secrets), a file of this computer, or what another one gives out.
#pragma once

#include "privacy/calls/programs.h"

#include <string>
#include <string_view>

namespace mimir {

/// An address, or a header that only such an address is sent: "http://169.254.169.254/…", "X-Vault-Token: …".
bool givesSecrets(std::string_view addressOrHeader);
/// "localhost:8080/actuator/env"
bool givesEnvironment(std::string_view address);
/// What a server on this computer gives out under the name of a file.
bool isFileOfThisComputer(std::string_view address);

/// Of curl and wget: with an address of another computer, and nothing that has it read or repeat a file.
bool isPlainDownload(const std::string &name, Words arguments);
/// It prints what another computer gives out under the name of a file: "https://example.org/raw/main/a.py".
bool printsNamedFile(const std::string &name, Words arguments);

} // namespace mimir
