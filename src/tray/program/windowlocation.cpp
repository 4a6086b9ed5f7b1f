#include "tray/program/windowlocation.h"

#include "core/durablefile.h"
#include "core/plaintext.h"
#include "core/regularfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringList>
#include <QSysInfo>

namespace mimir {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WindowLocation)
};

constexpr int kMostLetters = 64; // of a word that another process reports
constexpr qint64 kMostBytes = 2048;

std::string variable(const char *name)
{
    return singleLine(qEnvironmentVariable(name).toStdString(), kMostLetters);
}

/// ":1.0" is a screen of ":1".
std::string displayOf(const std::string &screen)
{
    const auto colon = screen.rfind(':');
    const auto dot = colon == std::string::npos ? colon : screen.find('.', colon);
    return screen.substr(0, dot);
}

std::string terminalHere()
{
    const std::string from = variable("SSH_CONNECTION");
    if (!from.empty())
        return from.substr(0, from.find(' '));
    const std::string seat = variable("XDG_SEAT"), number = variable("XDG_VTNR");
    return seat.empty() || number.empty() ? seat : seat + ", tty" + number;
}

bool bothAre(const std::string &a, const std::string &b)
{
    return !a.empty() && a == b;
}

} // namespace

WindowLocation WindowLocation::here()
{
    const std::string x11 = displayOf(variable("DISPLAY")), wayland = variable("WAYLAND_DISPLAY");
    return {singleLine(QSysInfo::machineHostName().toStdString(), kMostLetters),
        wayland.empty() ? x11 : wayland, x11, variable("XDG_SESSION_ID"), terminalHere()};
}

WindowLocation WindowLocation::of(const json::Object &object)
{
    const auto word
        = [&](const char *key) { return singleLine(object.text(key).value_or(std::string()), kMostLetters); };
    return {word("host"), word("display"), word("x11"), word("session"), word("terminal")};
}

json::Object WindowLocation::toObject() const
{
    json::Object object;
    object.setText("host", host);
    object.setText("display", display);
    object.setText("x11", x11);
    object.setText("session", session);
    object.setText("terminal", terminal);
    return object;
}

bool WindowLocation::sees(const WindowLocation &other) const
{
    if (!isKnown() || !other.isKnown())
        return true;
    return host == other.host
        && (bothAre(session, other.session) || bothAre(display, other.display) || bothAre(x11, other.x11)
            || display.empty() || other.display.empty());
}

QString WindowLocation::sentence() const
{
    QStringList place;
    if (!display.empty())
        place << Words::tr("display %1").arg(QString::fromStdString(display));
    if (!terminal.empty())
        place << QString::fromStdString(terminal);
    const QString at = place.isEmpty()
        ? QString::fromStdString(host)
        : QStringLiteral("%1 (%2)").arg(QString::fromStdString(host), place.join(QStringLiteral(", ")));
    return Words::tr("Mimir Sync is running in another of your sessions, on %1. Its window is there, and "
                     "everything is synced from there. To use it here, quit it there first.")
        .arg(at);
}

WindowLocation readWindowLocation(const QString &path)
{
    const auto text = readRegular(path, kMostBytes);
    const auto object = json::parseObject(text ? text->toStdString() : std::string());
    return object ? WindowLocation::of(*object) : WindowLocation();
}

void writeWindowLocation(const QString &path, const WindowLocation &where)
{
    (void)writeDurably(path, where.toObject().toJson(), FileMode::Private);
}

} // namespace mimir
