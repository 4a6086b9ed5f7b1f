// The texts for users. Every surface takes its words from here.
#include "core/plaintext.h"
#include "sync/status/attentiontext.h"
#include "sync/status/datatext.h"
#include "sync/status/statuslines.h"

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
        return attentionSentence(s);
    case SyncState::Conflict:
        return s.conflicts > 0 ? conflictsSentence(s) : rewrittenSentence(s);
    case SyncState::Syncing:
        return progressSentence(s.run);
    case SyncState::Waiting:
        return waitingSentence(s, now);
    case SyncState::Offline:
        return offlineSentence(s);
    case SyncState::Paused:
        return pausedSentence(s, now);
    case SyncState::Private:
        return privateSentence(s);
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

namespace {

// What happens to the data; empty when it is nothing special.
QString dataSentence(const SyncStatus &s, Millis now)
{
    switch (stateOfData(s).value_or(SyncState::Synced)) {
    case SyncState::Offline:
        return offlineSentence(s);
    case SyncState::Waiting:
        return waitingSentence(s, now);
    case SyncState::Paused:
        return pausedSentence(s, now);
    case SyncState::Syncing:
        return progressSentence(s.run);
    default:
        return {};
    }
}

// What happens to the data and is not the state.
QStringList dataBeside(const SyncStatus &s, Millis now)
{
    if (hasOwnProblem(s))
        return dataWords(s, now);
    QStringList out;
    if (s.state == SyncState::Attention)
        out += dataSentence(s, now);
    if (s.state == SyncState::Attention || s.state == stateOfData(s))
        out += dataWords(s, now).mid(1);
    // It is still in force after the next sign-in.
    if (s.run.pausedUntil && (s.state == SyncState::SignedOut || s.state == SyncState::Local))
        out += pauseWords(*s.run.pausedUntil, now);
    return out;
}

// What it is in detail stands where it is decided (leftByOthersSentence()).
QString otherAccounts(const SyncStatus &s)
{
    QStringList accounts;
    for (const LeftByAccount &left : s.leftByOthers)
        accounts += plain(left.account.email, 60);
    const std::int64_t changes = changesOfOthers(s);
    return changes == 0 ? QString()
                        : Status::tr("%n change(s) that concern another account stay on this device: %1.",
                            nullptr, static_cast<int>(changes))
                              .arg(accounts.join(QStringLiteral(", ")));
}

// What the state hides, most important first.
QStringList besideState(const SyncStatus &s, Millis now)
{
    QStringList out = dataBeside(s, now);
    // attentionSentence() says the first of them.
    bool isSaid = s.state == SyncState::Attention && !hasOwnProblem(s);
    const std::array<std::pair<bool, QString (*)(const SyncStatus &)>, 8> asks {
        {{s.question.has_value(), askedSentence}, {s.deletions.has_value(), toDecideSentence},
            {s.removed(), removedSentence}, {s.teamless > 0, teamlessSentence},
            {s.refused() > 0, refusedSentence}, {s.unsendable > 0, unsendableSentence},
            {s.parentDeleted > 0, parentDeletedSentence}, {s.quarantined > 0, quarantinedSentence}}};
    for (const auto &[holds, sentence] : asks)
        if (holds && !std::exchange(isSaid, false))
            out += sentence(s);
    if (const QString words = forbiddenSentence(s.forbidden);
        s.forbidden > 0 && !stateSentence(s, now).contains(words))
        out += words;
    if (s.waitingForParent > 0)
        out += waitingForParentSentence(s);
    if (s.conflicts > 0 && s.state != SyncState::Conflict)
        out += conflictsSentence(s);
    if (s.rewritten > 0 && (s.state != SyncState::Conflict || s.conflicts > 0))
        out += rewrittenSentence(s);
    if ((s.privacyMode || s.held > 0) && s.state != SyncState::Private)
        out += s.privacyMode ? Status::tr("Privacy mode is on: nothing leaves this device.")
                             : privateSentence(s);
    out += otherAccounts(s);
    out += teamUnknownSentence(s);
    return out;
}

} // namespace

QStringList statusSentences(const SyncStatus &s, Millis now)
{
    QStringList said;
    for (const QString &sentence : QStringList(stateSentence(s, now)) + besideState(s, now))
        if (const QString text = sentence.trimmed(); !text.isEmpty())
            said += text.endsWith(u'.') || text.endsWith(u'?') ? text : text + u'.';
    return said;
}

QStringList sentencesBelowTitle(const SyncStatus &s, Millis now)
{
    QStringList said = statusSentences(s, now);
    const QString title = statusTitle(s.state);
    QString &first = said.first();
    for (const QString &end : {QStringLiteral(". "), QStringLiteral(" – ")})
        if (first.startsWith(title + end)) {
            first.remove(0, title.size() + end.size());
            first[0] = first.at(0).toUpper();
        }
    return said;
}

QString statusSentence(const SyncStatus &s, Millis now)
{
    return statusSentences(s, now).join(u' ');
}

Millis tomorrow(Millis now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now);
    return QDateTime(local.date().addDays(1), QTime(6, 0)).toMSecsSinceEpoch();
}

} // namespace mimir
