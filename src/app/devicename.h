// What a device is called: in the list of devices, in conflicts, on the page that approves a sign-in.
#pragma once

#include "storage/storesettings.h"
#include "sync/profile.h"

#include <string>

namespace mimir {

/// "ada@laptop": who works on which host; "ada@laptop (work)" for a profile of another directory than the
/// usual one, so that no two devices of one host are called alike.
std::string usualDeviceName(const Profile &profile);

/// One line, of at most 80 characters, as the server keeps it.
std::string presentableDeviceName(std::string_view typed);

/// As the person called it, else `usual`.
std::string deviceName(const StoreSettings &settings, const std::string &usual);
/// Nothing to show in `typed` = the usual name again. The server hears of it with the next request.
Result<void> renameDevice(StoreSettings &settings, std::string_view typed);

} // namespace mimir
