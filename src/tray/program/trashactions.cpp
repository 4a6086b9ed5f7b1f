#include "tray/program/trashactions.h"

#include "core/plaintext.h"
#include "tray/history/messagetext.h"
#include "tray/model/syncthread.h"
#include "tray/pages/settingsdialog.h"
#include "tray/pages/statuspage.h"
#include "tray/pages/trashpage.h"
#include "tray/widgets/mnemonics.h"
#include "tray/widgets/questions.h"
#include "tray/widgets/textdialog.h"

#include <QLocale>

#include <algorithm>

namespace mimir {
namespace {

/// As much as can be laid out quickly.
constexpr qsizetype kShown = 200'000;

Millis timeOf(const Record &record)
{
    const bool isMessage = record.type == EntityType::Message;
    return record.fields.integer(isMessage ? "timestamp" : "started_at").value_or(0);
}

QString shownText(const std::string &hostile)
{
    return QString::fromStdString(withoutControls(hostile));
}

} // namespace

void TrashActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    TrashPage *page = window->trashPage();
    connect(page, &TrashPage::restoreRequested, this, &TrashActions::restore);
    connect(page, &TrashPage::showRequested, this, &TrashActions::show);
    connect(page, &TrashPage::decideRequested, this, &TrashActions::ask);
    connect(window->statusPage(), &StatusPage::answerRequested, this, [this] {
        if (!m_asksFirst)
            ask();
    });
}

void TrashActions::setStatus(const SyncStatus &status)
{
    m_deletions = status.deletions;
    m_asksFirst = status.question.has_value();
}

// The default is to decide nothing: either answer goes to all devices.
void TrashActions::ask()
{
    if (!m_deletions)
        return;
    const QString accept = tr("&Delete them"), keep = tr("&Keep them");
    m_questions.confirm({tr("Deletions"), tr("Delete them here as well, or keep them?"),
        deletionsSentence(*m_deletions) + QStringLiteral("\n\n")
            + deletionAnswers(QString(accept).remove(u'&'), QString(keep).remove(u'&')),
        {{accept, [this] { answer(Restoring::Answer::Delete); }, QDialogButtonBox::DestructiveRole},
            {keep, [this] { answer(Restoring::Answer::Keep); }}}});
}

// Answers only what the user has read.
void TrashActions::answer(Restoring::Answer answer)
{
    m_thread.ask(
        this,
        [answer, read = m_deletions](
            Session &session) { return answerDeletions(session.store(), session.random(), answer, read); },
        [this, answer](const Result<Restoring::Answered> &done) { answered(answer, done); });
}

void TrashActions::answered(Restoring::Answer answer, const Result<Restoring::Answered> &done)
{
    m_thread.localChange();
    if (!done) {
        m_questions.tell(tr("Deletions"),
            done.error().code == ErrorCode::Cancelled
                ? tr("Nothing was decided: the question has changed in the meantime, or no longer applies.")
                : errorSentence(done.error().code));
        return;
    }
    if (!m_window)
        return;
    m_window->trashPage()->say(answeredSentence(answer, *done));
    m_window->trashPage()->reload();
}

void TrashActions::restore(const std::vector<TrashedItem> &items)
{
    std::vector<std::string> ids;
    ids.reserve(items.size());
    for (const TrashedItem &item : items)
        ids.push_back(item.entry.id);
    m_thread.ask(
        this,
        [ids](Session &session) -> Result<int> {
            Transaction transaction(session.store().database());
            MIMIR_TRY(transaction.begun());
            for (const std::string &id : ids)
                MIMIR_TRY(Restoring(session.store(), session.random()).fromTrash(id));
            MIMIR_TRY(transaction.commit());
            return static_cast<int>(ids.size());
        },
        [this](const Result<int> &done) { restored(done); });
}

void TrashActions::restored(const Result<int> &done)
{
    m_thread.localChange();
    if (!done)
        m_questions.tell(tr("Restore"),
            done.error().code == ErrorCode::NotFound ? tr("It is no longer in the trash.")
                                                     : errorSentence(done.error().code));
    if (!m_window)
        return;
    if (done)
        m_window->trashPage()->say(tr("%n item(s) are back in your history, as new ones.", nullptr, *done));
    m_window->trashPage()->reload();
}

void TrashActions::show(const TrashedItem &item)
{
    m_thread.ask(
        this, [item](Session &session) { return trashContents(session.store(), item); },
        [this, item](const Result<std::vector<Record>> &records) {
            const QString what = trashedWhat(item);
            raiseWindow(new TextDialog(tr("In the trash"),
                !records ? errorSentence(records.error().code)
                    : item.title.isEmpty()
                    ? tr("%1, d&eleted on %2:").arg(what, whenText(item.entry.at))
                    : tr("%1, d&eleted on %2: “%3”")
                          .arg(what, whenText(item.entry.at), withoutMnemonics(item.title)),
                records ? readable(*records, kShown) : QString(), {}, m_window));
        });
}

QString TrashActions::readable(const std::vector<Record> &records, qsizetype limit)
{
    std::vector<const Record *> parts;
    for (const Record &record : records)
        if (record.type != EntityType::Conversation)
            parts.push_back(&record);
    std::ranges::stable_sort(parts, {}, [](const Record *record) { return timeOf(*record); });
    QString text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (text.size() >= limit)
            return text + tr("(%n more item(s).)", nullptr, static_cast<int>(parts.size() - i));
        const Record &record = *parts[i];
        const auto &fields = record.fields;
        const bool isMessage = record.type == EntityType::Message;
        const std::string *arguments = fields.find("arguments");
        const QString heading = isMessage
            ? roleText(plain(fields.text("role").value_or(""), 40))
            : tr("Tool call %1").arg(plain(fields.text("tool_name").value_or(""), 60));
        const QString words = isMessage ? shownText(fields.text("content").value_or(""))
                                        : TextDialog::shownJson(arguments ? *arguments : std::string());
        text += tr("%1, %2:").arg(heading, whenText(timeOf(record))) + u'\n' + words.left(limit)
            + QStringLiteral("\n\n");
    }
    return text.isEmpty() ? tr("It contains no messages.") : text;
}

} // namespace mimir
