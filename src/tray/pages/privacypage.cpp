#include "tray/pages/privacypage.h"

#include "tray/widgets/rowlist.h"
#include "ui_privacypage.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace mimir {

PrivacyPage::PrivacyPage(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::PrivacyPage>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    m_ui->policyLabel->hide();
    m_ui->messageLabel->hide();
    stretchColumns(m_ui->heldList, {0});
    connect(m_ui->privacyBox, &QCheckBox::clicked, this, &PrivacyPage::privacyModeRequested);
    connect(m_ui->sendButton, &QPushButton::clicked, this,
        [this] { Q_EMIT heldChoiceRequested(OutboxDecisions::HeldChoice::Send); });
    connect(m_ui->keepButton, &QPushButton::clicked, this,
        [this] { Q_EMIT heldChoiceRequested(OutboxDecisions::HeldChoice::KeepHere); });
    connect(m_ui->previewButton, &QPushButton::clicked, this, [this] {
        const auto row = static_cast<std::size_t>(std::max(0, currentRow(m_ui->heldList)));
        if (row < m_items.size())
            Q_EMIT previewRequested(m_items[row].type, m_items[row].id);
    });
    connectRules();
    setHeldItems({});
    setPrivacy({});
}

// Hidden rows take no space.
void PrivacyPage::showHeldGroup()
{
    m_ui->heldGroup->setVisible(m_held > 0 || !m_items.empty() || m_ui->privacyBox->isChecked());
}

void PrivacyPage::connectRules()
{
    stretchColumns(m_ui->ruleList, {1});
    connect(m_ui->levelBox, &PrivacyLevelBox::levelChosen, this, &PrivacyPage::levelRequested);
    m_ui->levelBox->explainIn(m_ui->levelExplanation);
    connect(m_ui->addRuleButton, &QPushButton::clicked, this, &PrivacyPage::newRuleRequested);
    connect(m_ui->sentButton, &QPushButton::clicked, this, &PrivacyPage::sentCheckRequested);
    connect(m_ui->ruleList, &QTreeWidget::currentItemChanged, this, &PrivacyPage::showRuleButtons);
    const auto current = [this](auto signal) {
        return [this, signal] {
            if (const int row = currentRow(m_ui->ruleList); row >= 0)
                Q_EMIT(this->*signal)(m_privacy.rules[static_cast<std::size_t>(row)]);
        };
    };
    connect(m_ui->changeRuleButton, &QPushButton::clicked, this, current(&PrivacyPage::ruleChangeRequested));
    connect(m_ui->ruleList, &QTreeWidget::itemActivated, this, current(&PrivacyPage::ruleChangeRequested));
    connect(m_ui->removeRuleButton, &QPushButton::clicked, this, current(&PrivacyPage::ruleRemovalRequested));
}

void PrivacyPage::setPrivacy(PrivacyOverview privacy)
{
    m_privacy = std::move(privacy);
    m_ui->levelBox->setLevel(m_privacy.usual);
    m_ui->ceilingLabel->setText(ceilingSentence(m_privacy.ceiling));
    m_ui->ceilingLabel->setVisible(m_privacy.ceiling != PrivacyLevel::Full);
    {
        Refill refill(m_ui->ruleList);
        for (const ListedRule &one : m_privacy.rules)
            refill.add({ruleKindTitle(one.rule.kind), one.subject, levelTitle(one.rule.level)},
                QStringLiteral("%1 %2")
                    .arg(static_cast<int>(one.rule.kind))
                    .arg(QString::fromStdString(one.rule.value)));
    }
    m_ui->noRulesLabel->setVisible(m_privacy.rules.empty());
    showRuleButtons();
}

void PrivacyPage::showRuleButtons()
{
    const bool any = currentRow(m_ui->ruleList) >= 0;
    m_ui->changeRuleButton->setEnabled(any);
    m_ui->removeRuleButton->setEnabled(any);
}

void PrivacyPage::say(const QString &message)
{
    m_ui->messageLabel->setText(message);
    m_ui->messageLabel->setVisible(!message.isEmpty());
}

PrivacyPage::~PrivacyPage() = default;

void PrivacyPage::setStatus(const SyncStatus &status)
{
    m_held = status.held;
    m_ui->privacyBox->setChecked(status.privacyMode);
    // A mode that is on is always visible, and can be turned off even once it is forbidden.
    m_ui->privacyBox->setEnabled(!status.run.storeError && (!status.privacyForbidden || status.privacyMode));
    m_ui->policyLabel->setText(status.privacyForbidden
            ? privacyForbiddenSentence(status.privacyMode ? PrivacyMode::On : PrivacyMode::Off)
            : QString());
    m_ui->policyLabel->setVisible(status.privacyForbidden);
    m_ui->sendButton->setEnabled(status.held > 0 && !status.privacyMode);
    m_ui->sendButton->setToolTip(status.privacyMode ? tr("Turn privacy mode off first.") : QString());
    m_ui->keepButton->setEnabled(status.held > 0);
    showHeldGroup();
    m_ui->keptLabel->setVisible(status.kept > 0);
    m_ui->keptLabel->setText(
        tr("%n item(s) stay on this device by your choice.", nullptr, static_cast<int>(status.kept)));
}

QString PrivacyPage::heldSpan(const std::vector<ListedItem> &items, qint64 count)
{
    if (items.empty())
        return {};
    const auto [first, last] = std::minmax_element(items.begin(), items.end(),
        [](const ListedItem &a, const ListedItem &b) { return a.since < b.since; });
    const QString from = whenText(first->since);
    QString until = whenText(last->since);
    if (from == until)
        return tr("%n item(s) from %1", nullptr, static_cast<int>(count)).arg(from);
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(first->since),
                    end = QDateTime::fromMSecsSinceEpoch(last->since);
    if (begin.date() == end.date())
        until = QLocale().toString(end.time(), QLocale::ShortFormat);
    return tr("%n item(s) from %1 to %2", nullptr, static_cast<int>(count)).arg(from, until);
}

void PrivacyPage::setHeldItems(const std::vector<ListedItem> &items)
{
    m_items = items;
    {
        Refill refill(m_ui->heldList);
        for (const ListedItem &item : items)
            refill.add({itemTitle(item), whenText(item.since)}, QString::fromStdString(item.id));
    }
    m_ui->previewButton->setEnabled(!items.empty());
    showHeldGroup();
    const qint64 count = std::max(m_held, static_cast<qint64>(items.size()));
    m_ui->heldSummary->setText(items.empty() ? tr("Nothing is held. What you record from now on is listed "
                                                  "here until you send it or keep it on this device.")
                                             : tr("Held on this device: %1.").arg(heldSpan(items, count)));
}

} // namespace mimir
