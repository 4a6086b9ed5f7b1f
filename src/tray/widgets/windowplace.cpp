#include "tray/widgets/windowplace.h"

#include "core/durablefile.h"
#include "core/json/json.h"
#include "core/regularfile.h"

#include <QEvent>
#include <QFile>
#include <QLayout>
#include <QScreen>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace mimir {
namespace {

// What a window manager adds around a window; the real size is only known once the window is shown.
constexpr QMargins kFrame(4, 32, 4, 4);
constexpr qint64 kMostBytes = qint64(16) * 1024;

/// The places of all windows by name; none if the file is missing or invalid.
json::Object placesIn(const QString &path)
{
    const auto text = readRegular(path, kMostBytes);
    const auto places = json::parseObject(text ? text->toStdString() : std::string());
    return places ? *places : json::Object();
}

} // namespace

void fitOnScreen(QWidget *window)
{
    window->ensurePolished();
    if (window->layout())
        window->layout()->activate();
    if (!window->testAttribute(Qt::WA_Resized))
        window->adjustSize();
    const QRect room = window->screen()->availableGeometry().marginsRemoved(kFrame);
    window->resize(window->size().boundedTo(room.size()));
    if (!window->testAttribute(Qt::WA_Moved))
        return; // it is placed when it is shown
    const QPoint last = room.bottomRight() - QPoint(window->width() - 1, window->height() - 1);
    window->move(std::clamp(window->x(), room.left(), std::max(room.left(), last.x())),
        std::clamp(window->y(), room.top(), std::max(room.top(), last.y())));
}

WindowPlace::WindowPlace(QWidget *window, const QString &file, const QString &name)
    : QObject(window), m_window(window), m_file(file), m_name(name)
{
    const auto kept = placesIn(file).text(name.toStdString());
    if (kept)
        window->restoreGeometry(QByteArray::fromBase64(QByteArray::fromStdString(*kept)));
    window->installEventFilter(this);
}

WindowPlace::~WindowPlace()
{
    keep();
}

bool WindowPlace::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type == QEvent::Move || type == QEvent::Resize || type == QEvent::WindowStateChange) {
        if (m_window->isVisible())
            m_place = m_window->saveGeometry();
    } else if (type == QEvent::Hide) {
        keep();
    }
    return QObject::eventFilter(watched, event);
}

void WindowPlace::keep()
{
    if (m_place.isEmpty())
        return;
    json::Object places = placesIn(m_file);
    places.setText(m_name.toStdString(), std::exchange(m_place, {}).toBase64().toStdString());
    (void)writeDurably(m_file, places.toJson(), FileMode::Private); // if this fails, the old place stays
}

} // namespace mimir
