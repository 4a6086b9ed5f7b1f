// The text for an error, for forbidden privacy mode, and for an item that is refused.
#include "sync/status/syncstatus.h"

#include <QCoreApplication>

namespace mimir {
namespace {

// As in statustext.cpp: lupdate finds the texts by this class.
struct Status {
    Q_DECLARE_TR_FUNCTIONS(Status)
};

} // namespace

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
        return Status::tr(
            "The history file is damaged, or does not belong to its log (mimir.db-wal) in the same "
            "directory. "
            "It was left untouched, and nothing is recorded or sent: move mimir.db, mimir.db-wal and "
            "mimir.db-shm away together before you put a backup there; or, to begin with an empty history "
            "and "
            "sync again, also mimir.db.mark.");
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
        return Status::tr("Another program is using the history file, so nothing was changed. Try again in a "
                          "moment; if this goes on, end that program.");
    case ErrorCode::StoreFailed:
        return Status::tr("The history file could not be used. Nothing was changed, and nothing was sent.");
    case ErrorCode::Offline:
        return Status::tr("The server cannot be reached. Your data is safe on this device.");
    case ErrorCode::Timeout:
        return Status::tr("The server did not answer in time. Your data is safe on this device.");
    case ErrorCode::Tls:
        return Status::tr("There is no encrypted connection to the server, so nothing was sent: what answers "
                          "there does not speak https, or its certificate cannot be trusted. Check the "
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
        return Status::tr("The server's certificate is not valid yet, so nothing was sent. Most likely this "
                          "computer's clock is behind: check its date and time. If they are right, ask the "
                          "server's administrator.");
    case ErrorCode::ClockWrong:
        return Status::tr("This computer's clock is wrong, so the server's certificate cannot be checked and "
                          "nothing was sent. Set the date and time.");
    case ErrorCode::NeedsTls:
        return Status::tr("The server accepts only encrypted connections, so nothing was sent: use an "
                          "address that begins with https.");
    case ErrorCode::NotOurs:
        return Status::tr("Something answered, but it is not a Mimir Teams server. Check the address, or "
                          "sign in to the network.");
    case ErrorCode::ServerRedirects:
        return Status::tr("The server sends requests on to another address, and nothing is sent there. Check "
                          "the address, or ask the server's administrator.");
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
    case ErrorCode::ServerWrong:
        return Status::tr(
            "The server gave an answer that makes no sense, so nothing of it was used. Your data "
            "is safe on this device and will be tried again; if this goes on, tell the server's "
            "administrator.");
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
    case ErrorCode::TokenFile:
        return Status::tr(
            "The file that holds your sign-in, tokens.json in the profile's directory, cannot "
            "be used: “mimir doctor” says why. Put it right, or move it away and sign in again; "
            "your data is safe on this device.");
    case ErrorCode::SignInUnknown:
        return Status::tr("The server does not know this sign-in any more (it may have been put back to an "
                          "earlier state). Nothing here is lost: sign in again.");
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
    case ErrorCode::NotAFile:
        return Status::tr(
            "In the place of one of the program's files there is something else, so it was not used and "
            "nothing was changed; your data is as it was. Move it away, or put back what a link leads to, "
            "and "
            "try again.");
    case ErrorCode::StoreGone:
        return Status::tr(
            "The history file was deleted or moved away. Nothing is recorded or sent until it is put back. "
            "To begin with an empty history instead, move away what is left next to it (mimir.db-wal, "
            "mimir.db-shm, mimir.db.mark), start the program again and sign in; what is on the server is "
            "then "
            "fetched.");
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
        return Status::tr("It is larger than the server accepts. It is tried again once a day.");
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
    if (code == Outbox::kServerWrong)
        return Status::tr("The server's answer about it makes no sense, so nothing of it was used.");
    if (code == Outbox::kAskedAgain)
        return Status::tr("The server says that it has this already; it is asked once more.");
    if (code == "not_counted")
        return Status::tr("The server stored fewer items than it was sent, and did not say which.");
    if (code == "batch_refused")
        return Status::tr("The server refused it even when sent on its own, and gave no reason.");
    if (code.empty() || code == "rejected" || code == "refused")
        return Status::tr("The server gave no reason.");
    return Status::tr("The server answered: %1").arg(QString::fromStdString(code));
}

} // namespace mimir
