// What people read about their key (keyexchange.h), in the window and on the command line.
#pragma once

#include "app/keyexchange.h"

#include <QString>

namespace mimir {

/// Whether this device has the key, and what is different without it; empty if no one is signed in.
QString keySentence(KeyState::Is is);
/// How this device gets the key, by the code that it shows.
QString howToConfirm(const keys::DeviceCode &code);
/// Why a device was not confirmed, a paper code not taken or a key not begun; empty where the error says it itself.
QString keyRefusal(ErrorCode code);
/// "here", "missing", "replaced", "unknown" or "signed-out", for scripts.
std::string_view keyStateName(KeyState::Is is);

} // namespace mimir
