// What the lists of the windows have in common.
#pragma once

#include <QSignalBlocker>
#include <QTreeWidget>

#include <functional>
#include <initializer_list>

namespace mimir {

/// A tool tip that shows `text` as it is: Qt guesses whether one is markup.
QString plainToolTip(const QString &text);
/// These columns share what is left; the others are as wide as their texts, within reason. Each cell reads in
/// its own direction.
void stretchColumns(QTreeWidget *list, std::initializer_list<int> columns);
/// `list` on `page`, whose buttons leave Enter to it. `chosen`: another row is current, or others are selected.
void setUpList(QWidget *page, QTreeWidget *list, std::initializer_list<int> stretched,
    const std::function<void()> &chosen);
/// A row of comfortable height. Texts are plain; the tool tip of each cell is its whole text. `id`
/// is what Refill knows it by. The caller adds it: many at once are one change of the list, not one each.
QTreeWidgetItem *makeRow(const QTreeWidget *list, const QStringList &texts, const QString &id = {});
QTreeWidgetItem *addRow(QTreeWidget *list, const QStringList &texts);

/// Fills `list` anew when it goes. The rows with the ids of before are selected and current again, wherever
/// they are now; else the one that took the current one's place. No signal meanwhile.
class Refill {
public:
    explicit Refill(QTreeWidget *list);
    ~Refill();
    Refill(const Refill &) = delete;
    Refill &operator=(const Refill &) = delete;

    /// The row is in the list when this goes.
    QTreeWidgetItem *add(const QStringList &texts, const QString &id);

private:
    QTreeWidget *m_list;
    QSignalBlocker m_quiet;
    QList<QTreeWidgetItem *> m_rows;
    QString m_current;
    QStringList m_selected;
    int m_row;
};

/// The index of the current row, -1 = none.
int currentRow(const QTreeWidget *list);
std::vector<std::size_t> selectedRows(const QTreeWidget *list);
/// Labels of `page` begin where reading begins in this language, also those that say something Latin.
void alignWithReading(QWidget *page);
/// Buttons do not take Enter away from lists.
void dropAutoDefaults(QWidget *page);

} // namespace mimir
