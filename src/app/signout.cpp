#include "app/signout.h"

#include "sync/status/syncstatus.h"

#include <QCoreApplication>

namespace mimir {
namespace {

// lupdate finds the texts by this class.
struct SignOutText {
    Q_DECLARE_TR_FUNCTIONS(SignOutText)
};

} // namespace

QString lossText(const Store::OnlyHere &found)
{
    QStringList sentences;
    if (found.items > 0)
        sentences << SignOutText::tr(
            "%n item(s) exist only on this device: removing the history here destroys them.", nullptr,
            static_cast<int>(found.items));
    if (found.parts > 0)
        sentences << SignOutText::tr(
            "%n item(s) are complete only on this device: the rest of them was withheld from the server.",
            nullptr, static_cast<int>(found.parts));
    if (found.aside > 0)
        sentences << SignOutText::tr(
            "%n item(s) from the server could not be applied here and were put aside; the "
            "server has them.",
            nullptr, static_cast<int>(found.aside));
    return sentences.isEmpty() ? SignOutText::tr("Everything here is on the server too.")
                               : sentences.join(u' ');
}

bool isSignedOutAllTheSame(const Error &error)
{
    return isTokenStoreError(error.code);
}

QString signOutErrorText(const Error &error)
{
    if (error.code == ErrorCode::TokenFile)
        return SignOutText::tr(
            "This device is signed out, but its sign-in could not be removed from tokens.json in the "
            "profile's directory (%1). Remove that file, or end the sign-in from another device, in the list "
            "of devices.")
            .arg(errorDetail(error));
    if (error.code == ErrorCode::StoreFull)
        return SignOutText::tr(
            "The disk is full, so that the sign-out could not be noted: this device is still signed "
            "in, and nothing was changed. Make space, then sign out again.");
    return isSignedOutAllTheSame(error) ? SignOutText::tr(
               "This device is signed out, but its sign-in could not be removed from where it is stored. "
               "Remove it in your keyring program, or end it from another device, in the list of devices.")
                                        : errorSentence(error.code);
}

} // namespace mimir
