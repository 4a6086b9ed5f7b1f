#include "sync/status/statuslines.h"

#include <QCoreApplication>

namespace mimir {
namespace {

// As in statustext.cpp: lupdate finds the texts by this class.
struct Status {
    Q_DECLARE_TR_FUNCTIONS(Status)
};

enum class Ask : std::uint8_t {
    None,
    Question,
    Deletions,
    Removed,
    Teamless,
    Refused,
    Unsendable,
    ParentDeleted,
    PutAside
};

int number(std::int64_t count)
{
    return static_cast<int>(count);
}

/// "… – 14 changes are safe on this device and will be sent"
QString withChanges(const SyncStatus &s, const QString &why)
{
    const int pending = number(s.pending);
    if (pending == 0 && (s.waitingForParent > 0 || s.owner == SyncStatus::Owner::Silent))
        return why;
    if (s.forbidden > 0 && s.forbidden >= s.pending)
        return Status::tr("%1 – your organisation allows nothing to be sent at present").arg(why);
    if (pending == 0)
        return Status::tr("%1 – nothing is waiting to be sent").arg(why);
    return (willBeSent(s)
            ? Status::tr("%1 – %n change(s) are safe on this device and will be sent", nullptr, pending)
            : Status::tr("%1 – %n change(s) are safe on this device", nullptr, pending))
        .arg(why);
}

QString storeLine(ErrorCode code)
{
    switch (code) {
    case ErrorCode::StoreCorrupt:
        return Status::tr("The history file is damaged – nothing is sent");
    case ErrorCode::StoreForeign:
        return Status::tr("The history file is another program's database – nothing is recorded or sent");
    case ErrorCode::StoreNewer:
        return Status::tr("The history file is from a newer version of Mimir Sync – nothing is sent");
    case ErrorCode::StoreReadOnly:
        return Status::tr("The profile cannot be written to – nothing can be recorded");
    case ErrorCode::StoreFull:
        return Status::tr("The disk is full – nothing new can be recorded");
    case ErrorCode::NotAFile:
        return Status::tr("In the place of a file there is something else – nothing is sent");
    case ErrorCode::LocksUnsupported:
    case ErrorCode::LocksUnavailable:
        return Status::tr("The history file cannot be locked – nothing is sent");
    default:
        return Status::tr("The history file cannot be used – nothing is sent");
    }
}

QString whyOffline(const SyncStatus &s)
{
    if (s.run.portal)
        return Status::tr("Sign in to the network first");
    switch (s.run.lastError) {
    case ErrorCode::Proxy:
        return Status::tr("The proxy cannot be used");
    case ErrorCode::NeedsTls:
        return Status::tr("The server accepts only encrypted connections");
    case ErrorCode::ServerRedirects:
        return Status::tr("The server sends requests on to another address");
    case ErrorCode::ClockWrong:
        return Status::tr("This computer's clock is wrong");
    case ErrorCode::Timeout:
        return Status::tr("The server did not answer in time");
    default:
        return isCertificateFault(s.run.lastError) ? Status::tr("The server's certificate is not trusted")
                                                   : Status::tr("Offline");
    }
}

QString whyWaiting(const SyncStatus &s, Millis now)
{
    if (s.owner == SyncStatus::Owner::Silent)
        return Status::tr("The program that syncs is not responding");
    if (s.run.waitsForKeyring())
        return Status::tr("Waiting for the keyring");
    if (s.nextTry && *s.nextTry > now && s.owner == SyncStatus::Owner::Present)
        return (s.run.nextTry ? Status::tr("Waiting, next try at %1")
                              : Status::tr("The server will accept some of it only later, next try at %1"))
            .arg(whenNext(*s.nextTry, now));
    if (s.owner == SyncStatus::Owner::Nobody)
        return Status::tr("Nothing is syncing here now");
    if (s.behind && s.lastPull)
        return Status::tr("Not everything from the server has been fetched yet");
    return s.unproven ? Status::tr("The server is being contacted again") : Status::tr("Waiting");
}

QString whyPaused(const SyncStatus &s, Millis now)
{
    if (!s.run.pausedUntil)
        return s.run.pauseReason == PauseReason::Metered ? Status::tr("Paused on a metered network")
                                                         : Status::tr("Paused to save the battery");
    return s.run.pausedUntil == RunState::kPausedForGood
        ? Status::tr("Paused until you resume")
        : Status::tr("Paused until %1").arg(whenNext(*s.run.pausedUntil, now));
}

QString askLine(const SyncStatus &s, Ask ask)
{
    switch (ask) {
    case Ask::Question:
        return Status::tr("There is a question to answer – nothing is sent to that server until you do");
    case Ask::Deletions:
        return Status::tr("The server asks to delete %n of your items – they stay here until you decide",
            nullptr, number(s.deletions->count()));
    case Ask::Removed:
        return s.teamRevoked > 0
            ? Status::tr("You are no longer in a team – %n change(s) for it stay on this device", nullptr,
                number(s.teamRevoked))
            : Status::tr("You are no longer in a team – everything here stays on this device");
    case Ask::Teamless:
        return Status::tr(
            "%n change(s) belong to no team and stay on this device", nullptr, number(s.teamless));
    case Ask::Refused:
        return Status::tr("%n item(s) were refused and stay on this device", nullptr, number(s.refused()));
    case Ask::Unsendable:
        return Status::tr(
            "%n item(s) cannot be sent as they are and stay on this device", nullptr, number(s.unsendable));
    case Ask::ParentDeleted:
        return Status::tr(
            "%n item(s) of a deleted conversation stay on this device", nullptr, number(s.parentDeleted));
    case Ask::PutAside:
        return Status::tr("%n item(s) from the server were put aside", nullptr, number(s.quarantined));
    case Ask::None:
        break;
    }
    return {};
}

QString askWords(const SyncStatus &s, Ask ask)
{
    switch (ask) {
    case Ask::Question:
        return Status::tr("a question to answer");
    case Ask::Deletions:
        return Status::tr("%n to delete or keep", nullptr, number(s.deletions->count()));
    case Ask::Removed:
        return s.teamRevoked > 0
            ? Status::tr("%n for a team you are no longer in", nullptr, number(s.teamRevoked))
            : Status::tr("no longer in a team");
    case Ask::Teamless:
        return Status::tr("%n of no team", nullptr, number(s.teamless));
    case Ask::Refused:
        return Status::tr("%n refused", nullptr, number(s.refused()));
    case Ask::Unsendable:
        return Status::tr("%n that cannot be sent", nullptr, number(s.unsendable));
    case Ask::ParentDeleted:
        return Status::tr("%n of a deleted conversation", nullptr, number(s.parentDeleted));
    case Ask::PutAside:
        return Status::tr("%n put aside", nullptr, number(s.quarantined));
    case Ask::None:
        break;
    }
    return {};
}

std::vector<Ask> asksOf(const SyncStatus &s)
{
    std::vector<Ask> asks;
    for (const auto &[holds, ask] :
        {std::pair(s.question.has_value(), Ask::Question), std::pair(s.deletions.has_value(), Ask::Deletions),
            std::pair(s.removed(), Ask::Removed), std::pair(s.teamless > 0, Ask::Teamless),
            std::pair(s.refused() > 0, Ask::Refused), std::pair(s.unsendable > 0, Ask::Unsendable),
            std::pair(s.parentDeleted > 0, Ask::ParentDeleted), std::pair(s.quarantined > 0, Ask::PutAside)})
        if (holds)
            asks.push_back(ask);
    return asks;
}

QString signInLine(const SyncStatus &s)
{
    if (s.run.authExpired && s.run.lastError == ErrorCode::SignInUnknown)
        return Status::tr(
            "The server does not know this sign-in any more – everything stays safe on this device");
    if (s.run.authExpired)
        return Status::tr("Your sign-in has expired – everything stays safe on this device");
    const QString why = s.signInIsInFile ? Status::tr("The file with your sign-in cannot be read")
                                         : Status::tr("The keyring is locked or not responding");
    return withChanges(s, why);
}

QString dataLine(const SyncStatus &s, SyncState state, Millis now)
{
    const int conflicts = number(s.conflicts), held = number(s.held);
    switch (state) {
    case SyncState::SignedOut:
        return s.privacyMode
            ? Status::tr("Signed out – new work is recorded here")
            : Status::tr("Signed out – new work is recorded here and sent after you sign in");
    case SyncState::Offline:
        return withChanges(s, whyOffline(s));
    case SyncState::Waiting:
        return s.setupPending ? Status::tr("Setup is not finished – nothing leaves this device")
                              : withChanges(s, whyWaiting(s, now));
    case SyncState::Paused:
        return withChanges(s, whyPaused(s, now));
    case SyncState::Syncing:
        return progressSentence(s.run);
    case SyncState::Conflict:
        if (s.conflicts == 0)
            return Status::tr("The server contradicts %n of your items – they stay as they are here", nullptr,
                number(s.rewritten));
        return Status::tr(
            "%n value(s) were replaced by other changes – the replaced ones are kept", nullptr, conflicts);
    case SyncState::Private:
        return s.privacyMode
            ? Status::tr("Privacy mode is on: nothing leaves this device")
            : Status::tr("%n item(s) recorded in privacy mode are held until you choose", nullptr, held);
    case SyncState::Synced:
        return Status::tr("Everything is synced");
    case SyncState::Local:
        return Status::tr("History is kept on this device only");
    case SyncState::Attention:
        break;
    }
    return {};
}

QString besideLine(const SyncStatus &s, const std::vector<Ask> &asks, Millis now)
{
    QStringList words;
    if (hasOwnProblem(s))
        words = dataWords(s, now);
    else if (s.state == SyncState::Attention || s.state == stateOfData(s))
        words = dataWords(s, now).mid(1); // the headline says the first of them
    if (s.run.pausedUntil && (s.state == SyncState::SignedOut || s.state == SyncState::Local))
        words += whyPaused(s, now);
    for (const Ask ask : asks)
        words += askWords(s, ask);
    if (s.forbidden > 0)
        words += Status::tr(
            "%n that your organisation does not allow to be sent", nullptr, number(s.forbidden));
    if (s.waitingForParent > 0)
        words += Status::tr("%n without their conversation", nullptr, number(s.waitingForParent));
    if (s.conflicts > 0 && s.state != SyncState::Conflict)
        words += Status::tr("%n conflict(s)", nullptr, number(s.conflicts));
    if (s.rewritten > 0 && (s.state != SyncState::Conflict || s.conflicts > 0))
        words += Status::tr("%n contradicted by the server", nullptr, number(s.rewritten));
    if (s.held > 0 && (s.state != SyncState::Private || s.privacyMode))
        words += Status::tr("%n held by privacy mode", nullptr, number(s.held));
    if (s.privacyMode && s.state != SyncState::Private)
        words += Status::tr("privacy mode: nothing leaves this device");
    if (const std::int64_t others = changesOfOthers(s); others > 0)
        words += Status::tr("%n from another account", nullptr, number(others));
    if (s.teamUnknown > 0)
        words += Status::tr("%n kept here as you chose", nullptr, number(s.teamUnknown));
    return words.isEmpty() ? QString() : Status::tr("Also: %1").arg(words.join(QStringLiteral(", ")));
}

} // namespace

bool hasOwnProblem(const SyncStatus &s)
{
    return s.state == SyncState::Attention
        && (s.run.storeError || (s.run.needsSignIn() && !s.run.waitsForKeyring()));
}

QStringList dataWords(const SyncStatus &s, Millis now)
{
    const SyncState state = stateOfData(s).value_or(SyncState::Synced);
    QStringList words;
    if (state == SyncState::Offline)
        words += whyOffline(s);
    else if (state == SyncState::Waiting)
        words += s.setupPending ? Status::tr("Setup is not finished") : whyWaiting(s, now);
    if (s.run.paused())
        words += whyPaused(s, now);
    if (s.run.busy() && (state == SyncState::Paused || state == SyncState::Syncing))
        words += progressSentence(s.run);
    return words;
}

std::int64_t changesOfOthers(const SyncStatus &status)
{
    std::int64_t changes = 0;
    for (const LeftByAccount &left : status.leftByOthers)
        changes += left.changes + left.inOurs + left.inTheirs;
    return changes;
}

StatusLines statusLines(const SyncStatus &s, Millis now)
{
    std::vector<Ask> asks = asksOf(s);
    const bool signIn = s.run.needsSignIn() && !s.run.waitsForKeyring();
    QString headline;
    if (s.state != SyncState::Attention) {
        headline = dataLine(s, s.state, now);
    } else if (s.run.storeError) {
        headline = storeLine(*s.run.storeError);
    } else if (signIn) {
        headline = signInLine(s);
    } else if (const auto data = stateOfData(s)) {
        headline = dataLine(s, *data, now);
    } else if (!asks.empty()) {
        headline = askLine(s, asks.front());
        asks.erase(asks.begin());
    }
    if (headline.isEmpty())
        headline = withChanges(s, statusTitle(s.state));
    return {headline, besideLine(s, asks, now)};
}

} // namespace mimir
