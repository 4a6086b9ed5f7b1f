#include "app/autostart.h"

#include "core/durablefile.h"
#include "core/regularfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace mimir {
namespace {

/// Desktop entry specification, "The Exec key": quoted, with `"`, backtick, `$`, backslash and `%` escaped.
QString quotedArgument(const QString &text)
{
    QString out = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == u'%')
            out += c;
        else if (c == u'"' || c == u'`' || c == u'$' || c == u'\\')
            out += u'\\';
        out += c;
    }
    // The value is a string in the file: backslashes are escaped once more, and a line break would end the
    // entry.
    out += u'"';
    return out.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'\n', QStringLiteral("\\n"))
        .replace(u'\r', QStringLiteral("\\r"))
        .replace(u'\t', QStringLiteral("\\t"));
}

QString trayProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/mimir-tray");
    return QFileInfo(beside).isExecutable() ? beside : QStringLiteral("mimir-tray");
}

} // namespace

Autostart::Autostart(const Profile &profile)
    : m_path(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/autostart/mimir-tray")),
      m_exec(quotedArgument(trayProgram()))
{
    if (!profile.isUsual()) {
        m_path += u'-' + profile.digest();
        m_exec += QStringLiteral(" --profile ") + quotedArgument(profile.directory());
    }
    m_path += QStringLiteral(".desktop");
    m_exec += QStringLiteral(" --minimized");
}

bool Autostart::isOn() const
{
    const auto text = readRegular(m_path, qint64(64) * 1024);
    return text && !text->contains("\nHidden=true") && !text->contains("\nX-GNOME-Autostart-enabled=false");
}

Result<void> Autostart::set(bool on) const
{
    const auto failed = [this](const QString &why) {
        return Error {ErrorCode::StoreReadOnly, (m_path + QStringLiteral(": ") + why).toStdString()};
    };
    if (!on) {
        QFile file(m_path);
        if (file.exists() && !file.remove())
            return failed(file.errorString());
        return {};
    }
    QDir().mkpath(QFileInfo(m_path).path());
    MIMIR_TRY(checkRegular(m_path));
    const auto written = writeDurably(m_path,
        "[Desktop Entry]\nType=Application\nName=Mimir Sync\nIcon=mimir-sync\nTerminal=false\n"
        "StartupNotify=false\nExec="
            + m_exec.toStdString() + '\n');
    return written ? written
                   : Error {written.error().code, m_path.toStdString() + ": " + written.error().message};
}

} // namespace mimir
