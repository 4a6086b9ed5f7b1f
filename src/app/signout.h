// What the user is told before and after signing out, by the tray and the command line.
#pragma once

#include "storage/store.h"

#include <QString>

namespace mimir {

/// What would be destroyed by removing the history from this device, in sentences.
QString lossText(const Store::OnlyHere &found);

/// Why a sign-out was incomplete, and what to do.
QString signOutErrorText(const Error &error);
/// The device is signed out anyway: only the stored token is still there.
bool isSignedOutAllTheSame(const Error &error);

} // namespace mimir
