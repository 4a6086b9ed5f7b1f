#include "tray/pages/statuspage.h"

#include "app/settings.h"
#include "tray/widgets/rowlist.h"
#include "tray/widgets/settingsbinder.h"
#include "ui_statuspage.h"

#include <QLocale>

namespace mimir {

StatusPage::StatusPage(Settings &settings, QMenu *pauseMenu, QWidget *parent)
    : QWidget(parent), m_settings(settings), m_ui(std::make_unique<Ui::StatusPage>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    QFont font = m_ui->stateTitle->font();
    font.setPointSizeF(font.pointSizeF() * 1.35);
    font.setBold(true);
    m_ui->stateTitle->setFont(font);
    m_ui->pauseButton->setMenu(pauseMenu);
    m_ui->chartSummary->setText(m_ui->chart->summary());
    new SettingsBinder(settings, this, m_ui->messageLabel); // of this page
    connect(&settings, &Settings::changed, this, &StatusPage::showChartUnit);
    showChartUnit();
    connect(m_ui->syncButton, &QPushButton::clicked, this, &StatusPage::syncNowRequested);
    connect(m_ui->stopButton, &QPushButton::clicked, this, &StatusPage::stopRequested);
    connect(m_ui->resumeButton, &QPushButton::clicked, this, &StatusPage::resumeRequested);
    connect(m_ui->heldButton, &QPushButton::clicked, this, &StatusPage::heldRequested);
    connect(m_ui->failedButton, &QPushButton::clicked, this, &StatusPage::failedRequested);
    connect(m_ui->conflictsButton, &QPushButton::clicked, this, &StatusPage::conflictsRequested);
    connect(m_ui->historyButton, &QPushButton::clicked, this, &StatusPage::historyRequested);
    connect(m_ui->signInButton, &QPushButton::clicked, this, &StatusPage::signInRequested);
    connect(m_ui->answerButton, &QPushButton::clicked, this, &StatusPage::answerRequested);
}

StatusPage::~StatusPage() = default;

void StatusPage::setStatus(const SyncStatus &status, Millis now)
{
    if (const std::pair shown(status.state, badgeOf(status)); m_shown != shown) {
        m_shown = shown;
        m_ui->stateIcon->setPixmap(stateIcon(status.state, IconStyle::Symbolic, shown.second)
                                       .pixmap(QSize(48, 48), devicePixelRatioF()));
        m_ui->stateIcon->setAccessibleName(statusTitle(status.state));
        m_ui->stateTitle->setText(statusTitle(status.state));
    }
    m_ui->stateSentence->setText(sentencesBelowTitle(status, now).join(u'\n'));
    m_ui->lastPushValue->setText(whenText(status.lastPush.value_or(0)));
    m_ui->lastPullValue->setText(whenText(status.lastPull.value_or(0)));
    m_ui->statusForm->setRowVisible(m_ui->nextTryValue, status.nextTry.has_value());
    m_ui->nextTryValue->setText(whenText(status.nextTry.value_or(0)));
    showCounts(status);
    showProgress(status);

    const bool paused = status.run.paused();
    const bool account = status.state != SyncState::Local && status.state != SyncState::SignedOut;
    m_ui->syncButton->setEnabled(account || status.run.storeError.has_value());
    m_ui->pauseButton->setVisible(!paused);
    m_ui->pauseButton->setEnabled(account);
    m_ui->resumeButton->setVisible(paused);
    m_ui->signInButton->setVisible(!account || status.run.needsSignIn());
    m_ui->answerButton->setVisible(status.question || status.deletions);
}

void StatusPage::showProgress(const SyncStatus &status)
{
    const bool busy = status.run.busy() || status.state == SyncState::Syncing;
    m_ui->progressBar->setVisible(busy);
    m_ui->stopButton->setVisible(busy);
    if (!busy)
        return;
    const bool openEnd = status.run.total == 0 || status.run.onlyFetches();
    m_ui->progressBar->setRange(0, openEnd ? 0 : 1000);
    m_ui->progressBar->setFormat(QString());
    if (openEnd)
        return;
    // Counts may exceed an int; the bar is in thousandths.
    const qint64 done = std::min(status.run.done, status.run.total);
    m_ui->progressBar->setValue(static_cast<int>(done * 1000 / status.run.total));
    const QLocale locale;
    m_ui->progressBar->setFormat(tr("%1 of %2")
                                     .arg(locale.toString(static_cast<qlonglong>(done)),
                                         locale.toString(static_cast<qlonglong>(status.run.total))));
}

void StatusPage::showCounts(const SyncStatus &status)
{
    const QLocale locale;
    m_ui->pendingValue->setText(locale.toString(static_cast<qlonglong>(status.pending)));
    m_ui->heldValue->setText(locale.toString(static_cast<qlonglong>(status.held)));
    m_ui->failedValue->setText(locale.toString(static_cast<qlonglong>(status.failed)));
    const QString notSent = status.unsendable == 0 ? tr("Refused by the server:")
        : status.refused() == 0                    ? tr("Cannot be sent:")
                                                   : tr("Refused, or cannot be sent:");
    m_ui->failedLabel->setText(notSent);
    m_ui->failedValue->setAccessibleDescription(notSent.chopped(1));
    m_ui->conflictsValue->setText(locale.toString(static_cast<qlonglong>(status.unseen())));
    m_ui->heldButton->setVisible(status.held > 0);
    // What the server wants retried later is listed with what it refused.
    m_ui->failedButton->setVisible(status.failed > 0 || (status.nextTry && !status.run.nextTry));
    m_ui->conflictsButton->setVisible(status.unseen() > 0);
}

void StatusPage::showChartUnit()
{
    m_ui->chart->setUnit(m_settings.value(settings::kChart) == "bytes" ? TrafficChart::Unit::Bytes
                                                                       : TrafficChart::Unit::Items);
}

void StatusPage::setTraffic(const Traffic &traffic)
{
    m_ui->chart->setTraffic(traffic.hours, traffic.from);
    m_ui->chartSummary->setText(m_ui->chart->summary());
}

} // namespace mimir
