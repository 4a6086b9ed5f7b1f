#include "tray/historywindow.h"

#include "tray/clearonescape.h"
#include "tray/rowlist.h"
#include "tray/storelists.h"
#include "tray/syncthread.h"
#include "ui_historywindow.h"

namespace mimir {
namespace {

constexpr int kTypingMs = 200;

QString roleText(const QString &role)
{
    if (role == QLatin1String("user"))
        return HistoryWindow::tr("User");
    if (role == QLatin1String("assistant"))
        return HistoryWindow::tr("Assistant");
    if (role == QLatin1String("system"))
        return HistoryWindow::tr("System");
    if (role == QLatin1String("tool"))
        return HistoryWindow::tr("Tool");
    return role;
}

} // namespace

HistoryWindow::HistoryWindow(SyncThread *thread, QWidget *parent)
    : QDialog(parent), m_thread(thread), m_ui(std::make_unique<Ui::HistoryWindow>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    alignWithReading(this);
    stretchColumns(m_ui->conversationList, {0});
    new ClearOnEscape(m_ui->filterEdit); // of the field
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &HistoryWindow::reload);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_ui->conversationList, &QTreeWidget::currentItemChanged, this, &HistoryWindow::choose);
    connect(m_ui->moreButton, &QPushButton::clicked, this, &HistoryWindow::askConversations);
    connect(m_ui->moreMessagesButton, &QPushButton::clicked, this, &HistoryWindow::askMessages);
    connect(m_ui->previewButton, &QPushButton::clicked, this, [this] { Q_EMIT previewRequested(m_chosen); });
    connect(m_ui->privacyButton, &QPushButton::clicked, this, [this] { Q_EMIT privacyRequested(m_chosen); });
    m_ui->filterEdit->setFocus();
    reload();
}

HistoryWindow::~HistoryWindow() = default;

void HistoryWindow::say(const QString &message)
{
    m_ui->messageLabel->setText(message);
    m_ui->messageLabel->setVisible(!message.isEmpty());
}

void HistoryWindow::reload()
{
    m_conversations.clear();
    m_ui->conversationList->clear();
    m_ui->moreButton->setEnabled(false);
    choose();
    askConversations();
}

void HistoryWindow::askConversations()
{
    m_ui->moreButton->setEnabled(false);
    if (!m_thread)
        return;
    const auto after = m_conversations.empty() ? std::nullopt : std::optional(m_conversations.back().place);
    m_thread->ask(
        this,
        [filter = m_ui->filterEdit->text(), after](
            Session &session) { return conversationPage(session.store(), filter, after); },
        [this, asked = ++m_listing](const Result<std::vector<HistoryConversation>> &page) {
            if (asked != m_listing)
                return;
            if (page)
                addConversations(*page);
            else
                say(errorSentence(page.error().code));
        });
}

void HistoryWindow::addConversations(const std::vector<HistoryConversation> &page)
{
    const bool first = m_conversations.empty();
    for (const HistoryConversation &one : page) {
        m_conversations.push_back(one);
        addRow(m_ui->conversationList,
            {one.title.isEmpty() ? tr("(no title)") : one.title, whenText(one.place.at),
                QLocale().toString(one.messages)});
    }
    m_ui->moreButton->setEnabled(page.size() == static_cast<std::size_t>(kConversationsPerPage));
    if (!m_conversations.empty())
        say({});
    else if (m_ui->filterEdit->text().trimmed().isEmpty())
        say(tr("Nothing is recorded on this device yet."));
    else
        say(tr("No title contains this."));
    if (first && !page.empty())
        m_ui->conversationList->setCurrentItem(m_ui->conversationList->topLevelItem(0));
}

void HistoryWindow::choose()
{
    const int row = currentRow(m_ui->conversationList);
    m_chosen = row < 0 ? std::string() : m_conversations[static_cast<std::size_t>(row)].id;
    m_lastMessage.reset();
    m_ui->messages->clear();
    m_ui->moreMessagesButton->setEnabled(false);
    ++m_reading;
    m_ui->previewButton->setEnabled(!m_chosen.empty());
    m_ui->privacyButton->setEnabled(!m_chosen.empty());
    if (!m_chosen.empty())
        askMessages();
}

void HistoryWindow::askMessages()
{
    m_ui->moreMessagesButton->setEnabled(false);
    if (!m_thread)
        return;
    m_thread->ask(
        this,
        [id = m_chosen, after = m_lastMessage](
            Session &session) { return messagePage(session.store(), id, after); },
        [this, asked = ++m_reading](const Result<std::vector<HistoryMessage>> &page) {
            if (asked != m_reading)
                return;
            if (page)
                addMessages(*page);
            else
                say(errorSentence(page.error().code));
        });
}

void HistoryWindow::addMessages(const std::vector<HistoryMessage> &page)
{
    QString text;
    for (const HistoryMessage &one : page) {
        text += tr("%1, %2:").arg(roleText(one.role), whenText(one.place.at)) + u'\n' + one.text + u'\n';
        if (one.withheld > 0)
            text += tr("(%1 more characters; “mimir history show” shows them.)")
                        .arg(QLocale().toString(one.withheld))
                + u'\n';
        text += u'\n';
        m_lastMessage = one.place;
    }
    const bool first = m_ui->messages->document()->isEmpty();
    QTextCursor end(m_ui->messages->document());
    end.movePosition(QTextCursor::End);
    end.insertText(first && text.isEmpty() ? tr("No messages.") : text);
    if (first)
        m_ui->messages->moveCursor(QTextCursor::Start);
    m_ui->moreMessagesButton->setEnabled(page.size() == static_cast<std::size_t>(kMessagesPerPage));
}

} // namespace mimir
