// The texts for users. Every surface takes its words from here.
#include "core/plaintext.h"
#include "sync/statuslines.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <utility>

namespace mimir {
namespace {

// lupdate finds the texts by this class.
struct Status {
    Q_DECLARE_TR_FUNCTIONS(Status)
};

} // namespace

QString whenNext(Millis at, Millis now)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(at);
    return then.date() == QDateTime::fromMSecsSinceEpoch(now).date()
        ? QLocale().toString(then.time(), QLocale::ShortFormat)
        : QLocale().toString(then, QLocale::ShortFormat);
}

bool willBeSent(const SyncStatus &s)
{
    return !s.privacyMode && !s.run.paused() && s.owner == SyncStatus::Owner::Present;
}

namespace {

QString safeHere(const SyncStatus &s)
{
    const int pending = static_cast<int>(s.pending);
    if (pending == 0)
        return s.waitingForParent > 0 ? QString() : Status::tr("Nothing is waiting to be sent.");
    return willBeSent(s)
        ? Status::tr("%n change(s) are safe on this device and will be sent.", nullptr, pending)
        : Status::tr("%n change(s) are safe on this device.", nullptr, pending);
}

// It does not say "forever": the team's admin may take the user back.
QString removed(const SyncStatus &s)
{
    QStringList names;
    for (const std::string &team : s.revokedTeams)
        names << QString::fromStdString(team);
    const QString teams = names.join(QStringLiteral(", "));
    return s.teamRevoked > 0
        ? Status::tr("You are no longer in %1: %n change(s) for it stay on this device and will be sent if "
                     "you join it again.",
            nullptr, static_cast<int>(s.teamRevoked))
              .arg(teams)
        : Status::tr("You are no longer in %1, so nothing is synced with it. Everything here stays on this "
                     "device, and syncing resumes automatically if you join it again.")
              .arg(teams);
}

QString refused(const SyncStatus &s)
{
    return Status::tr(
        "%n item(s) were refused by the server and stay on this device. Review them and try again.", nullptr,
        static_cast<int>(s.refused()));
}

QString unsendable(const SyncStatus &s)
{
    return Status::tr("%n item(s) cannot be sent as they are and stay on this device. See why, correct them "
                      "and try again, or discard the changes.",
        nullptr, static_cast<int>(s.unsendable));
}

QString quarantined(const SyncStatus &s)
{
    return Status::tr(
        "%n item(s) from the server could not be applied and were put aside. Run “mimir doctor”.", nullptr,
        static_cast<int>(s.quarantined));
}

QString conflicts(const SyncStatus &s)
{
    return Status::tr("%n of your values were replaced by newer changes on another device. The older ones "
                      "are kept: review them.",
        nullptr, static_cast<int>(s.conflicts));
}

QString waitingForParent(const SyncStatus &s)
{
    return Status::tr("%n item(s) belong to a conversation that is not on this device yet: they stay here "
                      "and will be sent when it arrives.",
        nullptr, static_cast<int>(s.waitingForParent));
}

QString parentDeleted(const SyncStatus &s)
{
    return Status::tr("%n item(s) were recorded in a conversation that had been deleted: they stay on this "
                      "device and are not sent. Restore the conversation from the trash to send them.",
        nullptr, static_cast<int>(s.parentDeleted));
}

QString rewritten(const SyncStatus &s)
{
    return Status::tr("The server contradicts %n of your items that never change once written. What is on "
                      "this device stays as it is: review them, and ask the server's administrator.",
        nullptr, static_cast<int>(s.rewritten));
}

QString toDecide(const SyncStatus &s)
{
    return deletionsSentence(*s.deletions) + u' '
        + Status::tr("Decide whether to delete them here as well or to keep them.");
}

QString asked(const SyncStatus &s)
{
    return questionSentence(*s.question) + u' ' + questionTitle(*s.question);
}

QString attention(const SyncStatus &s)
{
    if (s.run.storeError)
        return errorSentence(*s.run.storeError);
    if (s.run.authExpired)
        return Status::tr(
            "Your sign-in has expired. Sign in again; until then, everything stays safe on this device.");
    if (s.run.keyringLocked && !s.run.waitsForKeyring())
        return (s.signInIsInFile
                       ? Status::tr("The file with your sign-in cannot be read: sign in again. ")
                       : Status::tr("The keyring is locked or not responding, so your sign-in cannot be "
                                    "read: unlock it and choose “Sync now”, or sign in again. "))
            + safeHere(s);
    if (s.question)
        return asked(s);
    if (s.deletions)
        return toDecide(s);
    if (s.removed())
        return removed(s);
    if (s.refused() > 0)
        return refused(s);
    if (s.unsendable > 0)
        return unsendable(s);
    return s.parentDeleted > 0 ? parentDeleted(s) : quarantined(s);
}

// Why the server, or the store, accepted nothing in the last run, with the time of the next one.
QString backOff(ErrorCode why)
{
    switch (why) {
    case ErrorCode::TooManyRequests:
        return Status::tr("There were too many requests to the server from here – next try at %1. ");
    case ErrorCode::ServerFull:
        return Status::tr("The server's disk is full; tell its administrator – next try at %1. ");
    case ErrorCode::SlowLine:
        return Status::tr("The connection was too slow for the server – next try at %1. ");
    case ErrorCode::ServerFailed:
        return Status::tr("The server had an internal error – next try at %1. ");
    case ErrorCode::Forbidden:
    case ErrorCode::Refused:
    case ErrorCode::NotOurs:
        return Status::tr("The server refused the request – next try at %1. ");
    case ErrorCode::UpgradeRequired:
        return Status::tr(
            "The server requires a newer version of Mimir Sync; please update it – next try at %1. ");
    case ErrorCode::StoreBusy:
        return Status::tr("Another program is using the history file – next try at %1. ");
    default:
        return Status::tr("The server is busy – next try at %1. ");
    }
}

QString unproven(const SyncStatus &s, Millis now)
{
    const auto confirmed = s.run.lastConfirmed ? s.run.lastConfirmed : s.lastPull;
    if (s.owner == SyncStatus::Owner::Nobody)
        return (confirmed
                       ? Status::tr("The server was last heard from at %1, and nothing is syncing here now: "
                                    "start Mimir Sync, or run “mimir sync now”. ")
                             .arg(whenNext(*confirmed, now))
                       : Status::tr(
                           "Nothing is syncing here now: start Mimir Sync, or run “mimir sync now”. "))
            + safeHere(s);
    return (confirmed ? Status::tr("The server was last heard from at %1 and is being contacted again. ")
                            .arg(whenNext(*confirmed, now))
                      : Status::tr("The server has not been contacted yet. "))
        + safeHere(s);
}

QString silentOwner(const SyncStatus &s)
{
    return s.ownerProcess > 0
        ? Status::tr(
            "The program that syncs this profile (process %1) is not responding. Wait for it, or end it.")
              .arg(s.ownerProcess)
        : Status::tr("The program that syncs this profile is not responding. Wait for it, or end it.");
}

QString waiting(const SyncStatus &s, Millis now)
{
    if (s.setupPending)
        return Status::tr("Setup is not finished: nothing leaves this device until it is.");
    if (s.owner == SyncStatus::Owner::Silent)
        return silentOwner(s) + u' ' + safeHere(s);
    if (s.run.waitsForKeyring())
        return Status::tr("Waiting for the keyring that holds your sign-in: it is not running yet. Syncing "
                          "resumes automatically once it is, or when you sign in again. ")
            + safeHere(s);
    const bool tries = s.nextTry && *s.nextTry > now && s.owner == SyncStatus::Owner::Present;
    if (tries && s.run.nextTry)
        return backOff(s.run.lastError).arg(whenNext(*s.nextTry, now)) + safeHere(s);
    if (tries)
        return Status::tr("The server will accept some of it only later – next try at %1. ")
                   .arg(whenNext(*s.nextTry, now))
            + safeHere(s);
    if (s.behind && s.pending == 0 && s.lastPull)
        return Status::tr(
            "Nothing is waiting to be sent, but not everything has been fetched from the server yet.");
    if (s.unproven)
        return unproven(s, now);
    if (s.owner == SyncStatus::Owner::Nobody && s.pending > 0)
        return safeHere(s)
            + Status::tr(" Nothing is sending them now: start Mimir Sync, or run “mimir sync now”.");
    return safeHere(s);
}

QString held(const SyncStatus &s)
{
    const QString why = s.run.pauseReason == PauseReason::Metered
        ? Status::tr("Paused on a metered network. ")
        : Status::tr("Paused to save the battery. ");
    return why + safeHere(s) + Status::tr(" Resume to sync anyway.");
}

QString paused(const SyncStatus &s, Millis now)
{
    if (!s.run.pausedUntil)
        return held(s);
    const QString until = s.run.pausedUntil == RunState::kPausedForGood
        ? Status::tr("Paused until you resume. ")
        : Status::tr("Paused until %1. ").arg(whenNext(s.run.pausedUntil.value_or(0), now));
    return until + safeHere(s);
}

QString privateMode(const SyncStatus &s)
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

} // namespace

