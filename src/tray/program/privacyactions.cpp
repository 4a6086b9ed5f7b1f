#include "tray/program/privacyactions.h"

#include "app/outgoing.h"
#include "tray/history/historywindow.h"
#include "tray/model/syncthread.h"
#include "tray/pages/activitypage.h"
#include "tray/pages/failedpage.h"
#include "tray/pages/privacypage.h"
#include "tray/pages/ruledialog.h"
#include "tray/pages/settingsdialog.h"
#include "tray/program/sentcheck.h"
#include "tray/widgets/questions.h"
#include "tray/widgets/textdialog.h"

#include <QApplication>

namespace mimir {
namespace {

// No one reads more, and a window that lays out megabytes freezes.
constexpr std::size_t kShownRows = 200;

} // namespace

PrivacyActions::PrivacyActions(const Profile &profile, SyncThread &thread, Questions &questions)
    : m_profile(profile), m_thread(thread), m_questions(questions)
{
}

PrivacyActions::~PrivacyActions()
{
    delete m_rule;
}

void PrivacyActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    PrivacyPage *page = window->privacyPage();
    const auto preview = [this](EntityType type, const std::string &id) { showPreview(type, id); };
    connect(page, &PrivacyPage::privacyModeRequested, this, &PrivacyActions::setPrivacyMode);
    connect(page, &PrivacyPage::heldChoiceRequested, this, &PrivacyActions::confirmHeldChoice);
    connect(page, &PrivacyPage::levelRequested, this, &PrivacyActions::setUsualLevel);
    connect(page, &PrivacyPage::newRuleRequested, this, &PrivacyActions::addRule);
    connect(page, &PrivacyPage::ruleChangeRequested, this,
        [this](const ListedRule &rule) { openRule(new RuleDialog(rule, m_window)); });
    connect(page, &PrivacyPage::ruleRemovalRequested, this,
        [this](const ListedRule &rule) { changeRule(rule.rule, RuleChange::TakeBack); });
    connect(page, &PrivacyPage::previewRequested, this, preview);
    connect(page, &PrivacyPage::sentCheckRequested, this, &PrivacyActions::checkWhatWasSent);
    connect(window->failedPage(), &FailedPage::previewRequested, this, preview);
    connect(window->activityPage(), &ActivityPage::previewRequested, this, preview);
}

void PrivacyActions::setHistory(HistoryWindow *window)
{
    m_history = window;
    connect(window, &HistoryWindow::privacyRequested, this, &PrivacyActions::showConversation);
    connect(window, &HistoryWindow::previewRequested, this, &PrivacyActions::showConversationPreview);
}

void PrivacyActions::setPrivacyMode(bool on)
{
    m_thread.setPrivacyMode(on);
    if (!on)
        askAboutHeld();
}

void PrivacyActions::askAboutHeld()
{
    m_thread.ask(
        this, [](Session &session) { return listItems(session.store(), Outbox::State::Held); },
        [this](const Result<std::vector<ListedItem>> &items) {
            if (items && !items->empty())
                askAboutHeldItems(*items);
        });
}

// Nothing recorded in privacy mode is released without an answer; closing the window means "later".
void PrivacyActions::askAboutHeldItems(const std::vector<ListedItem> &items)
{
    const qint64 count = std::max(m_status.held, static_cast<std::int64_t>(items.size()));
    m_questions.confirm({tr("Privacy mode is off"),
        tr("Send what was recorded in privacy mode: %1?").arg(PrivacyPage::heldSpan(items, count)),
        whichItems(items, count)
            + tr("Until you choose, all of it stays on this device. What you keep here is never sent."),
        {{tr("&Send"), [this] { m_thread.decideHeld(HeldChoice::Send); }},
            {tr("&Keep on this device"), [this] { m_thread.decideHeld(HeldChoice::KeepHere); },
                QDialogButtonBox::RejectRole},
            {tr("Decide &later"), {}, QDialogButtonBox::NoRole}}});
}

void PrivacyActions::confirmHeldChoice(HeldChoice choice)
{
    m_thread.ask(
        this, [](Session &session) { return listItems(session.store(), Outbox::State::Held); },
        [this, choice](const Result<std::vector<ListedItem>> &items) {
            confirmHeldItems(items ? *items : std::vector<ListedItem>(), choice);
        });
}

