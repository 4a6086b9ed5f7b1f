#include "tray/history/historywindow.h"

#include "app/sharing.h"
#include "tray/model/storelists.h"
#include "tray/model/syncthread.h"
#include "tray/widgets/clearonescape.h"
#include "tray/widgets/rowlist.h"
#include "ui_historywindow.h"

#include <QScrollBar>

#include <algorithm>

namespace mimir {
namespace {

constexpr int kTypingMs = 200;
// Only while visible: polling is the only way to notice what other programs write.
constexpr int kFollowMs = 1000;
constexpr int kSharedBy = 3; // the column

} // namespace

HistoryWindow::HistoryWindow(SyncThread *thread, QWidget *parent)
    : QDialog(parent), m_thread(thread), m_ui(std::make_unique<Ui::HistoryWindow>()), m_messages(nullptr)
{
    m_ui->setupUi(this);
    m_messages = MessageText(m_ui->messages);
    dropAutoDefaults(this);
    alignWithReading(this);
    stretchColumns(m_ui->conversationList, {0});
    new ClearOnEscape(m_ui->filterEdit); // of the field
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    m_following.setInterval(kFollowMs);
    connect(&m_typing, &QTimer::timeout, this, &HistoryWindow::filter);
    connect(&m_following, &QTimer::timeout, this, &HistoryWindow::follow);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_ui->conversationList, &QTreeWidget::currentItemChanged, this, &HistoryWindow::choose);
    connect(m_ui->moreButton, &QPushButton::clicked, this, [this] {
        m_wantedConversations = static_cast<int>(m_conversations.size()) + kConversationsPerPage;
        ask();
    });
    connect(m_ui->moreMessagesButton, &QPushButton::clicked, this, [this] {
        m_wantedMessages = static_cast<int>(m_messages.shown().size()) + kMessagesPerPage;
        ask();
    });
    connect(m_ui->previewButton, &QPushButton::clicked, this, [this] { Q_EMIT previewRequested(m_chosen); });
    connect(m_ui->privacyButton, &QPushButton::clicked, this, [this] { Q_EMIT privacyRequested(m_chosen); });
    connect(m_ui->shareButton, &QPushButton::clicked, this, [this] { Q_EMIT sharingRequested(m_chosen); });
    m_ui->filterEdit->setFocus();
    m_ui->moreButton->setEnabled(false);
    choose();
    ask();
}

HistoryWindow::~HistoryWindow() = default;

void HistoryWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_following.start();
    follow();
}

void HistoryWindow::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    m_following.stop();
}

void HistoryWindow::say(const QString &message)
{
    m_ui->messageLabel->setText(message);
    m_ui->messageLabel->setVisible(!message.isEmpty());
}

HistoryQuestion HistoryWindow::question() const
{
    HistoryQuestion question {m_ui->filterEdit->text(), m_wantedConversations, m_chosen, m_wantedMessages,
        static_cast<int>(m_messages.shown().size()), std::nullopt, m_mark};
    if (!m_messages.shown().empty())
        question.last = m_messages.shown().back().place;
    // A user who has scrolled to the end is shown what arrives after it.
    if (m_readToTheEnd)
        question.messages = question.shown + kMessagesPerPage;
    return question;
}

void HistoryWindow::ask()
{
    if (!m_thread)
        return;
    m_thread->ask(
        this, [asked = question()](Session &session) { return readHistory(session.store(), asked); },
        [this, asked = ++m_asked](const Result<HistoryAnswer> &answer) {
            if (asked != m_asked)
                return;
            if (answer)
                show(*answer);
            else
                say(errorSentence(answer.error().code));
        });
}

void HistoryWindow::follow()
{
    if (!m_thread || m_looking || !isVisible())
        return;
    m_looking = true;
    m_thread->ask(
        this, [](Session &session) { return Result<StoreVersion>(storeVersion(session.store().database())); },
        [this](const Result<StoreVersion> &version) {
            m_looking = false;
            if (!version || version.value() != m_version)
                ask();
        });
}

void HistoryWindow::filter()
{
    m_wantedConversations = kConversationsPerPage;
    ask();
}

