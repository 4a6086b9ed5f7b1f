#include "tray/panel/traymenu.h"

#include "sync/status/statuslines.h"
#include "tray/widgets/mnemonics.h"

namespace mimir {

TrayMenu::TrayMenu(QObject *parent) : QObject(parent), m_menu(std::make_unique<QMenu>())
{
    m_status = m_menu->addAction(QString());
    m_status->setEnabled(false);
    m_beside = m_menu->addAction(QString());
    m_beside->setEnabled(false);
    m_menu->addSeparator();
    m_syncNow = m_menu->addAction(QString(), this, &TrayMenu::syncNowRequested);
    buildPauseMenu();
    m_resume = m_menu->addAction(QString(), this, &TrayMenu::resumeRequested);
    m_privacy = m_menu->addAction(QString());
    m_privacy->setCheckable(true);
    connect(m_privacy, &QAction::triggered, this, &TrayMenu::privacyModeRequested);
    m_signIn = m_menu->addAction(QString(), this, &TrayMenu::signInRequested);
    m_menu->addSeparator();
    m_conflicts = m_menu->addAction(QString(), this, &TrayMenu::conflictsRequested);
    m_refused = m_menu->addAction(QString(), this, &TrayMenu::refusedRequested);
    m_retry = m_menu->addAction(QString(), this, &TrayMenu::retryRequested);
    m_menu->addSeparator();
    m_history = m_menu->addAction(QString(), this, &TrayMenu::historyRequested);
    m_settings = m_menu->addAction(QString(), this, &TrayMenu::settingsRequested);
    m_quit = m_menu->addAction(QString(), this, &TrayMenu::quitRequested);
    retranslate();
    setStatus({}, 0);
}

TrayMenu::~TrayMenu() = default;

void TrayMenu::buildPauseMenu()
{
    m_pause = m_menu->addMenu(QString());
    for (const int minutes : {30, 120, kUntilTomorrow, kUntilResumed})
        m_pause->addAction(QString(), this, [this, minutes] { Q_EMIT pauseRequested(minutes); });
}

void TrayMenu::retranslate()
{
    m_syncNow->setText(tr("Sync &now"));
    m_pause->setTitle(tr("P&ause"));
    const QString pauses[]
        = {tr("&30 minutes"), tr("&2 hours"), tr("Until &tomorrow"), tr("Until I &resume")};
    for (int i = 0; i < m_pause->actions().size(); ++i)
        m_pause->actions().at(i)->setText(pauses[i]);
    m_resume->setText(tr("R&esume"));
    m_signIn->setText(tr("Sign &in…"));
    m_history->setText(tr("&History…"));
    m_settings->setText(tr("&Settings…"));
    m_quit->setText(tr("&Quit"));
}

void TrayMenu::setStatus(const SyncStatus &status, Millis now)
{
    const bool paused = status.run.paused();
    const bool account = status.state != SyncState::Local && status.state != SyncState::SignedOut;
    const StatusLines lines = statusLines(status, now);
    m_status->setText(withoutMnemonics(lines.headline));
    m_beside->setText(withoutMnemonics(lines.beside));
    m_beside->setVisible(!lines.beside.isEmpty());
    m_syncNow->setEnabled(account || status.run.storeError.has_value());
    m_pause->menuAction()->setVisible(!paused);
    m_pause->menuAction()->setEnabled(account);
    m_resume->setVisible(paused);
    m_privacy->setChecked(status.privacyMode);
    // A tray menu shows no tooltips, so its text says why; a mode that is on can always be turned off.
    m_privacy->setText(status.privacyForbidden ? tr("&Privacy mode (not allowed by your organisation)")
                                               : tr("&Privacy mode"));
    m_privacy->setEnabled(!status.run.storeError && (!status.privacyForbidden || status.privacyMode));
    m_signIn->setVisible(!account || status.run.needsSignIn());
    m_conflicts->setText(tr("&Conflicts (%1)…").arg(status.unseen()));
    m_refused->setText(
        (status.unsendable > 0 ? tr("Re&view what was not sent (%1)…") : tr("Re&view refused (%1)…"))
            .arg(status.failed));
    m_refused->setVisible(status.failed > 0);
    m_retry->setText(tr("&Retry failed (%1)").arg(status.failed));
    m_retry->setEnabled(status.failed > 0);
}

} // namespace mimir