void PrivacyActions::confirmHeldItems(const std::vector<ListedItem> &items, HeldChoice choice)
{
    const qint64 held = std::max(m_status.held, static_cast<std::int64_t>(items.size()));
    const int count = static_cast<int>(held);
    const auto decide = [this, choice] { m_thread.decideHeld(choice); };
    m_questions.confirm(choice == HeldChoice::Send
            ? Question {tr("Send held items"),
                tr("Send the %n item(s) recorded in privacy mode?", nullptr, count),
                whichItems(items, held)
                    + tr("This is sent to your server and your other devices, and cannot be undone here."),
                {{tr("&Send"), decide}}}
            : Question {tr("Keep held items here"),
                tr("Keep the %n item(s) on this device permanently?", nullptr, count),
                whichItems(items, held) + tr("This stays in this device's history and is never sent."),
                {{tr("&Keep on this device"), decide}}});
}

template <typename Work>
void PrivacyActions::change(Work work)
{
    m_thread.ask(this, work, [this](const auto &done) {
        tell(done ? QString() : errorSentence(done.error().code));
        rulesChanged();
    });
}

void PrivacyActions::setUsualLevel(PrivacyLevel level)
{
    change([level](Session &session) { return session.store().privacyRules().setUsualLevel(level); });
}

void PrivacyActions::addRule()
{
    m_thread.ask(
        m_window, [](Session &session) { return readRuleSubjects(session.store()); },
        [this](const Result<RuleSubjects> &subjects) {
            openRule(new RuleDialog(subjects ? *subjects : RuleSubjects {}, m_window));
        });
}

void PrivacyActions::showConversation(const std::string &id)
{
    m_thread.ask(
        m_history, [id](Session &session) { return readConversationPrivacy(session.store(), id); },
        [this](const Result<ConversationPrivacy> &privacy) {
            if (privacy)
                openRule(new RuleDialog(*privacy, m_history));
            else
                m_questions.tell(tr("Privacy of the conversation"), errorSentence(privacy.error().code));
        });
}

void PrivacyActions::openRule(RuleDialog *dialog)
{
    delete m_rule;
    m_rule = dialog;
    connect(dialog, &RuleDialog::ruleGiven, this,
        [this](const PrivacyRule &rule) { changeRule(rule, RuleChange::Set); });
    connect(dialog, &RuleDialog::ruleTakenBack, this,
        [this](const PrivacyRule &rule) { changeRule(rule, RuleChange::TakeBack); });
    raiseWindow(dialog);
}

void PrivacyActions::changeRule(const PrivacyRule &rule, RuleChange how)
{
    using Outcome = Result<std::pair<RuleEffect, QString>>; // and the conversation's title
    m_thread.ask(
        this,
        [rule, how](Session &session) -> Outcome {
            const auto effect = how == RuleChange::TakeBack ? removeRule(session.store(), rule)
                                                            : setRule(session.store(), rule);
            MIMIR_TRY(effect);
            if (rule.kind != PrivacyRule::Kind::Conversation)
                return std::pair(*effect, QString());
            const auto named = readConversationPrivacy(session.store(), rule.value);
            return std::pair(*effect, named ? named->rule.subject : QString());
        },
        [this, rule](const Outcome &effect) {
            if (!effect && m_rule)
                return m_rule->say(ruleErrorSentence(effect.error(), rule.kind));
            tell(effect ? QString() : ruleErrorSentence(effect.error(), rule.kind));
            if (m_rule)
                m_rule->close();
            rulesChanged();
            if (effect)
                askWhatFollows(rule, effect->first, effect->second);
        });
}

void PrivacyActions::askWhatFollows(const PrivacyRule &rule, const RuleEffect &effect, const QString &title)
{
    if (effect.serverHasIt)
        askAboutServer(rule.value, title);
    else if (effect.kept > 0)
        askAboutKept(rule.value, title, effect.kept);
}

void PrivacyActions::askAboutServer(const std::string &conversationId, const QString &title)
{
    const auto remove = [this, conversationId] {
        change([conversationId](Session &session) {
            return session.store().serverRemoval().removeFromServer(conversationId);
        });
    };
    m_questions.confirm({tr("Privacy of the conversation"),
        tr("Remove the conversation “%1” from the server as well?").arg(title),
        tr("From now on, nothing new of it leaves this device. What was sent before is still on the server "
           "and on your other devices. If you remove it there, it is gone from them and stays on this device "
           "permanently."),
        {{tr("&Remove from the server"), remove, QDialogButtonBox::DestructiveRole},
            {tr("&Leave it there"), {}, QDialogButtonBox::RejectRole}}});
}

