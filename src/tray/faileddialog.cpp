#include "tray/faileddialog.h"

#include "tray/syncthread.h"
#include "ui_faileddialog.h"

#include <QHeaderView>

namespace mimir {

FailedDialog::FailedDialog(SyncThread *thread, QWidget *parent)
    : QDialog(parent), m_thread(thread), m_ui(std::make_unique<Ui::FailedDialog>())
{
    m_ui->setupUi(this);
    QHeaderView *header = m_ui->list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const int column : {0, 1})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
    connect(m_ui->list, &QTreeWidget::itemSelectionChanged, this,
        [this] { m_ui->retryButton->setEnabled(!m_ui->list->selectedItems().isEmpty()); });
    connect(m_ui->retryButton, &QPushButton::clicked, this, &FailedDialog::retrySelected);
    connect(m_ui->retryAllButton, &QPushButton::clicked, this, [this] {
        m_thread->retry({});
        reload();
    });
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    setItems({});
}

FailedDialog::~FailedDialog() = default;

void FailedDialog::reload()
{
    m_thread->ask(
        this, [](Session &session) { return listItems(session.store(), SyncQueue::State::Failed); },
        [this](Result<std::vector<ListedItem>> items) {
            if (items)
                setItems(std::move(*items));
            else
                m_ui->introLabel->setText(errorSentence(items.error().code));
        });
}

void FailedDialog::setItems(std::vector<ListedItem> items)
{
    m_items = std::move(items);
    m_ui->list->clear();
    for (const ListedItem &item : m_items) {
        const QString next = item.nextTry > 0 ? whenText(item.nextTry) : tr("when you retry");
        const QString why = refusalText(item.code);
        auto *row = new QTreeWidgetItem(
            m_ui->list, {itemTitle(item), why, whenText(item.since), QString::number(item.tries), next});
        row->setSizeHint(0, QSize(0, fontMetrics().height() + 8));
        row->setToolTip(1, why.toHtmlEscaped());
    }
    m_ui->retryButton->setEnabled(false);
    m_ui->retryAllButton->setEnabled(!m_items.empty());
    m_ui->introLabel->setText(m_items.empty() ? tr("The server has refused nothing.")
                                              : tr("These items stay safe on this device. The server "
                                                   "answered and refused them, so they are not tried "
                                                   "again by themselves."));
}

void FailedDialog::retrySelected()
{
    std::vector<std::string> ids;
    for (QTreeWidgetItem *row : m_ui->list->selectedItems())
        ids.push_back(m_items[static_cast<std::size_t>(m_ui->list->indexOfTopLevelItem(row))].id);
    m_thread->retry(ids);
    reload();
}

} // namespace mimir
