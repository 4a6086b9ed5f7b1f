#include "tray/pages/activitypage.h"

#include "tray/model/privacylists.h"
#include "tray/model/syncthread.h"
#include "tray/widgets/rowlist.h"
#include "ui_activitypage.h"

#include <QLocale>

namespace mimir {

ActivityPage::ActivityPage(SyncThread *thread, QWidget *parent)
    : QWidget(parent), m_thread(thread), m_ui(std::make_unique<Ui::ActivityPage>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    stretchColumns(m_ui->ledgerList, {3, 6}); // titles, and what went wrong
    stretchColumns(m_ui->waitingList, {0});
    connect(m_ui->ledgerList, &QTreeWidget::itemSelectionChanged, this, &ActivityPage::showDetails);
    connect(m_ui->refreshButton, &QPushButton::clicked, this, &ActivityPage::reload);
    connect(m_ui->previewButton, &QPushButton::clicked, this, [this] {
        const int row = currentRow(m_ui->waitingList);
        if (row < 0)
            return;
        const ListedItem &item = m_activity.here[static_cast<std::size_t>(row)];
        Q_EMIT previewRequested(item.type, item.id);
    });
    setActivity({});
}

ActivityPage::~ActivityPage() = default;

void ActivityPage::reload()
{
    if (!m_thread)
        return;
    m_thread->ask(
        this, [](Session &session) { return readActivity(session.store()); },
        [this](Result<Activity> activity) {
            if (activity)
                setActivity(std::move(*activity));
            else
                m_ui->detailLabel->setText(errorSentence(activity.error().code));
        });
}

void ActivityPage::setActivity(Activity activity)
{
    m_activity = std::move(activity);
    fillLedger();
    {
        Refill refill(m_ui->waitingList);
        for (const ListedItem &item : m_activity.here)
            refill.add({itemTitle(item), whenText(item.since), queueStateText(item)},
                QString::fromStdString(item.id));
    }
    m_ui->previewButton->setEnabled(!m_activity.here.empty());
    m_ui->stayLabel->setText(m_activity.here.empty()
            ? tr("Nothing is waiting: everything that may be sent has been sent. What is recorded while the "
                 "server cannot be reached, or in privacy mode, is listed here.")
            : tr("%n item(s) have not left this device.", nullptr, static_cast<int>(m_activity.hereCount)));
    showDetails();
}

void ActivityPage::fillLedger()
{
    Refill refill(m_ui->ledgerList);
    for (const LedgerLine &line : m_activity.ledger)
        refill.add({whenText(line.entry.at), directionText(line.entry), line.server,
                       touchText(line.touch, line.entry.counts),
                       QLocale().formattedDataSize(static_cast<qint64>(line.entry.bytes)),
                       line.entry.withheld.empty() ? QString()
                                                   : QLocale().toString(withheldCount(line.entry.withheld)),
                       outcomeText(line.entry.outcome)},
            QStringLiteral("%1 %2 %3")
                .arg(line.entry.at)
                .arg(line.entry.team)
                .arg(QString::fromStdString(line.entry.direction)));
}

void ActivityPage::showDetails()
{
    const int row = currentRow(m_ui->ledgerList);
    if (row < 0)
        return m_ui->detailLabel->setText(
            tr("Nothing has been sent or received yet. Sign in on the Account page; what is recorded after "
               "that, here or on your other devices, is listed here as it is sent and received."));
    const LedgerLine &line = m_activity.ledger[static_cast<std::size_t>(row)];
    QString text = tr("%1, %2 – team %3: %4.")
                       .arg(whenText(line.entry.at), directionText(line.entry), line.team,
                           touchText(line.touch, line.entry.counts));
    if (line.touch.more > 0) // otherwise the parts say it
        text += u' ' + tr("Total: %1.").arg(countsText(line.entry.counts));
    if (line.entry.held > 0)
        text += u' '
            + tr("%n item(s) stayed here because of privacy mode.", nullptr,
                static_cast<int>(line.entry.held));
    if (line.entry.kept > 0)
        text += u' '
            + tr("%n item(s) stayed here by your choice.", nullptr, static_cast<int>(line.entry.kept));
    if (!line.entry.withheld.empty())
        text += u' ' + withheldText(line.entry.withheld);
    m_ui->detailLabel->setText(text);
}

} // namespace mimir
