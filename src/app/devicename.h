// A device's name: in the list of devices, in conflicts, on the page that approves a sign-in.
#pragma once

#include "storage/tables/settingkeys.h"
#include "storage/tables/storesettings.h"
#include "sync/profile.h"

#include <string>

namespace mimir {

/// "ada@laptop": user and host; "ada@laptop (work, 3f0c)" for a profile in an unusual directory, so that two
/// devices on one host have different names: its last part, and a mark of the whole path.
std::string usualDeviceName(const Profile &profile);

/// The name the user chose, otherwise `usual`.
std::string deviceName(const StoreSettings &settings, const std::string &usual);
/// Call when a session begins: conflicts name devices as the server does.
Result<void> noteNameInUse(StoreSettings &settings, const std::string &usual);
/// Stored as one line of at most 80 characters; if `typed` contains nothing to show, the usual name again. The
/// server learns of it with the next request.
Result<void> renameDevice(StoreSettings &settings, std::string_view typed);

} // namespace mimir
