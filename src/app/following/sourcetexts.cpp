#include "app/following/sourcetexts.h"

#include "core/plaintext.h"
#include "sync/status/syncstatus.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace mimir {
namespace {

constexpr qsizetype kMaxKindsNamed = 10;
constexpr std::size_t kMaxPath = 300;

// lupdate finds the texts by this class.
struct Sources {
    Q_DECLARE_TR_FUNCTIONS(Sources)
};

QString pathText(const QString &path)
{
    return plain(path.toStdString(), kMaxPath);
}

} // namespace

QString sourceFolder(const FoundSource &source)
{
    return pathText(source.folder);
}

QString sourceState(const FoundSource &source)
{
    return source.isFollowed() ? Sources::tr("followed")
        : source.choice        ? Sources::tr("off")
                               : Sources::tr("not followed");
}

QString dayText(Millis at)
{
    return at == 0 ? QString()
                   : QLocale().toString(QDateTime::fromMSecsSinceEpoch(at).date(), QLocale::ShortFormat);
}

QString sourceProgress(const FoundSource &source)
{
    const int transcripts = static_cast<int>(source.transcripts);
    if (source.unread == 0)
        return Sources::tr("%n transcript(s), all of them read", nullptr, transcripts);
    return Sources::tr("%n transcript(s), %1 of them (%2) still to be read", nullptr, transcripts)
        .arg(source.unread)
        .arg(QLocale().formattedDataSize(source.unreadBytes));
}

QString deletionWarning(const FoundSource &source)
{
    if (source.deletedSoon == 0 || !source.deletion)
        return {};
    return Sources::tr("%1 deletes what has not changed for %2 days (%3). Within a week it will delete %n "
                       "transcript(s) that are not in your history.",
        nullptr, static_cast<int>(source.deletedSoon))
        .arg(source.agent->title())
        .arg(source.deletion->afterDays)
        .arg(pathText(source.deletion->setting));
}

// The sentences of these errors are about files of our own.
QString unreadReason(ErrorCode why)
{
    switch (why) {
    case ErrorCode::NotFound:
        return Sources::tr("it is not there any more");
    case ErrorCode::NotAFile:
        return Sources::tr("it is not a file");
    case ErrorCode::StoreReadOnly:
        return Sources::tr("it cannot be opened; check who may read it");
    case ErrorCode::StoreCorrupt:
        return Sources::tr("it is not a database, or is damaged");
    case ErrorCode::StoreBusy:
        return Sources::tr("another program was using it; it is tried again at the next look");
    case ErrorCode::StoreFailed:
        return Sources::tr("it cannot be read without writing beside it, which Mimir Sync does not do");
    case ErrorCode::TooLarge:
        return Sources::tr("it is too large, or takes too long to read");
    default:
        return errorSentence(why);
    }
}

QString sourceProblem(const FoundSource &source)
{
    if (!source.choice || !source.choice->problem)
        return {};
    return Sources::tr("%n transcript(s) could not be read; the first is %1: %2", nullptr,
        static_cast<int>(source.choice->problems))
        .arg(pathText(source.choice->problemPath), unreadReason(*source.choice->problem));
}

QString unknownKinds(const std::vector<Bookmarks::Kind> &kinds)
{
    QStringList names;
    for (const Bookmarks::Kind &kind : kinds)
        if (!kind.isKnown && names.size() < kMaxKindsNamed)
            names << Sources::tr("%1 (%2)").arg(plain(kind.kind, 60)).arg(kind.count);
    return names.join(QStringLiteral(", "));
}

} // namespace mimir
