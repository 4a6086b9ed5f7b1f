// What a person is told about the change of their password, in the window and on the command line alike.
#pragma once

#include "core/result.h"

#include <QString>

namespace mimir {

/// Why this cannot be the new password; empty where it can. The server decides in the end.
QString newPasswordProblem(const QString &next, const QString &again);
/// Why AccountApi::changePassword() has changed nothing; empty where errorSentence() says it.
QString passwordErrorSentence(const Error &error);
/// What it means for this device and the others.
QString passwordChangedSentence();

} // namespace mimir
