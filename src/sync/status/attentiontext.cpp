#include "sync/status/attentiontext.h"

#include "sync/status/datatext.h"

#include <QCoreApplication>

namespace mimir {
namespace {

// lupdate finds the texts by this class.
struct Status {
    Q_DECLARE_TR_FUNCTIONS(Status)
};

} // namespace

// It does not say "forever": the team's admin may take the user back.
QString removedSentence(const SyncStatus &s)
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

QString teamlessSentence(const SyncStatus &s)
{
    return Status::tr(
        "%n change(s) belong to no team and are not sent: they stay on this device. Sign in again and "
        "choose a team.",
        nullptr, static_cast<int>(s.teamless));
}

QString refusedSentence(const SyncStatus &s)
{
    return Status::tr(
        "%n item(s) were refused by the server and stay on this device. Review them and try again.", nullptr,
        static_cast<int>(s.refused()));
}

QString unsendableSentence(const SyncStatus &s)
{
    return Status::tr("%n item(s) cannot be sent as they are and stay on this device. See why, correct them "
                      "and try again, or discard the changes.",
        nullptr, static_cast<int>(s.unsendable));
}

QString quarantinedSentence(const SyncStatus &s)
{
    return Status::tr(
        "%n item(s) from the server could not be applied and were put aside. Run “mimir doctor”.", nullptr,
        static_cast<int>(s.quarantined));
}

QString conflictsSentence(const SyncStatus &s)
{
    return Status::tr("%n of your values were replaced by other changes. The replaced ones are kept: review "
                      "them.",
        nullptr, static_cast<int>(s.conflicts));
}

QString forbiddenSentence(std::int64_t forbidden)
{
    return Status::tr(
        "%n change(s) wait: your organisation allows nothing to be sent at present, or requires a "
        "level that only a newer version of Mimir Sync knows.",
        nullptr, static_cast<int>(forbidden));
}

QString waitingForParentSentence(const SyncStatus &s)
{
    return Status::tr("%n item(s) belong to a conversation that is not on this device yet: they stay here "
                      "and will be sent when it arrives.",
        nullptr, static_cast<int>(s.waitingForParent));
}

QString parentDeletedSentence(const SyncStatus &s)
{
    return Status::tr("%n item(s) were recorded in a conversation that had been deleted: they stay on this "
                      "device and are not sent. Restore the conversation from the trash to send them.",
        nullptr, static_cast<int>(s.parentDeleted));
}

QString rewrittenSentence(const SyncStatus &s)
{
    return Status::tr("The server contradicts %n of your items, and no change explains it. What is on "
                      "this device stays as it is: review them, and ask the server's administrator.",
        nullptr, static_cast<int>(s.rewritten));
}

QString toDecideSentence(const SyncStatus &s)
{
    return deletionsSentence(*s.deletions) + u' '
        + Status::tr("Decide whether to delete them here as well or to keep them.");
}

QString askedSentence(const SyncStatus &s)
{
    return questionSentence(*s.question) + u' ' + questionTitle(*s.question);
}

QString attentionSentence(const SyncStatus &s)
{
    if (s.run.storeError)
        return errorSentence(*s.run.storeError);
    if (s.run.authExpired && s.run.lastError == ErrorCode::SignInUnknown)
        return errorSentence(s.run.lastError);
    if (s.run.authExpired)
        return Status::tr(
            "Your sign-in has expired. Sign in again; until then, everything stays safe on this device.");
    if (s.run.keyringLocked && s.run.lastError == ErrorCode::TokenFile)
        return errorSentence(s.run.lastError);
    if (s.run.keyringLocked && !s.run.waitsForKeyring())
        return (s.signInIsInFile
                       ? Status::tr("The file with your sign-in cannot be read: sign in again. ")
                       : Status::tr("The keyring is locked or not responding, so your sign-in cannot be "
                                    "read: unlock it and choose “Sync now”, or sign in again. "))
            + safeHere(s);
    if (s.question)
        return askedSentence(s);
    if (s.deletions)
        return toDecideSentence(s);
    if (s.removed())
        return removedSentence(s);
    if (s.teamless > 0)
        return teamlessSentence(s);
    if (s.refused() > 0)
        return refusedSentence(s);
    if (s.unsendable > 0)
        return unsendableSentence(s);
    return s.parentDeleted > 0 ? parentDeletedSentence(s) : quarantinedSentence(s);
}

} // namespace mimir
