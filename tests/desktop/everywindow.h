// Every window and box of the program, one after the other, as the user sees it.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "desktop/filledwindow.h"
#include "storage/store.h"
#include "sync/profile.h"
#include "tray/history/historywindow.h"
#include "tray/pages/accountpage.h"
#include "tray/pages/failedpage.h"
#include "tray/pages/privacypage.h"
#include "tray/pages/ruledialog.h"
#include "tray/pages/statuspage.h"
#include "tray/pages/trashpage.h"
#include "tray/program/historyexport.h"
#include "tray/program/trayapplication.h"
#include "tray/setup/passworddialog.h"
#include "tray/setup/setupwizard.h"
#include "tray/setup/signindialog.h"
#include "tray/setup/signinform.h"
#include "tray/widgets/interfacelanguage.h"
#include "tray/widgets/questionbox.h"
#include "tray/widgets/textdialog.h"

#include <QApplication>
#include <QInputDialog>
#include <QProgressDialog>
#include <QPushButton>
#include <QTest>

#include <functional>

namespace mimir {

/// Called with a window that is fully shown, and a name for it.
using Look = std::function<void(QWidget *, const QString &)>;

template <typename Window>
Window *openWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *window = qobject_cast<Window *>(widget); window && window->isVisible())
            return window;
    return nullptr;
}

inline void lookAt(QWidget *window, const QString &name, const Look &look)
{
    QVERIFY2(window, qPrintable(name));
    raiseWindow(window);
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QCoreApplication::processEvents();
    look(window, name);
}

inline void forEveryPage(const QStringList &texts, const Look &look)
{
    FilledWindow filled(texts);
    for (int i = 0; i < filled.pages(); ++i) {
        (void)filled.page(i);
        lookAt(filled.dialog.get(), QStringLiteral("page%1").arg(i), look);
    }
}

inline void forEverySignIn(const QString &text, const Look &look)
{
    for (const auto way : {SignInForm::Way::Browser, SignInForm::Way::Password}) {
        SignInDialog signIn(nullptr);
        raiseWindow(&signIn); // it is open when the server answers with a code
        auto *form = signIn.findChild<SignInForm *>();
        form->setWay(way);
        if (way == SignInForm::Way::Browser)
            form->showCode(
                {text.toStdString(), QUrl(QStringLiteral("https://mimir.example.com/go")), {}, kNow});
        lookAt(&signIn,
            way == SignInForm::Way::Browser ? QStringLiteral("browser") : QStringLiteral("signin"), look);
    }
    SignInDialog moving(nullptr);
    raiseWindow(&moving);
    Account account;
    account.server = QStringLiteral("https://mimir.example.com");
    account.email = text;
    moving.setMoving(account);
    lookAt(&moving, QStringLiteral("moving"), look);
    PasswordDialog password(text);
    password.say(
        QCoreApplication::translate("PasswordChange", "The current password is wrong. Nothing was changed."));
    lookAt(&password, QStringLiteral("password"), look);
    SetupWizard wizard(nullptr, nullptr);
    wizard.setItems({itemWith(text)}, 12, 3);
    wizard.setOffer({PrivacyLevel::Redacted, PrivacyLevel::Metadata, {{itemWith(text).title, 12}}});
    wizard.setAgents({foundSource(text).found});
    raiseWindow(&wizard);
    for (const int page : wizard.pageIds()) {
        wizard.setStartId(page);
        wizard.restart();
        lookAt(&wizard, QStringLiteral("wizard%1").arg(page), look);
    }
}

inline void forEveryRule(const QString &text, const Look &look)
{
    const QString subject = itemWith(text).title;
    RuleDialog added(RuleSubjects {{subject}, {subject}, {subject}});
    lookAt(&added, QStringLiteral("rule"), look);
    const ListedRule rule {{PrivacyRule::Kind::Conversation, "c", PrivacyLevel::Nothing}, subject};
    RuleDialog conversation(ConversationPrivacy {rule, true, true});
    lookAt(&conversation, QStringLiteral("rule-conversation"), look);
}

