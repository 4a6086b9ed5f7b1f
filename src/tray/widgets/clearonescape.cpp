#include "tray/widgets/clearonescape.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace mimir {

ClearOnEscape::ClearOnEscape(QLineEdit *field) : QObject(field), m_field(field)
{
    field->installEventFilter(this);
}

bool ClearOnEscape::eventFilter(QObject *watched, QEvent *event)
{
    const bool escape
        = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Cancel);
    if (!escape || m_field->text().isEmpty())
        return QObject::eventFilter(watched, event);
    m_field->clear();
    return true;
}

} // namespace mimir