QString statusTitle(SyncState state)
{
    switch (state) {
    case SyncState::SignedOut:
        return Status::tr("Signed out");
    case SyncState::Attention:
        return Status::tr("Needs attention");
    case SyncState::Conflict:
        return Status::tr("Conflict");
    case SyncState::Syncing:
        return Status::tr("Syncing");
    case SyncState::Waiting:
        return Status::tr("Waiting");
    case SyncState::Offline:
        return Status::tr("Offline");
    case SyncState::Paused:
        return Status::tr("Paused");
    case SyncState::Private:
        return Status::tr("Private");
    case SyncState::Synced:
        return Status::tr("Synced");
    case SyncState::Local:
        return Status::tr("On this device only");
    }
    return {};
}

namespace {

QString offline(const SyncStatus &s)
{
    if (s.run.portal)
        return Status::tr("Sign in to the network first: its sign-in page answers in place of your server. ")
            + safeHere(s);
    if (s.run.lastError == ErrorCode::Proxy)
        return errorSentence(s.run.lastError);
    if (isCertificateFault(s.run.lastError) || s.run.lastError == ErrorCode::NeedsTls)
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

QString stateSentence(const SyncStatus &s, Millis now)
{
    switch (s.state) {
    case SyncState::SignedOut:
        if (s.copy)
            return Status::tr("This profile is a copy of another one and does not use its sign-in, so sign "
                              "in here as well. New work is recorded here and sent after you sign in.");
        if (s.run.authExpired)
            return errorSentence(s.run.lastError);
        return s.privacyMode
            ? Status::tr("Signed out. New work is recorded here.")
            : Status::tr("Signed out. New work is recorded here and sent after you sign in.");
    case SyncState::Attention:
        return attention(s);
    case SyncState::Conflict:
        return s.conflicts > 0 ? conflicts(s) : rewritten(s);
    case SyncState::Syncing:
        return progressSentence(s.run);
    case SyncState::Waiting:
        return waiting(s, now);
    case SyncState::Offline:
        return offline(s);
    case SyncState::Paused:
        return paused(s, now);
    case SyncState::Private:
        return privateMode(s);
    case SyncState::Synced:
        return Status::tr("Everything is synced.");
    case SyncState::Local:
        return Status::tr("History is kept on this device only. Sign in to sync it with your other devices.");
    }
    return {};
}

} // namespace

QString progressSentence(const RunState &run)
{
    if (run.onlyFetches())
        return Status::tr("Fetching new items: %n so far", nullptr, static_cast<int>(run.received));
    return run.total > 0 ? Status::tr("Syncing %1 of %2").arg(run.done).arg(run.total)
                         : Status::tr("Syncing");
}

QString leftByOthersSentence(const LeftByAccount &left)
{
    const int changes = static_cast<int>(left.changes);
    return left.account.email.empty()
        ? Status::tr("%n change(s) of another account stay on this device until it signs in here again.",
            nullptr, changes)
        : Status::tr("%n change(s) of %1 stay on this device until that account signs in here again.",
            nullptr, changes)
              .arg(QString::fromStdString(left.account.email));
}

QString questionSentence(const StatusQuestion &question)
{
    const QString server = plain(question.server);
    const QString what = question.kind == TeamQuestion::Kind::SetUpAnew
        ? Status::tr("%1 was set up again: its teams have the same names, but it has nothing of what is on "
                     "this device.")
              .arg(server)
        : Status::tr("%1 has the same teams as %2, but a different history.")
              .arg(server, plain(question.formerServer));
    return what + u' ' + Status::tr("Nothing is sent there until you decide.");
}

QString deletionsSentence(const StatusDeletions &deletions)
{
    QStringList names;
    for (const std::string &team : deletions.teams)
        names << plain(team, 60);
    const QString teams = names.join(QStringLiteral(", "));
    const int items = static_cast<int>(deletions.items);
    QString said;
    if (deletions.conversations > 0)
        said = Status::tr("The server of %1 says that %n of your %2 conversations were deleted.", nullptr,
            static_cast<int>(deletions.conversations))
                   .arg(teams)
                   .arg(deletions.present);
    if (items > 0 && said.isEmpty())
        said = Status::tr(
            "The server of %1 says that %n of your messages and tool calls were deleted.", nullptr, items)
                   .arg(teams);
    else if (items > 0)
        said += u' ' + Status::tr("It says the same of %n single message(s) and tool calls.", nullptr, items);
    return said + u' '
        + Status::tr("That is more than usual at one time, so they are still on this device and stay until "
                     "you decide.");
}

QString questionTitle(const StatusQuestion &question)
{
    QStringList teams;
    for (const std::string &team : question.teams)
        teams << plain(team);
    return Status::tr("Send what is on this device to %1?").arg(teams.join(QStringLiteral(", ")));
}

QString teamUnknownSentence(std::int64_t changes)
{
    return changes == 0
        ? QString()
        : Status::tr(
            "%n change(s) stay on this device only, as you chose: their server no longer knows their team.",
            nullptr, static_cast<int>(changes));
}

namespace {

// What happens to the data, in addition to a state that asks for attention; empty when the state says it
// already, or when there is nothing special.
QString dataSentence(const SyncStatus &s, Millis now)
{
    if (s.run.needsSignIn() && !s.run.waitsForKeyring())
        return {};
    switch (stateOfData(s).value_or(SyncState::Synced)) {
    case SyncState::Offline:
        return offline(s);
    case SyncState::Waiting:
        return waiting(s, now);
    case SyncState::Paused:
        return paused(s, now);
    case SyncState::Syncing:
        return progressSentence(s.run);
    default:
        return {};
    }
}

// What the state hides, most important first.
QStringList besideState(const SyncStatus &s, Millis now)
{
    QStringList out;
    const bool onData = s.state == SyncState::Offline || s.state == SyncState::Waiting;
    if (s.state == SyncState::Attention)
        out += dataSentence(s, now);
    else if (onData && s.run.paused())
        out += paused(s, now);
    else if (s.state == SyncState::Paused && s.run.busy())
        out += progressSentence(s.run);
    // attention() says the first of them.
    const bool signInIsSaid = s.run.needsSignIn() && !s.run.waitsForKeyring();
    bool isSaid = s.state == SyncState::Attention && !s.run.storeError && !signInIsSaid;
    const std::array<std::pair<bool, QString (*)(const SyncStatus &)>, 7> asks {
        {{s.question.has_value(), asked}, {s.deletions.has_value(), toDecide}, {s.removed(), removed},
            {s.refused() > 0, refused}, {s.unsendable > 0, unsendable}, {s.parentDeleted > 0, parentDeleted},
            {s.quarantined > 0, quarantined}}};
    for (const auto &[holds, sentence] : asks)
        if (holds && !std::exchange(isSaid, false))
            out += sentence(s);
    if (s.waitingForParent > 0)
        out += waitingForParent(s);
    if (s.conflicts > 0 && s.state != SyncState::Conflict)
        out += conflicts(s);
    if (s.rewritten > 0 && (s.state != SyncState::Conflict || s.conflicts > 0))
        out += rewritten(s);
    if ((s.privacyMode || s.held > 0) && s.state != SyncState::Private)
        out += s.privacyMode ? Status::tr("Privacy mode is on: nothing leaves this device.") : privateMode(s);
    for (const LeftByAccount &left : s.leftByOthers)
        out += leftByOthersSentence(left);
    out += teamUnknownSentence(s.teamUnknown);
    out.removeAll(QString());
    return out;
}

} // namespace

QString statusSentence(const SyncStatus &s, Millis now)
{
    QString said = stateSentence(s, now).trimmed();
    for (const QString &sentence : besideState(s, now)) {
        if (!said.isEmpty())
            said += said.endsWith(u'.') || said.endsWith(u'?') ? QStringLiteral(" ") : QStringLiteral(". ");
        said += sentence.trimmed();
    }
    return said;
}

Millis tomorrow(Millis now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now);
    return QDateTime(local.date().addDays(1), QTime(6, 0)).toMSecsSinceEpoch();
}

