// What people are told. Every surface takes its words from here.
#include "sync/syncstatus.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace mimir {
namespace {

QString tr(const char *text, int n = -1) { return QCoreApplication::translate("Status", text, nullptr, n); }

QString timeOfDay(Millis at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at).time(), QLocale::ShortFormat);
}

QString safeHere(std::int64_t pending)
{
    if (pending == 0)
        return tr("Nothing waits to be sent.");
    return tr("%n change(s) are safe on this device and will be sent.", static_cast<int>(pending));
}

QString attention(const SyncStatus &s)
{
    if (s.run.storeError)
        return errorSentence(*s.run.storeError);
    if (s.run.authExpired)
        return tr("Your sign-in has expired. Sign in again; until then everything stays safe on this device.");
    if (s.failed > 0)
        return tr("%n item(s) were refused by the server and stay on this device. Review them and try again.",
            static_cast<int>(s.failed));
    return tr("%n item(s) from the server could not be applied and were put aside. Run “mimir doctor”.",
        static_cast<int>(s.quarantined));
}

QString waiting(const SyncStatus &s, Millis now)
{
    if (s.nextTry && *s.nextTry > now)
        return tr("The server is busy – next try at %1. ").arg(timeOfDay(*s.nextTry)) + safeHere(s.pending);
    return safeHere(s.pending);
}

QString paused(const SyncStatus &s)
{
    const QString until = s.run.pausedUntil == RunState::kPausedForGood
        ? tr("Paused until you resume. ")
        : tr("Paused until %1. ").arg(timeOfDay(s.run.pausedUntil.value_or(0)));
    return until + safeHere(s.pending);
}

QString privateMode(const SyncStatus &s)
{
    if (s.privacyMode)
        return s.held > 0
            ? tr("Privacy mode is on: nothing leaves this device. %n item(s) recorded meanwhile are held.",
                static_cast<int>(s.held))
            : tr("Privacy mode is on: nothing leaves this device.");
    return tr("%n item(s) recorded in privacy mode are held here until you choose to send or keep them.",
        static_cast<int>(s.held));
}

} // namespace

QString statusTitle(SyncState state)
{
    switch (state) {
    case SyncState::SignedOut: return tr("Signed out");
    case SyncState::Attention: return tr("Needs attention");
    case SyncState::Conflict: return tr("Conflict");
    case SyncState::Syncing: return tr("Syncing");
    case SyncState::Waiting: return tr("Waiting");
    case SyncState::Offline: return tr("Offline");
    case SyncState::Paused: return tr("Paused");
    case SyncState::Private: return tr("Private");
    case SyncState::Synced: return tr("Synced");
    case SyncState::Local: return tr("On this device only");
    }
    return {};
}

QString statusSentence(const SyncStatus &s, Millis now)
{
    switch (s.state) {
    case SyncState::SignedOut:
        return tr("Signed out. New work is recorded here and sent after you sign in.");
    case SyncState::Attention: return attention(s);
    case SyncState::Conflict:
        return tr("%n value(s) of yours were replaced by a newer change on another device. The older ones are kept: "
                  "review them.", static_cast<int>(s.conflicts));
    case SyncState::Syncing:
        return s.run.total > 0 ? tr("Syncing %1 of %2").arg(s.run.done).arg(s.run.total) : tr("Syncing");
    case SyncState::Waiting: return waiting(s, now);
    case SyncState::Offline:
        if (s.run.portal)
            return tr("Sign in to the network first: it answers instead of your server. ") + safeHere(s.pending);
        return s.pending > 0
            ? tr("Offline – %n change(s) are safe on this device and will be sent when the network is back.",
                static_cast<int>(s.pending))
            : tr("Offline – nothing waits to be sent; news is fetched when the network is back.");
    case SyncState::Paused: return paused(s);
    case SyncState::Private: return privateMode(s);
    case SyncState::Synced: return tr("Everything is synced.");
    case SyncState::Local:
        return tr("History is kept on this device only. Sign in to sync it with your other devices.");
    }
    return {};
}

QString errorSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Malformed:
    case ErrorCode::Validation: return tr("The data is not valid. Nothing was stored.");
    case ErrorCode::TooLarge: return tr("The item is larger than 8 MiB. It was not stored.");
    case ErrorCode::Immutable: return tr("Audit entries are never changed or deleted. Nothing was changed.");
    case ErrorCode::NotFound: return tr("It was not found.");
    case ErrorCode::Exists: return tr("It was deleted before, and deleted items do not come back under the same id.");
    case ErrorCode::StoreCorrupt:
        return tr("The history file is damaged. It was left untouched and nothing is sent: restore a backup, or move "
                  "the file away and sync again.");
    case ErrorCode::StoreNewer:
        return tr("The history file was written by a newer version of Mimir Sync. It was left untouched: install the "
                  "newer version.");
    case ErrorCode::StoreReadOnly:
        return tr("The profile directory cannot be written to, so nothing can be recorded. Check its permissions.");
    case ErrorCode::StoreFull:
        return tr("The disk is full. Nothing that was saved is lost, but nothing new can be recorded: make room.");
    case ErrorCode::StoreBusy: return tr("Another program is using the history file. Try again in a moment.");
    case ErrorCode::StoreFailed: return tr("The history file could not be used. Nothing was changed.");
    case ErrorCode::Offline: return tr("The server cannot be reached. Your data is safe on this device.");
    case ErrorCode::Timeout: return tr("The server did not answer in time. Your data is safe on this device.");
    case ErrorCode::Tls:
        return tr("The server's certificate cannot be trusted, so nothing was sent. Check the address, or ask whoever "
                  "runs the server.");
    case ErrorCode::NotOurs:
        return tr("Something answered, but it is not a Mimir server: check the address, or sign in to the network.");
    case ErrorCode::ServerBusy: return tr("The server is busy. Your data is safe on this device and is tried again.");
    case ErrorCode::InsecureUrl:
        return tr("The address is not encrypted (http). Nothing was sent: use https.");
    case ErrorCode::Unauthorized: return tr("The e-mail address or the password is wrong.");
    case ErrorCode::Forbidden: return tr("The server does not allow this for your account.");
    case ErrorCode::SignedOut: return tr("You are not signed in. Your data is safe on this device.");
    case ErrorCode::Keyring: return tr("The keyring could not be used, so the sign-in lasts until the program ends.");
    case ErrorCode::DeviceRollback:
    case ErrorCode::EpochChanged: return tr("The server's history and this device's differ; it is being put right.");
    case ErrorCode::Refused: return tr("The server refused the request. The items stay on this device.");
    case ErrorCode::Cancelled: return tr("It was cancelled. Nothing is lost.");
    case ErrorCode::Locked: return tr("Another process is syncing this profile.");
    case ErrorCode::Usage: return tr("The command was not understood.");
    case ErrorCode::Unknown: break;
    }
    return tr("Something went wrong. Your data is safe on this device.");
}

} // namespace mimir
