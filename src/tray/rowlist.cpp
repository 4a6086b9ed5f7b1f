#include "tray/rowlist.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>

#include <algorithm>

namespace mimir {
namespace {

// A cell is a paragraph of its own: in a window from right to left, too, “Fix it!” ends with its mark.
class CellDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->direction == Qt::RightToLeft)
            option->text = QChar(0x2068) + option->text + QChar(0x2069); // Unicode Annex #9: isolated
    }
};

} // namespace

void stretchColumns(QTreeWidget *list, std::initializer_list<int> columns)
{
    list->setItemDelegate(new CellDelegate(list));
    QHeaderView *header = list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setResizeContentsPrecision(100);
    header->setSectionsMovable(false);
    for (const int column : columns)
        header->setSectionResizeMode(column, QHeaderView::Stretch);
}

QTreeWidgetItem *makeRow(const QTreeWidget *list, const QStringList &texts)
{
    auto *row = new QTreeWidgetItem(texts);
    // On a stretched column: a size hint takes the width of the others' texts away.
    int column = 0;
    while (
        column + 1 < list->columnCount() && list->header()->sectionResizeMode(column) != QHeaderView::Stretch)
        ++column;
    row->setSizeHint(column, QSize(0, list->fontMetrics().height() + 8));
    for (int i = 0; i < texts.size(); ++i)
        row->setToolTip(i, texts[i].toHtmlEscaped());
    return row;
}

QTreeWidgetItem *addRow(QTreeWidget *list, const QStringList &texts)
{
    QTreeWidgetItem *row = makeRow(list, texts);
    list->addTopLevelItem(row);
    return row;
}

int currentRow(const QTreeWidget *list)
{
    return list->currentItem() ? list->indexOfTopLevelItem(list->currentItem()) : -1;
}

std::vector<std::size_t> selectedRows(const QTreeWidget *list)
{
    std::vector<std::size_t> rows;
    for (QTreeWidgetItem *item : list->selectedItems())
        rows.push_back(static_cast<std::size_t>(list->indexOfTopLevelItem(item)));
    std::sort(rows.begin(), rows.end());
    return rows;
}

void alignWithReading(QWidget *page)
{
    const Qt::Alignment start = (page->isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute;
    for (QLabel *label : page->findChildren<QLabel *>())
        if (!label->buddy() && label->alignment() & Qt::AlignLeft)
            label->setAlignment((label->alignment() & Qt::AlignVertical_Mask) | start);
}

void dropAutoDefaults(QWidget *page)
{
    for (QPushButton *button : page->findChildren<QPushButton *>())
        button->setAutoDefault(false);
}

} // namespace mimir
