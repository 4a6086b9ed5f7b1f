#include "app/passwordchange.h"

#include <QCoreApplication>

namespace mimir {
namespace {

// The same limits as the server's.
constexpr qsizetype kLeastCharacters = 8, kMostBytes = 1024;

struct PasswordChange {
    Q_DECLARE_TR_FUNCTIONS(PasswordChange)
};

QString lengthSentence()
{
    return PasswordChange::tr(
        "A password must have at least 8 characters and at most 1024 bytes. Nothing was changed.");
}

} // namespace

QString newPasswordProblem(const QString &next, const QString &again)
{
    if (next != again)
        return PasswordChange::tr("The two passwords differ. Nothing was changed.");
    const bool fits = next.toUcs4().size() >= kLeastCharacters && next.toUtf8().size() <= kMostBytes;
    return fits ? QString() : lengthSentence();
}

QString passwordErrorSentence(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Unauthorized:
        return PasswordChange::tr("The current password is wrong. Nothing was changed.");
    case ErrorCode::Validation:
        return lengthSentence();
    case ErrorCode::NotFound:
    case ErrorCode::NotOurs:
        return PasswordChange::tr("This server cannot change passwords; its administrator can.");
    default:
        return {};
    }
}

QString passwordChangedSentence()
{
    return PasswordChange::tr(
        "Your password was changed. This device stays signed in; sign in again on your other devices.");
}

} // namespace mimir
