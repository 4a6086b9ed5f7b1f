// What a person is told before and after signing out, by the tray and the command line alike.
#pragma once

#include "storage/store.h"

#include <QString>

namespace mimir {

/// What removing the history from this device would destroy, in sentences.
QString lossText(const Store::OnlyHere &found);

/// Why a sign-out did not go all the way, and what to do.
QString signOutErrorText(const Error &error);
/// The device is signed out all the same: only the token is still where it was kept.
bool isSignedOutAllTheSame(const Error &error);

} // namespace mimir