inline void forEveryText(const QString &text, const Look &look)
{
    for (const QString &file : {QString(), QStringLiteral("f.txt")}) {
        TextDialog dialog(TextDialog::tr("Text"),
            QCoreApplication::translate(
                "mimir::PrivacyActions", "E&xactly this would be sent for this item, and nothing else."),
            TextDialog::shownJson(R"({"_sync":{"action":"create"},"content":"hello"})"), file);
        lookAt(&dialog, file.isEmpty() ? QStringLiteral("text") : QStringLiteral("diagnostics"), look);
    }
    TrashPage empty(nullptr);
    empty.resize(640, 400);
    lookAt(&empty, QStringLiteral("trash-empty"), look);
    HistoryWindow history(nullptr);
    lookAt(&history, QStringLiteral("history-empty"), look);
    HistoryConversation one;
    one.id = "c";
    one.title = itemWith(text).title;
    one.messages = 2;
    one.place.at = kNow;
    HistoryAnswer answer;
    answer.conversations = {one};
    history.show(answer);
    HistoryMessage asked, said;
    asked.role = QStringLiteral("user");
    said.role = QStringLiteral("assistant");
    asked.place.at = said.place.at = kNow;
    asked.text = said.text = one.title;
    said.withheld = 5;
    answer.messages = {asked, said};
    answer.mark.count = 2;
    history.show(answer);
    lookAt(&history, QStringLiteral("history"), look);
}

/// Runs until cancelled.
class EndlessWork final : public LongWork {
public:
    EndlessWork()
        : LongWork(HistoryExport::tr("Export history"), HistoryExport::tr("Exporting the history…"), nullptr)
    {
    }
    ~EndlessWork() override
    {
        cancel();
        end();
    }

protected:
    Result<qint64> work() override
    {
        while (!cancelled())
            QThread::msleep(2);
        return Error {ErrorCode::Cancelled, "cancelled"};
    }
    QString doneText(qint64) const override { return {}; }
    QString failedText(ErrorCode) const override
    {
        return HistoryExport::tr("The export was cancelled. No file was written.");
    }
};

inline void forEveryWork(const Look &look)
{
    auto *work = new EndlessWork; // deletes itself
    work->start();
    QProgressDialog *progress = nullptr;
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *found = qobject_cast<QProgressDialog *>(widget))
            progress = found;
    lookAt(progress, QStringLiteral("work"), look);
    Q_EMIT work->progressed(120, 90'000);
    lookAt(progress, QStringLiteral("work-counted"), look);
    work->cancel();
    QTRY_VERIFY(openWindow<QuestionBox>());
    lookAt(openWindow<QuestionBox>(), QStringLiteral("work-ended"), look);
    delete openWindow<QuestionBox>();
}

/// The real program with one item recorded in privacy mode, which a server wants deleted: the question about
/// it.
class AskingTray {
public:
    AskingTray() : m_profile(*Profile::open(m_place.path()))
    {
        Record held {EntityType::Conversation, "c", {}};
        held.fields.set("title", json::quoted("Fix login bug"));
        SeededRandom random(7);
        auto store = Store::open(m_profile.storePath(), m_clock, random);
        m_ready = store && leaveAChangeOfAnother(**store) && (*store)->settings().setPrivacyMode(true, kNow)
            && (*store)->backend().write(held) && (*store)->settings().set("set_up", std::int64_t(1));
        m_ready = m_ready && askAboutTheServer(**store);
        m_ready = m_ready
            && (*store)->database().run("INSERT INTO held_deletions(entity_type, id, team, rev, at) SELECT "
                                        "1, id, team, 5, 0 FROM conversations WHERE id = 'c'");
        store->reset();
        m_tray = std::make_unique<TrayApplication>(m_profile, m_clock, m_language);
        m_tray->start(TrayApplication::Start::Minimized);
        m_tray->showWindow();
        m_ready = m_ready && QTest::qWaitFor([this] { return (m_window = openWindow<SettingsDialog>()); });
    }
    ~AskingTray() { (void)m_tray->stop(); }
    AskingTray(const AskingTray &) = delete;
    AskingTray &operator=(const AskingTray &) = delete;

    bool isReady() const { return m_ready && m_window; }
    SettingsDialog *window() const { return m_window; }
    /// The window, closed and opened again.
    SettingsDialog *reopened()
    {
        delete m_window;
        m_tray->showWindow();
        (void)QTest::qWaitFor([this] { return (m_window = openWindow<SettingsDialog>()); });
        return m_window;
    }

private:
    static Team teamOf(const std::string &account, const std::string &id)
    {
        Team team;
        team.server = "http://127.0.0.1:1";
        team.account = account;
        team.orgSlug = "acme";
        team.slug = "core";
        team.teamId = id;
        team.isDefault = true;
        return team;
    }
    static bool signIn(Store &store, const std::string &account)
    {
        const ServerAccount one {"http://127.0.0.1:1", account, account + "@example.org"};
        return store.accounts().signedIn(one) && store.settings().set("server", one.server)
            && store.settings().set("signed_in", "1") && store.settings().set("account", account)
            && store.settings().set("email", one.email);
    }
    static bool leaveAChangeOfAnother(Store &store)
    {
        Record left {EntityType::Conversation, "o", {}};
        left.fields.set("title", json::quoted("Written before"));
        return signIn(store, "bo") && store.teams().signedIn({teamOf("bo", "theirs")})
            && store.backend().write(left) && signIn(store, "ada");
    }
    /// A server that was set up again, and does not answer.
    static bool askAboutTheServer(Store &store)
    {
        for (const char *id : {"before", "after"}) {
            const Team team = teamOf("ada", id);
            if (!store.succession().noteListed(team.server, {team}) || !store.teams().signedIn({team}))
                return false;
        }
        return true;
    }

