// Whether everything in a window can be read, in the language that Speaking sets.
#pragma once

#include "desktop/access.h"
#include "desktop/filledwindow.h"
#include "tray/widgets/interfacelanguage.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QScrollArea>
#include <QStyleOptionComboBox>
#include <QTabBar>

#include <algorithm>
#include <map>

namespace mimir {

/// The application's language while it exists.
class Speaking {
public:
    explicit Speaking(const QString &language)
    {
        if (language.startsWith(QLatin1String("long"))) {
            QCoreApplication::installTranslator(&m_long);
            QGuiApplication::setLayoutDirection(
                language.endsWith(QLatin1String("rtl")) ? Qt::RightToLeft : Qt::LeftToRight);
        } else {
            m_language.use(language);
        }
    }
    ~Speaking()
    {
        QCoreApplication::removeTranslator(&m_long);
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }
    Speaking(const Speaking &) = delete;
    Speaking &operator=(const Speaking &) = delete;

private:
    LongTexts m_long;
    InterfaceLanguage m_language;
};

// Parts of Qt's own widgets, which lay themselves out.
inline bool isInner(const QWidget *widget)
{
    for (const QWidget *up = widget->parentWidget(); up; up = up->parentWidget())
        if ((qobject_cast<const QAbstractScrollArea *>(up) && !qobject_cast<const QScrollArea *>(up))
            || qobject_cast<const QComboBox *>(up) || qobject_cast<const QAbstractSpinBox *>(up)
            || qobject_cast<const QTabBar *>(up))
            return true;
    return widget->objectName().startsWith(QLatin1String("qt_")) || widget->inherits("QSizeGrip")
        || widget->inherits("QFocusFrame") || widget->isWindow();
}

/// How many pixels of its text a widget lacks.
inline int lackOf(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->wordWrap())
            return label->heightForWidth(label->width()) - label->height();
        return std::max(
            label->sizeHint().width() - label->width(), label->sizeHint().height() - label->height());
    }
    if (const auto *combo = qobject_cast<const QComboBox *>(widget)) {
        QStyleOptionComboBox option;
        option.initFrom(combo);
        option.subControls = QStyle::SC_All;
        const QRect text = combo->style()->subControlRect(
            QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo);
        return combo->fontMetrics().horizontalAdvance(combo->currentText()) - text.width();
    }
    if (qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget))
        return std::max(
            widget->sizeHint().width() - widget->width(), widget->sizeHint().height() - widget->height());
    if (const auto *group = qobject_cast<const QGroupBox *>(widget))
        return group->fontMetrics().horizontalAdvance(group->title()) - group->width();
    if (const auto *header = qobject_cast<const QHeaderView *>(widget)) {
        int lack = 0;
        for (int i = 0; i < header->count() && header->orientation() == Qt::Horizontal; ++i)
            lack = std::max(lack, header->sectionSizeHint(i) - header->sectionSize(i));
        return lack;
    }
    if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
        const QRect last = bar->tabRect(bar->count() - 1);
        return std::max(last.bottom() - bar->height(), last.right() - bar->width());
    }
    return 0;
}

inline QStringList cutIn(const QWidget *window)
{
    QStringList out;
    for (const QWidget *widget : window->findChildren<QWidget *>())
        if (widget->isVisible() && (!isInner(widget) || qobject_cast<const QHeaderView *>(widget)))
            if (const int lack = lackOf(widget); lack > 0)
                out << QStringLiteral("%1 is cut by %2").arg(nameOf(widget)).arg(lack);
    return out;
}

inline QStringList overlapsIn(const QWidget *window)
{
    QStringList out;
    std::map<const QWidget *, QList<const QWidget *>> families;
    for (const QWidget *widget : window->findChildren<QWidget *>())
        if (widget->isVisible() && !isInner(widget) && !widget->size().isEmpty())
            families[widget->parentWidget()].append(widget);
    for (const auto &[parent, children] : families)
        for (qsizetype i = 0; i < children.size(); ++i) {
            // What is in a scroll area is seen by scrolling.
            if (!qobject_cast<const QScrollArea *>(parent->parentWidget())
                && !parent->rect().contains(children[i]->geometry()))
                out << nameOf(children[i]) + QLatin1String(" leaves ") + nameOf(parent);
            for (qsizetype j = i + 1; j < children.size(); ++j)
                if (children[i]->geometry().intersects(children[j]->geometry()))
                    out << nameOf(children[i]) + QLatin1String(" lies on ") + nameOf(children[j]);
        }
    return out;
}

} // namespace mimir
