#include "tray/settingsdialog.h"

#include "tray/stateicon.h"
#include "ui_settingsdialog.h"

#include <QDir>
#include <QHeaderView>
#include <QLocale>
#include <QSysInfo>

namespace mimir {
namespace {

void enlarge(QLabel *label, qreal factor)
{
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(true);
    label->setFont(font);
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

} // namespace

SettingsDialog::SettingsDialog(const QString &profileDirectory, QMenu *pauseMenu, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::SettingsDialog>())
{
    m_ui->setupUi(this);
    enlarge(m_ui->stateTitle, 1.35);
    enlarge(m_ui->aboutTitle, 1.6);
    m_ui->aboutIcon->setPixmap(programIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    m_ui->aboutVersion->setText(tr("Version %1").arg(QStringLiteral(MIMIR_VERSION)));
    m_ui->profileValue->setText(QDir::toNativeSeparators(profileDirectory));
    m_ui->licenseValue->setText(tr("GNU General Public License, version 3 or later"));
    m_ui->qtValue->setText(
        QStringLiteral("Qt %1, %2").arg(QLatin1String(qVersion()), QSysInfo::prettyProductName()));
    m_ui->pauseButton->setMenu(pauseMenu);
    m_ui->heldList->header()->setStretchLastSection(false);
    m_ui->heldList->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_ui->heldList->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    connectButtons();
    setAccount({}, TokenStore::Kind::Keyring);
    setHeldItems({});
    showTab(Tab::Status);
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::connectButtons()
{
    connect(m_ui->syncButton, &QPushButton::clicked, this, &SettingsDialog::syncNowRequested);
    connect(m_ui->resumeButton, &QPushButton::clicked, this, &SettingsDialog::resumeRequested);
    connect(m_ui->privacyBox, &QCheckBox::clicked, this, &SettingsDialog::privacyModeRequested);
    connect(m_ui->heldButton, &QPushButton::clicked, this, [this] { showTab(Tab::Privacy); });
    connect(m_ui->sendButton, &QPushButton::clicked, this, [this] { Q_EMIT heldChoiceRequested(true); });
    connect(m_ui->keepButton, &QPushButton::clicked, this, [this] { Q_EMIT heldChoiceRequested(false); });
    connect(m_ui->conflictsButton, &QPushButton::clicked, this, &SettingsDialog::conflictsRequested);
    connect(m_ui->failedButton, &QPushButton::clicked, this, &SettingsDialog::failedRequested);
    connect(m_ui->signInButton, &QPushButton::clicked, this, &SettingsDialog::signInRequested);
    connect(m_ui->statusSignInButton, &QPushButton::clicked, this, &SettingsDialog::signInRequested);
    connect(m_ui->signOutButton, &QPushButton::clicked, this, &SettingsDialog::signOutRequested);
    connect(m_ui->quitButton, &QPushButton::clicked, this, &SettingsDialog::quitRequested);
}

void SettingsDialog::setStatus(const SyncStatus &status, Millis now)
{
    if (m_shownState != status.state) {
        m_shownState = status.state;
        m_ui->stateIcon->setPixmap(stateIcon(status.state).pixmap(QSize(48, 48), devicePixelRatioF()));
        m_ui->stateIcon->setAccessibleName(statusTitle(status.state));
        m_ui->stateTitle->setText(statusTitle(status.state));
    }
    m_ui->stateSentence->setText(statusSentence(status, now));
    m_ui->lastPushValue->setText(whenText(status.lastPush.value_or(0)));
    m_ui->lastPullValue->setText(whenText(status.lastPull.value_or(0)));
    m_ui->statusForm->setRowVisible(m_ui->nextTryValue, status.nextTry.has_value());
    m_ui->nextTryValue->setText(whenText(status.nextTry.value_or(0)));
    showCounts(status);

    const bool paused = status.run.paused();
    const bool account = status.state != SyncState::Local && status.state != SyncState::SignedOut;
    m_ui->syncButton->setEnabled(account || status.run.storeError.has_value());
    m_ui->pauseButton->setVisible(!paused);
    m_ui->resumeButton->setVisible(paused);
    m_ui->privacyBox->setChecked(status.privacyMode);
    m_ui->privacyBox->setEnabled(!status.run.storeError);
    m_ui->statusSignInButton->setVisible(!account || status.run.authExpired);
    m_ui->signInButton->setText(account && !status.run.authExpired ? tr("Change account…") : tr("Sign &in…"));
    m_ui->signOutButton->setEnabled(account && !status.server.empty());
    m_ui->accountIntro->setText(
        status.state == SyncState::Local ? tr(
            "You are not signed in: history stays on this device. Sign in to keep it in step with your other "
            "devices.")
            : account ? tr("History on this device is synced with this account.")
                      : tr("You are signed out. What is recorded is kept and sent after you sign in."));
}

void SettingsDialog::showCounts(const SyncStatus &status)
{
    const QLocale locale;
    m_held = status.held;
    m_ui->pendingValue->setText(locale.toString(static_cast<qlonglong>(status.pending)));
    m_ui->heldValue->setText(locale.toString(static_cast<qlonglong>(status.held)));
    m_ui->failedValue->setText(locale.toString(static_cast<qlonglong>(status.failed)));
    m_ui->conflictsValue->setText(locale.toString(static_cast<qlonglong>(status.conflicts)));
    m_ui->heldButton->setVisible(status.held > 0);
    m_ui->failedButton->setVisible(status.failed > 0);
    m_ui->sendButton->setEnabled(status.held > 0 && !status.privacyMode);
    m_ui->keepButton->setEnabled(status.held > 0);
    m_ui->sendButton->setToolTip(status.privacyMode ? tr("Turn privacy mode off first.") : QString());
}

void SettingsDialog::setAccount(const Account &account, TokenStore::Kind tokenStore)
{
    m_ui->serverValue->setText(orDash(account.server));
    m_ui->emailValue->setText(orDash(account.email));
    m_ui->organisationValue->setText(orDash(account.organisation));
    m_ui->teamValue->setText(orDash(account.team));
    m_ui->deviceValue->setText(orDash(account.device));
    switch (tokenStore) {
    case TokenStore::Kind::Keyring:
        m_ui->tokenValue->setText(tr("in the system's keyring"));
        break;
    case TokenStore::Kind::Memory:
        m_ui->tokenValue->setText(tr("only in memory – sign in again after a restart"));
        break;
    case TokenStore::Kind::File:
        m_ui->tokenValue->setText(tr("in a file that only you can read"));
        break;
    }
    if (account.server.isEmpty())
        m_ui->tokenValue->setText(orDash({}));
}

QString SettingsDialog::heldSpan(const std::vector<ListedItem> &items, qint64 count)
{
    if (items.empty())
        return {};
    const auto [first, last] = std::minmax_element(items.begin(), items.end(),
        [](const ListedItem &a, const ListedItem &b) { return a.since < b.since; });
    if (whenText(first->since) == whenText(last->since))
        return tr("%n item(s) from %1", nullptr, static_cast<int>(count)).arg(whenText(first->since));
    return tr("%n item(s) from %1 to %2", nullptr, static_cast<int>(count))
        .arg(whenText(first->since), whenText(last->since));
}

void SettingsDialog::setHeldItems(const std::vector<ListedItem> &items)
{
    m_ui->heldList->clear();
    for (const ListedItem &item : items) {
        auto *row = new QTreeWidgetItem(m_ui->heldList, {itemTitle(item), whenText(item.since)});
        row->setSizeHint(0, QSize(0, fontMetrics().height() + 8));
    }
    const qint64 count = std::max(m_held, static_cast<qint64>(items.size()));
    m_ui->heldSummary->setText(
        items.empty() ? tr("Nothing is held.") : tr("Held on this device: %1.").arg(heldSpan(items, count)));
}

void SettingsDialog::showTab(Tab tab)
{
    m_ui->tabs->setCurrentIndex(static_cast<int>(tab));
}

} // namespace mimir
