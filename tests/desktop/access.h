// What a user without a mouse, or without sight, needs from a window; each check lists what is missing.
#pragma once

#include "desktop/filledwindow.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QDateEdit>
#include <QGroupBox>
#include <QLineEdit>
#include <QTabBar>
#include <QTest>

namespace mimir {

inline QString nameOf(const QWidget *widget)
{
    return widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                          : widget->objectName();
}

inline QStringList unnamedIn(QAccessibleInterface *node)
{
    QStringList out;
    if (!node || !node->isValid())
        return out;
    const bool needsName = node->state().focusable || node->role() == QAccessible::PageTab
        || node->role() == QAccessible::Graphic || node->role() == QAccessible::ProgressBar
        || node->role() == QAccessible::Dialog;
    const bool inner = node->role() == QAccessible::Client || node->role() == QAccessible::Window
        || node->role() == QAccessible::ScrollBar || node->role() == QAccessible::Splitter;
    if (!node->state().invisible && needsName && !inner && node->text(QAccessible::Name).trimmed().isEmpty())
        out << QStringLiteral("role %1 object %2 has no name")
                   .arg(node->role())
                   .arg(node->object() ? node->object()->objectName() : QString());
    for (int i = 0; i < node->childCount(); ++i)
        out += unnamedIn(node->child(i));
    return out;
}

/// A control of the window that can be used now or later.
inline bool isControlAtAll(const QWidget *widget)
{
    return widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy()
        && !widget->objectName().startsWith(QLatin1String("qt_"));
}

/// By a mnemonic of its own, of its label, or of the group whose first control it is; the first
/// ten tabs have Alt+1 to Alt+0.
inline bool hasKey(const QWidget *window, const QWidget *control)
{
    const auto *button = qobject_cast<const QAbstractButton *>(control);
    if (qobject_cast<const QTabBar *>(control)
        || (button && !QKeySequence::mnemonic(button->text()).isEmpty()))
        return true;
    for (const QLabel *label : window->findChildren<QLabel *>())
        if (label->buddy() == control && label->isVisible())
            return !QKeySequence::mnemonic(label->text()).isEmpty();
    const auto *group = qobject_cast<const QGroupBox *>(control->parentWidget());
    if (!group || QKeySequence::mnemonic(group->title()).isEmpty())
        return false;
    for (const QWidget *other : group->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        if (isControlAtAll(other))
            return other == control;
    return false;
}

inline QStringList keylessIn(const QWidget *window)
{
    QStringList out;
    (void)mnemonicsOf(window, &out);
    for (QString &twice : out)
        twice.prepend(QLatin1String("twice "));
    for (const QWidget *control : window->findChildren<QWidget *>())
        if (isControlAtAll(control) && !control->inherits("QLabel") && !hasKey(window, control))
            out << nameOf(control) + QLatin1String(" has no key");
    return out;
}

/// From its first control to the last by Tab alone, in reading order. The window must be active.
inline QStringList tabOrderOf(const QWidget *window)
{
    QStringList out;
    std::vector<const QWidget *> stops;
    for (int presses = 0; presses < 100; ++presses) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const QWidget *now = QApplication::focusWidget();
        // Within a date, Tab goes from the day to the month and the year first.
        if (!stops.empty() && stops.back() == now && qobject_cast<const QDateEdit *>(now))
            continue;
        if (std::ranges::find(stops, now) != stops.end())
            break;
        stops.push_back(now);
    }
    for (const QWidget *control : window->findChildren<QWidget *>())
        if (isControl(control) && !control->focusProxy() && std::ranges::find(stops, control) == stops.end()
            && !(qobject_cast<const QLineEdit *>(control) && isControl(control->parentWidget())))
            out << nameOf(control) + QLatin1String(" is not reached");
    return out;
}

} // namespace mimir