void PrivacyActions::askAboutKept(const std::string &conversationId, const QString &title, int kept)
{
    const auto send = [this, conversationId] {
        change([conversationId](
                   Session &session) { return session.store().privacyRules().release(conversationId); });
    };
    m_questions.confirm({tr("Privacy of the conversation"),
        tr("Send the %n item(s) of the conversation “%1” that were kept on this device?", nullptr, kept)
            .arg(title),
        tr("That was recorded while nothing of it was to be sent. What is recorded from now on follows the "
           "new rule in any case."),
        {{tr("&Send"), send, QDialogButtonBox::DestructiveRole},
            {tr("&Keep on this device"), {}, QDialogButtonBox::RejectRole}}});
}

void PrivacyActions::checkWhatWasSent()
{
    auto *check = new SentCheck(m_profile.storePath(), m_window); // deletes itself
    connect(check, &LongWork::finished, this, [this, check](const Result<qint64> &found) {
        if (found && *found > 0)
            askAboutSent(check->findings());
    });
    check->start();
}

void PrivacyActions::askAboutSent(const std::vector<SentFinding> &findings)
{
    QStringList kinds;
    for (const SentFinding &finding : findings)
        for (const std::string &kind : finding.kinds)
            kinds.push_back(QString::fromStdString(kind));
    kinds.removeDuplicates();
    constexpr qsizetype most = 6;
    const QString which = kinds.size() <= most
        ? kinds.join(QLatin1String(", "))
        : kinds.first(most).join(QLatin1String(", ")) + QStringLiteral(", …");
    const auto redact = [this, findings] {
        change([findings](Session &session) { return sendMasked(session.store().database(), findings); });
    };
    m_questions.confirm({tr("What was sent before"),
        tr("Send %n item(s) again in their masked form?", nullptr, static_cast<int>(findings.size())),
        tr("They were sent before, and hold what would be withheld today: %1. The masked form takes their "
           "place at "
           "the server and on your other devices; what was recorded here stays as it is. Copies that were "
           "made of "
           "the server’s data are not reached.")
            .arg(which),
        {{tr("&Send again masked"), redact}}});
}

void PrivacyActions::showPreview(
    EntityType type, const std::string &id, const std::optional<SetupChoice> &choice)
{
    m_thread.ask(
        this,
        [=](Session &session) {
            const auto look = [&](Store &store) { return outgoingJson(store, type, id); };
            return choice ? previewWith(session.store(), *choice, look) : look(session.store());
        },
        [this](const Result<std::string> &json) {
            raiseWindow(new TextDialog(tr("What would be sent"),
                !json               ? errorSentence(json.error().code)
                    : json->empty() ? tr("&Nothing of it leaves this device.")
                                    : tr("E&xactly this would be sent for this item, and nothing else."),
                json ? TextDialog::shownJson(*json) : QString(), {}, QApplication::activeWindow()));
        });
}

void PrivacyActions::showConversationPreview(const std::string &id)
{
    m_thread.ask(
        m_history, [id](Session &session) { return outgoingConversation(session.store(), id, kShownRows); },
        [this](const Result<OutgoingConversation> &found) {
            QString intro = found
                ? tr("E&xactly this would be sent of the conversation, one line for each item.")
                : errorSentence(found.error().code);
            QString text;
            if (found) {
                for (const std::string &item : found->items)
                    text += TextDialog::shownJson(item) + u'\n';
                if (found->items.empty())
                    intro = tr("&Nothing of it leaves this device.");
                else if (found->stayHere > 0)
                    intro += u' ' + tr("%n of its items stay here.", nullptr, found->stayHere);
                if (found->more)
                    intro += u' '
                        + tr("These are the first %n item(s).", nullptr, static_cast<int>(kShownRows));
            }
            raiseWindow(new TextDialog(tr("What would be sent"), intro, text, {}, m_history));
        });
}

void PrivacyActions::tell(const QString &message)
{
    if (m_window)
        m_window->privacyPage()->say(message);
    else if (!message.isEmpty())
        m_questions.tell(tr("Privacy"), message);
}

// The owner of syncing applies the new rules at once.
void PrivacyActions::rulesChanged()
{
    m_thread.localChange();
    Q_EMIT changed();
}

} // namespace mimir