QString errorSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Malformed:
    case ErrorCode::Validation:
        return Status::tr("The data is not valid. Nothing was stored.");
    case ErrorCode::TooLarge:
        return Status::tr("The item is larger than 8 MiB. It was not stored.");
    case ErrorCode::Immutable:
        return Status::tr("Audit entries are never changed or deleted. Nothing was changed.");
    case ErrorCode::NotFound:
        return Status::tr("Not found.");
    case ErrorCode::Exists:
        return Status::tr("It was deleted earlier, and a deleted item cannot come back under the same id.");
    case ErrorCode::StoreCorrupt:
        return Status::tr("The history file is damaged. It was left untouched, and nothing is sent: restore "
                          "a backup, or move the file away and sync again.");
    case ErrorCode::StoreNewer:
        return Status::tr("The history file was written by a newer version of Mimir Sync and was left "
                          "untouched. Install the newer version.");
    case ErrorCode::StoreReadOnly:
        return Status::tr("The history file or the profile directory cannot be created or written to, so "
                          "nothing can be recorded. Check the path and the permissions.");
    case ErrorCode::StoreFull:
        return Status::tr("The disk is full. Nothing that was saved is lost, but nothing new can be "
                          "recorded: free up some space.");
    case ErrorCode::StoreBusy:
        return Status::tr("Another program is using the history file. Try again in a moment.");
    case ErrorCode::StoreFailed:
        return Status::tr("The history file could not be used. Nothing was changed, and nothing was sent.");
    case ErrorCode::Offline:
        return Status::tr("The server cannot be reached. Your data is safe on this device.");
    case ErrorCode::Timeout:
        return Status::tr("The server did not answer in time. Your data is safe on this device.");
    case ErrorCode::Tls:
        return Status::tr("The server's certificate cannot be trusted, so nothing was sent. Check the "
                          "address, or ask the server's administrator.");
    case ErrorCode::CertificateUnknown:
        return Status::tr("This computer does not trust the issuer of the server's certificate, so nothing "
                          "was sent. If the server has its own certificate authority, name its file: mimir "
                          "settings set server.ca_file FILE.");
    case ErrorCode::CertificateName:
        return Status::tr("The server's certificate is for another address, so nothing was sent. Check the "
                          "address, or ask the server's administrator.");
    case ErrorCode::CertificateExpired:
        return Status::tr(
            "The server's certificate has expired, so nothing was sent. Its administrator has to renew it.");
    case ErrorCode::CertificateNotYetValid:
        return Status::tr("The server's certificate is not valid yet, so nothing was sent. Ask the server's "
                          "administrator.");
    case ErrorCode::ClockWrong:
        return Status::tr("This computer's clock is wrong, so the server's certificate cannot be checked and "
                          "nothing was sent. Set the date and time.");
    case ErrorCode::NeedsTls:
        return Status::tr("The server accepts only encrypted connections, so nothing was sent: use an "
                          "address that begins with https.");
    case ErrorCode::NotOurs:
        return Status::tr("Something answered, but it is not a Mimir Teams server. Check the address, or "
                          "sign in to the network.");
    case ErrorCode::ServerBusy:
        return Status::tr("The server is busy. Your data is safe on this device and will be tried again.");
    case ErrorCode::TooManyRequests:
        return Status::tr("There were too many attempts in a short time, so the server accepts no more for a "
                          "while. Wait a few minutes and try again; your data is safe on this device.");
    case ErrorCode::ServerFull:
        return Status::tr("The server's disk is full, so it accepted nothing. Your data is safe on this "
                          "device and will be sent when there is space: tell the server's administrator.");
    case ErrorCode::SlowLine:
        return Status::tr("The connection was too slow, so the server stopped waiting for the request. Your "
                          "data is safe on this device and will be tried again.");
    case ErrorCode::ServerFailed:
        return Status::tr("The server had an internal error. Your data is safe on this device and will be "
                          "tried again; the server's log says more.");
    case ErrorCode::InsecureUrl:
        return Status::tr("The address is not encrypted (http). Nothing was sent: use https.");
    case ErrorCode::Unauthorized:
        return Status::tr("The e-mail address or the password is wrong.");
    case ErrorCode::Forbidden:
        return Status::tr("The server does not allow this for your account.");
    case ErrorCode::SignedOut:
        return Status::tr("You are not signed in. Your data is safe on this device.");
    case ErrorCode::DeviceRevoked:
        return Status::tr("This device was removed from your account, so it no longer syncs. Everything "
                          "stays here; sign in again to resume syncing.");
    case ErrorCode::Keyring:
        return Status::tr("The keyring, or the file that holds your sign-in, cannot be used right now. "
                          "Unlock the keyring and try again; your data is safe on this device.");
    case ErrorCode::DeviceRollback:
    case ErrorCode::EpochChanged:
    case ErrorCode::CursorUnknown:
        return Status::tr(
            "The server's history differs from the one on this device. This is being resolved.");
    case ErrorCode::UpgradeRequired:
        return Status::tr("The server requires a newer version of Mimir Sync. Please update it; nothing is "
                          "lost, and everything stays on this device until then.");
    case ErrorCode::Refused:
        return Status::tr("The server refused the request. The items stay on this device.");
    case ErrorCode::Cancelled:
        return Status::tr("Cancelled. Nothing is lost.");
    case ErrorCode::Locked:
        return Status::tr("Another process is syncing this profile.");
    case ErrorCode::OwnerSilent:
        return Status::tr("The program that syncs this profile is not responding. Your data is safe on this "
                          "device: wait for that program, or end it, and try again.");
    case ErrorCode::LocksUnsupported:
        return Status::tr(
            "The profile is on a file system without locks, as on some network drives. Two programs could "
            "sync it at the same time, so none does. Your data is safe; move the profile to a local disk.");
    case ErrorCode::LocksUnavailable:
        return Status::tr("The file system that holds the profile cannot lock it, as on a network drive "
                          "whose lock service is not running, so nothing is synced. Your data is safe; have "
                          "the lock service started, or move the profile to a local disk.");
    case ErrorCode::LockInterrupted:
        return Status::tr("Locking the profile was interrupted every time. Nothing was changed: try again.");
    case ErrorCode::StoreReplaced:
        return Status::tr("The history file was replaced by another file while it was in use. Nothing more "
                          "is written to or sent from the old one: restart the program to use the new one.");
    case ErrorCode::StoreForeign:
        return Status::tr(
            "The file in the place of the history file is another program's database and was left as it is. "
            "Nothing is recorded or sent: move it away, or choose another profile. If you had a history, it "
            "comes back from the server or from your own copy.");
    case ErrorCode::StoreGone:
        return Status::tr(
            "The history file was deleted or moved while it was in use. Nothing more is recorded or sent: "
            "put it back. To start with an empty one, also move away the files left next to it, and restart "
            "the program; what is on the server is then fetched.");
    case ErrorCode::KeyringAbsent:
        return Status::tr("The keyring that holds your sign-in is not running. Start it, or sign in again; "
                          "your data is safe on this device.");
    case ErrorCode::Proxy:
        return Status::tr(
            "The proxy cannot be used: check its address, user and password. Your data is safe on "
            "this device.");
    case ErrorCode::ForeignProfile:
        return Status::tr(
            "Someone else could change the profile, so it was not used and nothing in it was touched. Its "
            "directory and files must belong to you, and no one else may be able to write to them.");
    case ErrorCode::Usage:
        return Status::tr("The command was not understood.");
    case ErrorCode::Unknown:
        break;
    }
    return Status::tr("Something went wrong. Your data is safe on this device.");
}

