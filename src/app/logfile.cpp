#include "app/logfile.h"

#include "core/clock.h"
#include "core/plaintext.h"
#include "core/regularfile.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>
#include <QMutex>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mimir {
namespace {

constexpr off_t kLargest = 1 << 20;

// Qt's message handler is one per process, so this is too.
struct Log {
    QMutex mutex;
    QByteArray path;
    int least = QtInfoMsg;
    QtMessageHandler before = nullptr;
};

Log &log()
{
    static Log one;
    return one;
}

// Qt's numbers are not in order of severity.
int weight(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    default:
        return 3;
    }
}

void append(const QByteArray &path, const QByteArray &line)
{
    struct stat info { };
    if (::stat(path.constData(), &info) == 0 && info.st_size > kLargest)
        ::rename(path.constData(), (path + ".1").constData());
    if (const auto file = openRegular(QFile::decodeName(path), O_WRONLY | O_APPEND | O_CREAT))
        (void)!::write(file->get(), line.constData(), static_cast<std::size_t>(line.size()));
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    static constexpr const char *kNames[] = {"debug", "info", "warning", "error"};
    Log &own = log();
    const int heavy = weight(type);
    {
        const QMutexLocker lock(&own.mutex);
        if (heavy >= own.least) {
            const QByteArray at = QDateTime::fromMSecsSinceEpoch(SystemClock().now(), Qt::UTC)
                                      .toString(Qt::ISODateWithMs)
                                      .toUtf8();
            append(own.path,
                at + ' ' + kNames[heavy] + ' ' + (context.category ? context.category : "default") + ": "
                    + QByteArray::fromStdString(singleLine(text.toStdString(), 1000)) + '\n');
        }
    }
    if (heavy >= 2 && own.before)
        own.before(type, context, text);
}

} // namespace

void logTo(const QString &path, std::string_view level)
{
    Log &own = log();
    const QMutexLocker lock(&own.mutex);
    own.path = QFile::encodeName(path);
    own.least = level == "errors" ? 2 : level == "verbose" ? 0 : 1;
    QLoggingCategory::setFilterRules(level == "verbose" ? QStringLiteral("mimir.*=true")
            : level == "errors"                         ? QString()
                                : QStringLiteral("mimir.*=true\nmimir.*.debug=false"));
    if (!own.before)
        own.before = qInstallMessageHandler(handle);
}

} // namespace mimir
