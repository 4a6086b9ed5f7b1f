#include "tray/pages/failedpage.h"

#include "sync/status/syncstatus.h"

#include "tray/model/syncthread.h"
#include "tray/widgets/rowlist.h"
#include "ui_failedpage.h"

#include <QLocale>

#include <algorithm>

namespace mimir {

FailedPage::FailedPage(SyncThread *thread, QWidget *parent)
    : QWidget(parent), m_thread(thread), m_ui(std::make_unique<Ui::FailedPage>())
{
    m_ui->setupUi(this);
    setUpList(this, m_ui->list, {0, 1}, [this] { showCurrent(); });
    connect(m_ui->retryButton, &QPushButton::clicked, this, [this] {
        if (const auto ids = selectedIds(); !ids.empty()) // an empty list would mean all
            Q_EMIT retryRequested(ids);
    });
    connect(m_ui->discardButton, &QPushButton::clicked, this, [this] {
        if (const auto items = selectedItems(); !items.empty())
            Q_EMIT discardRequested(items);
    });
    connect(m_ui->retryAllButton, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested({}); });
    connect(m_ui->previewButton, &QPushButton::clicked, this, [this] {
        const int row = currentRow(m_ui->list);
        if (row >= 0)
            Q_EMIT previewRequested(
                m_items[static_cast<std::size_t>(row)].type, m_items[static_cast<std::size_t>(row)].id);
    });
    setItems({});
}

FailedPage::~FailedPage() = default;

void FailedPage::reload()
{
    if (!m_thread)
        return;
    m_thread->ask(
        this, [](Session &session) { return listRefused(session.store()); },
        [this](Result<std::vector<ListedItem>> items) {
            if (items)
                setItems(std::move(*items));
            else
                m_ui->introLabel->setText(errorSentence(items.error().code));
        });
}

void FailedPage::setItems(std::vector<ListedItem> items)
{
    m_items = std::move(items);
    {
        Refill refill(m_ui->list);
        for (const ListedItem &item : m_items)
            refill.add({itemTitle(item), refusalSentence(item.code.toStdString()), whenText(item.since),
                           QLocale().toString(item.tries),
                           item.nextTry > 0                          ? whenText(item.nextTry)
                               : item.state == Outbox::State::Failed ? tr("when you retry")
                                                                     : tr("immediately")},
                QString::fromStdString(item.id));
    }
    const bool any = !m_items.empty();
    m_ui->retryAllButton->setEnabled(any);
    m_ui->previewButton->setEnabled(any);
    m_ui->introLabel->setText(any
            ? tr("These &items stay safe on this device. What the server refused for good, or what cannot be "
                 "sent as it is, is not tried again automatically; what the server will accept later is "
                 "tried again at the time shown.")
            : tr("The server has refused noth&ing. What it does not accept, and what cannot be sent, stays "
                 "safe on this device and is listed here with the reason, so that you can retry or discard "
                 "it."));
    showCurrent();
}

void FailedPage::showCurrent()
{
    const bool any = !m_ui->list->selectedItems().isEmpty();
    m_ui->retryButton->setEnabled(any);
    m_ui->discardButton->setEnabled(any && mayDiscard());
    const int row = currentRow(m_ui->list);
    m_ui->whyLabel->setText(
        row < 0 ? QString() : refusalSentence(m_items[static_cast<std::size_t>(row)].code.toStdString()));
}

// Discarding must not interfere with what is retried automatically.
bool FailedPage::mayDiscard() const
{
    return std::ranges::all_of(selectedRows(m_ui->list),
        [this](std::size_t row) { return m_items[row].state == Outbox::State::Failed; });
}

std::vector<ListedItem> FailedPage::selectedItems() const
{
    std::vector<ListedItem> items;
    for (const std::size_t row : selectedRows(m_ui->list))
        items.push_back(m_items[row]);
    return items;
}

std::vector<std::string> FailedPage::selectedIds() const
{
    std::vector<std::string> ids;
    for (const ListedItem &item : selectedItems())
        ids.push_back(item.id);
    return ids;
}

} // namespace mimir