void HistoryWindow::show(const HistoryAnswer &answer)
{
    m_version = answer.version;
    const std::string read = m_chosen;
    showConversations(answer.conversations);
    if (m_chosen == read && !m_chosen.empty())
        showMessages(answer);
}

void HistoryWindow::showConversations(const std::vector<HistoryConversation> &conversations)
{
    m_ui->moreButton->setEnabled(conversations.size() >= static_cast<std::size_t>(m_wantedConversations));
    if (!conversations.empty())
        say({});
    else if (m_ui->filterEdit->text().trimmed().isEmpty())
        say(tr("Nothing has been recorded on this device yet. Agents record with “mimir record”; on the "
               "About page, you can import a history that you already have."));
    else
        say(tr("No title contains this. Empty the field above to see all conversations."));
    if (conversations == m_conversations)
        return;
    m_conversations = conversations;
    QTreeWidget *list = m_ui->conversationList;
    QString first; // of the visible rows, when the list is scrolled
    if (list->verticalScrollBar()->value() > 0 && list->itemAt(0, 0))
        first = list->itemAt(0, 0)->data(0, Qt::UserRole).toString();
    {
        Refill refill(m_ui->conversationList);
        for (const HistoryConversation &one : m_conversations) {
            const QString title = one.title.isEmpty() ? tr("(no title)") : one.title;
            QTreeWidgetItem *row
                = refill.add({title, whenText(one.place.at), QLocale().toString(one.messages), one.sharedBy},
                    QString::fromStdString(one.id));
            if (!one.shared) // a screen reader says nothing for an empty cell
                row->setData(kSharedBy, Qt::AccessibleTextRole, tr("no one"));
        }
    }
    list->scrollToTop();
    for (std::size_t row = 0; !first.isEmpty() && row < m_conversations.size(); ++row)
        if (QString::fromStdString(m_conversations[row].id) == first)
            list->scrollToItem(list->topLevelItem(static_cast<int>(row)), QAbstractItemView::PositionAtTop);
    choose();
}

void HistoryWindow::showMessages(const HistoryAnswer &answer)
{
    m_mark = answer.mark;
    std::vector<HistoryMessage> all = answer.follows ? m_messages.shown() : std::vector<HistoryMessage>();
    all.insert(all.end(), answer.messages.begin(), answer.messages.end());
    m_messages.show(all);
    if (all.empty())
        m_ui->messages->setPlaceholderText(
            tr("This conversation has no messages. An agent that continues it adds them."));
    m_wantedMessages = std::max(m_wantedMessages, static_cast<int>(all.size()));
    m_readToTheEnd = answer.mark.count <= static_cast<std::int64_t>(all.size());
    m_ui->moreMessagesButton->setEnabled(!m_readToTheEnd);
}

void HistoryWindow::enableButtons()
{
    const int row = currentRow(m_ui->conversationList);
    const HistoryConversation *chosen = row < 0 ? nullptr : &m_conversations[static_cast<std::size_t>(row)];
    m_ui->previewButton->setEnabled(chosen);
    m_ui->privacyButton->setEnabled(chosen);
    m_ui->shareButton->setEnabled(chosen && chosen->own);
    m_ui->shareButton->setText(chosen && chosen->own && chosen->shared ? tr("Stop s&haring") : tr("S&hare…"));
}

void HistoryWindow::choose()
{
    const int row = currentRow(m_ui->conversationList);
    const std::string chosen = row < 0 ? std::string() : m_conversations[static_cast<std::size_t>(row)].id;
    enableButtons();
    if (chosen == m_chosen && !chosen.empty())
        return;
    m_chosen = chosen;
    m_mark = {};
    m_readToTheEnd = false;
    m_wantedMessages = kMessagesPerPage;
    m_messages.clear();
    m_ui->messages->setPlaceholderText(
        m_chosen.empty() ? tr("Choose a conversation above to read its messages here.") : QString());
    m_ui->moreMessagesButton->setEnabled(false);
    if (!m_chosen.empty())
        ask();
}

} // namespace mimir
