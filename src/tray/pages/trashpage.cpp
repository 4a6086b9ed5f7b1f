#include "tray/pages/trashpage.h"

#include "tray/model/syncthread.h"
#include "tray/widgets/rowlist.h"
#include "ui_trashpage.h"

#include <QDateTime>
#include <QLocale>

namespace mimir {
namespace {

QString dayText(Millis at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at).date(), QLocale::ShortFormat);
}

} // namespace

TrashPage::TrashPage(SyncThread *thread, QWidget *parent)
    : QWidget(parent), m_thread(thread), m_ui(std::make_unique<Ui::TrashPage>())
{
    m_ui->setupUi(this);
    setUpList(this, m_ui->list, {0, 2}, [this] { enableButtons(); });
    m_ui->messageLabel->hide();
    connectButtons();
    setItems({});
    setStatus({});
}

TrashPage::~TrashPage() = default;

void TrashPage::connectButtons()
{
    connect(m_ui->decideButton, &QPushButton::clicked, this, &TrashPage::decideRequested);
    connect(m_ui->restoreButton, &QPushButton::clicked, this, [this] {
        std::vector<TrashedItem> items;
        for (const std::size_t row : selectedRows(m_ui->list))
            items.push_back(m_items[row]);
        if (!items.empty())
            Q_EMIT restoreRequested(items);
    });
    const auto show = [this] {
        if (const int row = currentRow(m_ui->list); row >= 0)
            Q_EMIT showRequested(m_items[static_cast<std::size_t>(row)]);
    };
    connect(m_ui->showButton, &QPushButton::clicked, this, show);
    connect(m_ui->list, &QTreeWidget::itemActivated, this, show);
}

void TrashPage::reload()
{
    if (!m_thread)
        return;
    m_thread->ask(
        this,
        [](Session &session) -> Result<std::pair<std::vector<TrashedItem>, std::int64_t>> {
            auto items = listTrash(session.store());
            MIMIR_TRY(items);
            const auto purged = Trash(session.store().database(), session.store().clock()).purged();
            MIMIR_TRY(purged);
            return std::pair(std::move(*items), *purged);
        },
        [this](Result<std::pair<std::vector<TrashedItem>, std::int64_t>> read) {
            if (read)
                setItems(std::move(read->first), read->second);
            else
                m_ui->introLabel->setText(errorSentence(read.error().code));
        });
}

void TrashPage::setItems(std::vector<TrashedItem> items, std::int64_t purged)
{
    m_items = std::move(items);
    {
        Refill refill(m_ui->list);
        for (const TrashedItem &item : m_items) {
            const QString from = item.team.isEmpty() ? tr("a server that is no longer known")
                                                     : tr("%1 at %2").arg(item.team, item.server);
            refill.add({item.title.isEmpty() ? tr("(no title)") : item.title, trashedWhat(item), from,
                           dayText(item.entry.at),
                           item.keptUntil > 0 ? dayText(item.keptUntil) : tr("it is restored")},
                QString::fromStdString(std::string(typeName(item.entry.type)) + ' ' + item.entry.id));
        }
    }
    m_ui->introLabel->setText(trashSentence(m_items.empty(), purged));
    enableButtons();
}

void TrashPage::setStatus(const SyncStatus &status)
{
    m_ui->heldLabel->setText(status.deletions ? deletionsSentence(*status.deletions) : QString());
    m_ui->heldLabel->setVisible(status.deletions.has_value());
    m_ui->decideButton->setVisible(status.deletions.has_value());
}

void TrashPage::say(const QString &text)
{
    m_ui->messageLabel->setText(text);
    m_ui->messageLabel->setVisible(!text.isEmpty());
}

void TrashPage::enableButtons()
{
    m_ui->restoreButton->setEnabled(!m_ui->list->selectedItems().isEmpty());
    m_ui->showButton->setEnabled(currentRow(m_ui->list) >= 0);
}

} // namespace mimir