    QTemporaryDir m_place;
    SystemClock m_clock;
    Profile m_profile;
    bool m_ready = false;
    InterfaceLanguage m_language;
    std::unique_ptr<TrayApplication> m_tray;
    SettingsDialog *m_window = nullptr;
};

inline void forEveryQuestion(const QString &text, const Look &look)
{
    const AskingTray tray;
    QVERIFY(tray.isReady());
    const auto asked = [&](const QString &name, const std::function<void()> &ask) {
        ask();
        QTRY_VERIFY2_WITH_TIMEOUT(openWindow<QuestionBox>(), qPrintable(name), 20'000);
        lookAt(openWindow<QuestionBox>(), name, look);
        delete openWindow<QuestionBox>();
    };
    AccountPage *account = tray.window()->accountPage();
    PrivacyPage *privacy = tray.window()->privacyPage();
    asked(QStringLiteral("sign-out"), [&] { Q_EMIT account->signOutRequested(); });
    asked(QStringLiteral("another-account"), [&] { Q_EMIT account->adoptRequested(); });
    asked(QStringLiteral("revoke"), [&] { Q_EMIT account->revokeRequested("d", text); });
    asked(QStringLiteral("discard"), [&] {
        Q_EMIT tray.window()->failedPage()->discardRequested({itemWith(text), itemWith(text)});
    });
    asked(QStringLiteral("send-held"),
        [&] { Q_EMIT privacy->heldChoiceRequested(OutboxDecisions::HeldChoice::Send); });
    asked(QStringLiteral("keep-held"),
        [&] { Q_EMIT privacy->heldChoiceRequested(OutboxDecisions::HeldChoice::KeepHere); });
    StatusPage *status = tray.window()->statusPage();
    QTRY_VERIFY(status->findChild<QPushButton *>(QStringLiteral("answerButton"))->isVisibleTo(status));
    asked(QStringLiteral("answer"), [&] { Q_EMIT status->answerRequested(); });
    TrashPage *trash = tray.window()->trashPage();
    QTRY_VERIFY(trash->findChild<QPushButton *>(QStringLiteral("decideButton"))->isVisibleTo(trash));
    asked(QStringLiteral("deletions"), [&] { Q_EMIT trash->decideRequested(); });
    asked(QStringLiteral("privacy-off"), [&] { Q_EMIT privacy->privacyModeRequested(false); });
    Questions questions;
    asked(QStringLiteral("told"), [&] { questions.tell(text, text, text); });
}

inline void forEveryChoice(const QString &text, const Look &look)
{
    Organization one, other;
    one.name = text.toStdString();
    one.slug = "one";
    other.name = other.slug = "other";
    const std::unique_ptr<QInputDialog> chooser(AccountActions::organizationChooser({one, other}, nullptr));
    lookAt(chooser.get(), QStringLiteral("organisations"), look);
    const AskingTray tray;
    QVERIFY(tray.isReady());
    Q_EMIT tray.window()->accountPage()->renameRequested();
    QTRY_VERIFY_WITH_TIMEOUT(openWindow<QInputDialog>(), 20'000);
    lookAt(openWindow<QInputDialog>(), QStringLiteral("rename"), look);
}

/// `texts` come from elsewhere: titles, and names of devices and organisations.
inline void forEveryWindow(
    const Look &look, const QStringList &texts = {QStringLiteral("Fix login bug"), QStringLiteral("Other")})
{
    forEveryPage(texts, look);
    forEverySignIn(QStringLiteral("ABCD-EFGH"), look);
    forEveryRule(texts.first(), look);
    forEveryText(texts.first(), look);
    forEveryWork(look);
    forEveryQuestion(texts.first(), look);
    forEveryChoice(texts.first(), look);
}

} // namespace mimir