QString privacyForbiddenSentence(PrivacyMode present)
{
    return present == PrivacyMode::On
        ? Status::tr("Your organisation does not allow privacy mode. It stays on, and nothing leaves "
                     "this device, until you turn it off; after that, you cannot turn it on again.")
        : Status::tr("Your organisation does not allow privacy mode, so you cannot turn it on. What "
                     "you record is sent to your server.");
}

QString refusalSentence(const std::string &code)
{
    if (code == "item_too_large")
        return Status::tr("It is larger than the server accepts.");
    if (code == Outbox::kTooLarge)
        return Status::tr("It cannot be sent: it is larger than the server accepts. Make it smaller and try "
                          "again, or discard the change.");
    if (code == Outbox::kOddTime)
        return Status::tr("It cannot be sent: the program that recorded it wrote a time that is not in "
                          "milliseconds since 1970. Have it corrected and try again, or discard the change.");
    if (code == Outbox::kBadId)
        return Status::tr("It cannot be sent: the program that recorded it gave it an id that no server "
                          "accepts. Have it recorded under another id, and discard this one.");
    if (code == "validation")
        return Status::tr("The server says it is not valid.");
    if (code == "immutable")
        return Status::tr("The server has a different version, which cannot be changed.");
    if (code == "forbidden")
        return Status::tr("Your account is not allowed to change this in the team.");
    if (code == "not_own")
        return Status::tr("It belongs to someone else in the team, and only they can change it.");
    if (code == "read_only")
        return Status::tr(
            "You can only read in this team. If you need to write, ask its admin, then try again.");
    if (code == "missing_parent")
        return Status::tr("Its conversation is not on the server.");
    if (code == "quota")
        return Status::tr("The team has used up its space on the server.");
    if (code == "busy" || code == "internal")
        return Status::tr("The server could not store it.");
    if (code == "batch_refused")
        return Status::tr("The server refused it even when sent on its own, and gave no reason.");
    if (code.empty() || code == "rejected" || code == "refused")
        return Status::tr("The server gave no reason.");
    return Status::tr("The server answered: %1").arg(QString::fromStdString(code));
}

} // namespace mimir
