#include "sync/status/datatext.h"

#include "sync/status/attentiontext.h"
#include "sync/status/statuslines.h"

#include <QCoreApplication>

namespace mimir {
namespace {

// lupdate finds the texts by this class.
struct Status {
    Q_DECLARE_TR_FUNCTIONS(Status)
};

// Why the server, or the store, accepted nothing in the last run; empty = nothing special.
QString whyRefused(ErrorCode why)
{
    switch (why) {
    case ErrorCode::TooManyRequests:
        return Status::tr("There were too many requests to the server from here. ");
    case ErrorCode::ServerFull:
        return Status::tr("The server's disk is full; tell its administrator. ");
    case ErrorCode::SlowLine:
        return Status::tr("The connection was too slow for the server. ");
    case ErrorCode::ServerFailed:
        return Status::tr("The server had an internal error. ");
    case ErrorCode::ServerWrong:
    case ErrorCode::DeviceRollback: // it says so again and again
    case ErrorCode::EpochChanged:
    case ErrorCode::CursorUnknown:
        return Status::tr(
            "The server gave an answer that makes no sense, and nothing of it was used; if this goes "
            "on, tell its administrator. ");
    case ErrorCode::Forbidden:
    case ErrorCode::Refused:
    case ErrorCode::NotOurs:
        return Status::tr("The server refused the request. ");
    case ErrorCode::UpgradeRequired:
        return Status::tr("The server requires a newer version of Mimir Sync; please update it. ");
    case ErrorCode::StoreBusy:
        return Status::tr("Another program is using the history file. ");
    default:
        return {};
    }
}

QString backOff(const SyncStatus &s, Millis now)
{
    const QString why = whyRefused(s.run.lastError);
    return (why.isEmpty() ? Status::tr("The server is busy. ") : why)
        + Status::tr("The next try is at %1. ").arg(whenNext(*s.nextTry, now));
}

// No program is there to try again.
QString nobodyTries(const SyncStatus &s)
{
    const QString why = s.triedInVain ? whyRefused(s.run.lastError) : QString();
    return (why.isEmpty() ? why : Status::tr("The last try failed. ") + why)
        + Status::tr("Nothing is syncing here now: start Mimir Sync, or run “mimir sync now”. ")
        + safeHere(s);
}

QString unproven(const SyncStatus &s, Millis now)
{
    const auto confirmed = s.run.lastConfirmed ? s.run.lastConfirmed : s.lastPull;
    if (s.owner == SyncStatus::Owner::Nobody)
        return confirmed
            ? Status::tr("The server was last heard from at %1, and nothing is syncing here now: "
                         "start Mimir Sync, or run “mimir sync now”. ")
                    .arg(whenNext(*confirmed, now))
                + safeHere(s)
            : nobodyTries(s);
    return (confirmed ? Status::tr("The server was last heard from at %1 and is being contacted again. ")
                            .arg(whenNext(*confirmed, now))
                      : Status::tr("The server has not been contacted yet. "))
        + safeHere(s);
}

QString silentOwner(const SyncStatus &s)
{
    return s.ownerProcess > 0
        ? Status::tr(
            "The program that syncs this profile (process %1) is not responding, so it is not known whether "
            "everything is synced. Wait for it, or end it.")
              .arg(s.ownerProcess)
        : Status::tr("The program that syncs this profile is not responding, so it is not known whether "
                     "everything is synced. Wait for it, or end it.");
}

QString held(const SyncStatus &s)
{
    const QString why = s.run.pauseReason == PauseReason::Metered
        ? Status::tr("Paused on a metered network. ")
        : Status::tr("Paused to save the battery. ");
    return why + safeHere(s) + Status::tr(" Resume to sync anyway.");
}

} // namespace

QString safeHere(const SyncStatus &s)
{
    const int pending = static_cast<int>(s.pending);
    if (s.forbidden > 0 && s.forbidden >= s.pending)
        return forbiddenSentence(s.forbidden);
    if (pending == 0)
        return s.waitingForParent > 0 ? QString() : Status::tr("Nothing is waiting to be sent.");
    return willBeSent(s)
        ? Status::tr("%n change(s) are safe on this device and will be sent.", nullptr, pending)
        : Status::tr("%n change(s) are safe on this device.", nullptr, pending);
}

QString waitingSentence(const SyncStatus &s, Millis now)
{
    if (s.setupPending)
        return Status::tr("Setup is not finished: nothing leaves this device until it is.");
    if (s.owner == SyncStatus::Owner::Silent)
        return s.pending > 0 ? silentOwner(s) + u' ' + safeHere(s) : silentOwner(s);
    if (s.run.waitsForKeyring())
        return Status::tr("Waiting for the keyring that holds your sign-in: it is not running yet. Syncing "
                          "resumes automatically once it is, or when you sign in again. ")
            + safeHere(s);
    const bool tries = s.nextTry && *s.nextTry > now && s.owner == SyncStatus::Owner::Present;
    if (tries && s.run.nextTry)
        return backOff(s, now) + safeHere(s);
    if (tries)
        return Status::tr("The server will accept some of it only later. ")
            + Status::tr("The next try is at %1. ").arg(whenNext(*s.nextTry, now)) + safeHere(s);
    if (s.triedInVain && (!s.unproven || !whyRefused(s.run.lastError).isEmpty()))
        return nobodyTries(s);
    if (s.behind && s.pending == 0 && s.lastPull)
        return Status::tr(
            "Nothing is waiting to be sent, but not everything has been fetched from the server yet.");
    if (s.unproven)
        return unproven(s, now);
    return s.owner == SyncStatus::Owner::Nobody && s.pending > s.forbidden ? nobodyTries(s) : safeHere(s);
}

QString offlineSentence(const SyncStatus &s)
{
    if (s.run.portal)
        return Status::tr("Sign in to the network first: its sign-in page answers in place of your server. ")
            + safeHere(s);
    if (s.run.lastError == ErrorCode::Proxy)
        return errorSentence(s.run.lastError);
    if (isCertificateFault(s.run.lastError) || s.run.lastError == ErrorCode::NeedsTls
        || s.run.lastError == ErrorCode::ServerRedirects)
        return errorSentence(s.run.lastError) + u' ' + safeHere(s);
    if (s.run.lastError == ErrorCode::Timeout)
        return Status::tr("The server did not answer in time. ") + safeHere(s);
    const int pending = static_cast<int>(s.pending);
    if (pending == 0)
        return Status::tr(
            "Offline – nothing is waiting to be sent; new items are fetched when the network is back.");
    return willBeSent(s) ? Status::tr(
               "Offline – %n change(s) are safe on this device and will be sent when the network is back.",
               nullptr, pending)
                         : Status::tr("Offline – %n change(s) are safe on this device.", nullptr, pending);
}

QString pauseWords(Millis until, Millis now)
{
    return until == RunState::kPausedForGood ? Status::tr("Paused until you resume. ")
                                             : Status::tr("Paused until %1. ").arg(whenNext(until, now));
}

QString pausedSentence(const SyncStatus &s, Millis now)
{
    return s.run.pausedUntil ? pauseWords(*s.run.pausedUntil, now) + safeHere(s) : held(s);
}

QString privateSentence(const SyncStatus &s)
{
    if (s.privacyMode)
        return s.held > 0 ? Status::tr(
                   "Privacy mode is on: nothing leaves this device. %n item(s) recorded since then are held.",
                   nullptr, static_cast<int>(s.held))
                          : Status::tr("Privacy mode is on: nothing leaves this device.");
    return Status::tr(
        "%n item(s) recorded in privacy mode are held here until you choose to send or keep them.", nullptr,
        static_cast<int>(s.held));
}

} // namespace mimir
