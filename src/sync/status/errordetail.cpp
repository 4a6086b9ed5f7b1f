// What an error's own message adds to its sentence. Messages are English, for programs and logs; users get
// those that are useful to them in their language, and from the others only what needs no translation: a
// path, an id.
#include "core/plaintext.h"
#include "sync/status/syncstatus.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <vector>

namespace mimir {
namespace {

// The first that fits is used: a whole text comes before a pattern that would also match it.
constexpr const char *kMessages[] {
    QT_TRANSLATE_NOOP("ErrorDetail", "the token file is damaged"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the token file belongs to someone else"),
    QT_TRANSLATE_NOOP("ErrorDetail", "other users can read the token file"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the token file cannot be read"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the token file cannot be written"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 was deleted"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is not here"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 belongs to someone else in the team"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: audit entries are never changed"),
    QT_TRANSLATE_NOOP("ErrorDetail", "no such item"),
    QT_TRANSLATE_NOOP("ErrorDetail", "its team is no longer known on this device"),
    QT_TRANSLATE_NOOP("ErrorDetail", "no conflict with this id"),
    QT_TRANSLATE_NOOP("ErrorDetail", "no conversation with this id"),
    QT_TRANSLATE_NOOP("ErrorDetail", "there is no such rule"),
    QT_TRANSLATE_NOOP("ErrorDetail",
        "a rule must say what it applies to: an id, an absolute path, a git remote or an agent"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the conversation was removed from the server and stays on this device"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the conversation is not kept on this device"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the organisation does not allow privacy mode"),
    QT_TRANSLATE_NOOP("ErrorDetail", "there is no file %1"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is larger than 2 GiB"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is larger than 8 MiB"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is open in another program"),
    QT_TRANSLATE_NOOP("ErrorDetail", "there is not enough space for a copy of %1"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 does not fit into memory"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 has more than 5,000,000 rows"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 takes too long to read"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is not a directory"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is a directory, not a file"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is a named pipe, not a file"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is a socket, not a file"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is a device, not a file"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is a link to something that is missing"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is a link, not a file"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is a named pipe that no program reads from"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is a named pipe that no program writes to"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is not a socket"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 cannot be read and written: chmod %2"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is on a read-only file system"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 cannot be opened"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 belongs to someone else"),
    QT_TRANSLATE_NOOP("ErrorDetail", "other users can write to %1"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 has more than 4,080 fields"),
    QT_TRANSLATE_NOOP("ErrorDetail", "an object has more than 4,096 members"),
    QT_TRANSLATE_NOOP("ErrorDetail", "it is nested more than 32 levels deep"),
    QT_TRANSLATE_NOOP("ErrorDetail", "cannot create the directory %1"),
    QT_TRANSLATE_NOOP("ErrorDetail", "MIMIR_PROFILE is empty"),
    QT_TRANSLATE_NOOP("ErrorDetail", "HOME is not set"),
    QT_TRANSLATE_NOOP("ErrorDetail", "HOME is not an absolute path"),
    QT_TRANSLATE_NOOP("ErrorDetail", "XDG_DATA_HOME is not an absolute path"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the path is not UTF-8: %1"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is an address, not the path of a directory"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” is in seconds: times must be milliseconds since 1970"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” is in microseconds: times must be milliseconds since 1970"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” is in nanoseconds: times must be milliseconds since 1970"),
    QT_TRANSLATE_NOOP(
        "ErrorDetail", "%1: “%2” is not a time between 2001 and 2100 in milliseconds since 1970"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” is a string: times must be milliseconds since 1970"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” is a string that is not a time"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is empty"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is empty, but a history was stored there"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is an empty database, but a history was stored there"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is missing, but a history was stored there"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is damaged, or does not belong to the log beside it"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is the database of another program"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is not a complete SQLite database"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is shorter or longer than its header says"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 changed while it was being read"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 is damaged"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” is missing"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” must be a string"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” must be an integer"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” must be a number"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” must be 1 to 64 characters from A-Z a-z 0-9 _ . : -"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” is not an id"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1: “%2” is nested too deeply"),
    QT_TRANSLATE_NOOP("ErrorDetail", "“type” is missing"),
    QT_TRANSLATE_NOOP("ErrorDetail", "“deleted” must be true or false"),
    QT_TRANSLATE_NOOP(
        "ErrorDetail", "unknown type “%1”: must be conversation, message, tool_call or audit_log"),
    QT_TRANSLATE_NOOP(
        "ErrorDetail", "the line is too long: an item can have at most 8 MiB; nothing of it was stored"),
    QT_TRANSLATE_NOOP("ErrorDetail", "it is not a JSON object"),
    QT_TRANSLATE_NOOP("ErrorDetail", "it is not valid JSON"),
    QT_TRANSLATE_NOOP("ErrorDetail", "it is not UTF-8"),
    QT_TRANSLATE_NOOP("ErrorDetail", "it has no text"),
    QT_TRANSLATE_NOOP("ErrorDetail", "an array has more than 4,096 elements"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the keyring is locked or does not answer"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the keyring does not answer"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the keyring did not accept the token"),
    QT_TRANSLATE_NOOP("ErrorDetail", "the keyring did not remove the token"),
    QT_TRANSLATE_NOOP("ErrorDetail", "try again in %1 s"),
    QT_TRANSLATE_NOOP("ErrorDetail", "process %1 is writing to the database"),
    QT_TRANSLATE_NOOP("ErrorDetail", "process %1"),
    QT_TRANSLATE_NOOP("ErrorDetail", "%1 was written by a newer version (schema %2, this program knows %3)"),
};

// A pattern that matches a text with its placeholders filled in.
QRegularExpression patternOf(const QString &text)
{
    QString pattern = QRegularExpression::escape(text);
    static const QRegularExpression place(QStringLiteral("\\\\%[1-9]"));
    pattern.replace(place, QStringLiteral("(.+)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

std::vector<QRegularExpression> allPatterns()
{
    std::vector<QRegularExpression> patterns;
    for (const char *text : kMessages)
        patterns.push_back(patternOf(QString::fromUtf8(text)));
    return patterns;
}

// Paths, ids and quoted text.
QString namedIn(const QString &message)
{
    static const QRegularExpression named(
        QStringLiteral("(?<![^\\s“(])/[^\\s:”)]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|“[^”]*”"));
    QStringList found;
    for (auto match = named.globalMatch(message); match.hasNext();)
        found << match.next().captured();
    return found.join(QStringLiteral(", "));
}

} // namespace

QString errorDetail(const Error &error)
{
    static const QRegularExpression quoted(QStringLiteral("\"([^\"]*)\""));
    const QString message = plain(error.message, 300).replace(quoted, QStringLiteral("“\\1”"));
    static const std::vector<QRegularExpression> patterns = allPatterns();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const auto match = patterns[i].match(message);
        if (!match.hasMatch())
            continue;
        QString detail = QCoreApplication::translate("ErrorDetail", kMessages[i]);
        switch (match.lastCapturedIndex()) {
        case 0:
            return detail;
        case 1:
            return detail.arg(match.captured(1));
        case 2:
            return detail.arg(match.captured(1), match.captured(2));
        default:
            return detail.arg(match.captured(1), match.captured(2), match.captured(3));
        }
    }
    //: The code of the language that this is translated to, as “de”: not shown.
    const QString language = QCoreApplication::translate("ErrorDetail", "en");
    return language == QLatin1String("en") ? message : namedIn(message);
}

QString errorReason(const Error &error)
{
    const QString detail = errorDetail(error);
    return detail.isEmpty() ? errorSentence(error.code) : detail;
}

} // namespace mimir
