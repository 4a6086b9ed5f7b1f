// What users are told about changing their password, in the window and on the command line.
#pragma once

#include "core/result.h"

#include <QString>

namespace mimir {

/// Why this cannot be the new password; empty if it can. The server has the last word.
QString newPasswordProblem(const QString &next, const QString &again);
/// Why AccountApi::changePassword() has changed nothing; empty if errorSentence() says it.
QString passwordErrorSentence(const Error &error);
/// What it means for this device and the others.
QString passwordChangedSentence();

} // namespace mimir
