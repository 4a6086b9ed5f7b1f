// What the user is asked, and what stays here meanwhile or by choice.
#include "core/plaintext.h"
#include "sync/status/syncstatus.h"

#include <QCoreApplication>

namespace mimir {
namespace {

// As in statustext.cpp: lupdate finds the texts by this class.
struct Status {
    Q_DECLARE_TR_FUNCTIONS(Status)
};

QString ownSentence(const LeftByAccount &left)
{
    const int changes = static_cast<int>(left.changes);
    if (changes == 0)
        return {};
    return left.account.email.empty()
        ? Status::tr("%n change(s) of another account stay on this device until it signs in here again.",
            nullptr, changes)
        : Status::tr("%n change(s) of %1 stay on this device until that account signs in here again.",
            nullptr, changes)
              .arg(QString::fromStdString(left.account.email));
}

QString inOursSentence(const LeftByAccount &left)
{
    const int changes = static_cast<int>(left.inOurs);
    if (changes == 0)
        return {};
    return left.account.email.empty()
        ? Status::tr(
            "%n change(s) in your conversations were made while another account was signed in: they stay on "
            "this device until you send them as yours.",
            nullptr, changes)
        : Status::tr(
            "%n change(s) in your conversations were made while %1 was signed in: they stay on this device "
            "until you send them as yours.",
            nullptr, changes)
              .arg(QString::fromStdString(left.account.email));
}

QString inTheirsSentence(const LeftByAccount &left)
{
    const int changes = static_cast<int>(left.inTheirs);
    if (changes == 0)
        return {};
    return left.account.email.empty()
        ? Status::tr(
            "%n change(s) in conversations of another account, made while it was not signed in, stay on this "
            "device until it sends them.",
            nullptr, changes)
        : Status::tr(
            "%n change(s) in conversations of %1, made while that account was not signed in, stay on this "
            "device until it sends them.",
            nullptr, changes)
              .arg(QString::fromStdString(left.account.email));
}

} // namespace

QString leftByOthersSentence(const LeftByAccount &left)
{
    QStringList said {ownSentence(left), inOursSentence(left), inTheirsSentence(left)};
    said.removeAll(QString());
    return said.join(u' ');
}

QString questionSentence(const StatusQuestion &question)
{
    const QString server = plain(question.server);
    const QString what = question.kind == TeamQuestion::Kind::SetUpAgain
        ? Status::tr("%1 was set up again: its teams have the same names, but it has nothing of what is on "
                     "this device.")
              .arg(server)
        : Status::tr("%1 has the same teams as %2, but a different history.")
              .arg(server, plain(question.formerServer));
    return what + u' ' + Status::tr("Nothing is sent there until you decide.");
}

QString notInUseYetSentence(const std::string &server)
{
    return Status::tr("%1 has not yet shown that it has the same history. It is checked again automatically, "
                      "and nothing is sent there until then.")
        .arg(plain(server));
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

QString teamUnknownSentence(const SyncStatus &status)
{
    QStringList said;
    if (status.teamUnknown > 0)
        said << Status::tr(
            "%n change(s) stay on this device only, as you chose: their server no longer knows their team.",
            nullptr, static_cast<int>(status.teamUnknown));
    if (status.historyLeft)
        said << Status::tr("What was synced before the server was set up anew is not on it, as you chose.");
    return said.join(u' ');
}

} // namespace mimir
