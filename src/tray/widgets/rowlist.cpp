#include "tray/widgets/rowlist.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTextDocument>

#include <algorithm>

namespace mimir {
namespace {

constexpr int kId = Qt::UserRole;

// A cell is its own paragraph: in a right-to-left window, too, “Fix it!” ends with its punctuation mark.
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

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? QLatin1String("<qt>") + text.toHtmlEscaped() + QLatin1String("</qt>")
                                     : text;
}

void stretchColumns(QTreeWidget *list, std::initializer_list<int> columns)
{
    list->setItemDelegate(new CellDelegate(list));
    QHeaderView *header = list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setResizeContentsPrecision(100);
    header->setSectionsMovable(false);
    int least = header->minimumSectionSize();
    for (const int column : columns) {
        header->setSectionResizeMode(column, QHeaderView::Stretch);
        least = std::max(least, header->sectionSizeHint(column));
    }
    header->setMinimumSectionSize(least); // headings stay whole even when there is no room to stretch
}

void setUpList(QWidget *page, QTreeWidget *list, std::initializer_list<int> stretched,
    const std::function<void()> &chosen)
{
    dropAutoDefaults(page);
    stretchColumns(list, stretched);
    QObject::connect(list, &QTreeWidget::itemSelectionChanged, page, chosen);
    QObject::connect(list, &QTreeWidget::currentItemChanged, page, chosen);
}

QTreeWidgetItem *makeRow(const QTreeWidget *list, const QStringList &texts, const QString &id)
{
    auto *row = new QTreeWidgetItem(texts);
    row->setData(0, kId, id);
    // On a stretched column: a size hint would override the width of the others' texts.
    int column = 0;
    while (
        column + 1 < list->columnCount() && list->header()->sectionResizeMode(column) != QHeaderView::Stretch)
        ++column;
    row->setSizeHint(column, QSize(0, list->fontMetrics().height() + 8));
    for (int i = 0; i < texts.size(); ++i)
        row->setToolTip(i, plainToolTip(texts[i]));
    return row;
}

QTreeWidgetItem *addRow(QTreeWidget *list, const QStringList &texts)
{
    QTreeWidgetItem *row = makeRow(list, texts);
    list->addTopLevelItem(row);
    return row;
}

QTreeWidgetItem *Refill::add(const QStringList &texts, const QString &id)
{
    m_rows += makeRow(m_list, texts, id);
    return m_rows.last();
}

Refill::Refill(QTreeWidget *list) : m_list(list), m_quiet(list), m_row(std::max(0, currentRow(list)))
{
    if (const QTreeWidgetItem *current = list->currentItem())
        m_current = current->data(0, kId).toString();
    for (const QTreeWidgetItem *item : list->selectedItems())
        m_selected += item->data(0, kId).toString();
}

Refill::~Refill()
{
    m_list->clear();
    m_list->addTopLevelItems(m_rows);
    QTreeWidgetItem *current = m_list->topLevelItem(std::min(m_row, m_list->topLevelItemCount() - 1));
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        const QString id = item->data(0, kId).toString();
        if (!id.isEmpty() && id == m_current)
            current = item;
        item->setSelected(!id.isEmpty() && m_selected.contains(id));
    }
    m_list->setCurrentItem(current, 0, QItemSelectionModel::NoUpdate);
    if (current && m_list->selectedItems().isEmpty())
        current->setSelected(true);
}

// A screen reader selects a row without making it current.
int currentRow(const QTreeWidget *list)
{
    const QList<QTreeWidgetItem *> selected = list->selectedItems();
    QTreeWidgetItem *item = list->selectionMode() == QAbstractItemView::SingleSelection && !selected.isEmpty()
        ? selected.front()
        : list->currentItem();
    return item ? list->indexOfTopLevelItem(item) : -1;
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
    for (const QPlainTextEdit *text : page->findChildren<QPlainTextEdit *>()) {
        QTextOption option = text->document()->defaultTextOption();
        option.setAlignment(start);
        text->document()->setDefaultTextOption(option);
    }
}

void dropAutoDefaults(QWidget *page)
{
    for (QPushButton *button : page->findChildren<QPushButton *>())
        button->setAutoDefault(false);
}

} // namespace mimir
