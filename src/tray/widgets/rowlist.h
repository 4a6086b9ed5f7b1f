// What the lists in the windows have in common.
#pragma once

#include <QSignalBlocker>
#include <QTreeWidget>

#include <functional>
#include <initializer_list>

namespace mimir {

/// A tooltip that shows `text` literally: Qt guesses whether a tooltip is markup.
QString plainToolTip(const QString &text);
/// These columns share the remaining width; the others fit their texts, within reason. Each cell reads in its
/// own direction.
void stretchColumns(QTreeWidget *list, std::initializer_list<int> columns);
/// Sets up `list` on `page`, whose buttons leave Enter to it. `chosen` is called when the current row or the
/// selection changes.
void setUpList(QWidget *page, QTreeWidget *list, std::initializer_list<int> stretched,
    const std::function<void()> &chosen);
/// A row of comfortable height. Texts are plain; the tooltip of each cell is its full text. `id` is how
/// Refill recognises it. The caller adds the rows: many at once are one change of the list, not one each.
QTreeWidgetItem *makeRow(const QTreeWidget *list, const QStringList &texts, const QString &id = {});
QTreeWidgetItem *addRow(QTreeWidget *list, const QStringList &texts);

/// Refills `list` when destroyed. Rows with the same ids as before are selected and current again, wherever
/// they are now; otherwise the row in the current one's old place. Signals are blocked meanwhile.
class Refill {
public:
    explicit Refill(QTreeWidget *list);
    ~Refill();
    Refill(const Refill &) = delete;
    Refill &operator=(const Refill &) = delete;

    /// The row is added to the list when this is destroyed.
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
/// Aligns the labels of `page` to this language's reading direction, also those with Latin text.
void alignWithReading(QWidget *page);
/// Keeps buttons from taking Enter away from lists.
void dropAutoDefaults(QWidget *page);

} // namespace mimir
