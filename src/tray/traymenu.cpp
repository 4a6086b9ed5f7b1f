#include "tray/traymenu.h"

#include <QDateTime>

namespace mimir {

TrayMenu::TrayMenu(QObject *parent) : QObject(parent), m_menu(std::make_unique<QMenu>())
{
    m_status = m_menu->addAction(QString());
    m_status->setEnabled(false);
    m_menu->addSeparator();
    m_syncNow = m_menu->addAction(tr("Sync &now"), this, &TrayMenu::syncNowRequested);
    buildPauseMenu();
    m_resume = m_menu->addAction(tr("R&esume"), this, &TrayMenu::resumeRequested);
    m_privacy = m_menu->addAction(tr("&Privacy mode"));
    m_privacy->setCheckable(true);
    connect(m_privacy, &QAction::triggered, this, &TrayMenu::privacyModeRequested);
    m_menu->addSeparator();
    m_conflicts = m_menu->addAction(QString(), this, &TrayMenu::conflictsRequested);
    m_retry = m_menu->addAction(QString(), this, &TrayMenu::retryRequested);
    m_menu->addSeparator();
    m_menu->addAction(tr("&Settings…"), this, &TrayMenu::settingsRequested);
    m_menu->addAction(tr("&Quit"), this, &TrayMenu::quitRequested);
    setStatus({}, 0);
}

TrayMenu::~TrayMenu() = default;

void TrayMenu::buildPauseMenu()
{
    m_pause = m_menu->addMenu(tr("P&ause"));
    const std::pair<QString, int> choices[] = {{tr("&30 minutes"), 30}, {tr("&2 hours"), 120},
        {tr("Until &tomorrow"), kUntilTomorrow}, {tr("Until I &resume"), kUntilResumed}};
    for (const auto &[text, minutes] : choices)
        m_pause->addAction(text, this, [this, value = minutes] { Q_EMIT pauseRequested(value); });
}

void TrayMenu::setStatus(const SyncStatus &status, Millis now)
{
    const bool paused = status.run.paused();
    const bool account = status.state != SyncState::Local && status.state != SyncState::SignedOut;
    m_status->setText(withoutMnemonics(statusSentence(status, now)));
    m_syncNow->setEnabled(account || status.run.storeError.has_value());
    m_pause->menuAction()->setVisible(!paused);
    m_resume->setVisible(paused);
    m_privacy->setChecked(status.privacyMode);
    m_privacy->setEnabled(!status.run.storeError);
    m_conflicts->setText(tr("&Conflicts (%1)…").arg(status.conflicts));
    m_retry->setText(tr("&Retry failed (%1)").arg(status.failed));
    m_retry->setEnabled(status.failed > 0);
}

Millis tomorrow(Millis now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now);
    return QDateTime(local.date().addDays(1), QTime(6, 0)).toMSecsSinceEpoch();
}

QString withoutMnemonics(QString text)
{
    return text.replace(u'&', QLatin1String("&&"));
}

} // namespace mimir
