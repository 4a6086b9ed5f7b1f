#include "tray/conflictsdialog.h"

#include "core/plaintext.h"
#include "tray/syncthread.h"
#include "tray/textdiff.h"
#include "ui_conflictsdialog.h"

#include <QHeaderView>
#include <QTextBlock>

namespace mimir {
namespace {

QString plain(const std::string &hostile)
{
    return QString::fromStdString(singleLine(hostile, 200));
}

void markRanges(QPlainTextEdit *edit, const std::vector<TextRange> &ranges)
{
    QColor background = edit->palette().color(QPalette::Highlight);
    background.setAlpha(70);
    QList<QTextEdit::ExtraSelection> marks;
    for (const TextRange &range : ranges) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(edit->document());
        mark.cursor.setPosition(range.position);
        mark.cursor.setPosition(range.position + range.length, QTextCursor::KeepAnchor);
        mark.format.setBackground(background);
        mark.format.setFontUnderline(true); // not by colour alone
        marks.append(mark);
    }
    edit->setExtraSelections(marks);
}

QString otherDevice(const ListedConflict &listed)
{
    const Conflict &c = listed.conflict;
    const QString name = plain(listed.lostHere ? c.winningDeviceName : c.losingDeviceName);
    return name.isEmpty() ? ConflictsDialog::tr("another device") : name;
}

} // namespace

ConflictsDialog::ConflictsDialog(SyncThread *thread, QWidget *parent)
    : QDialog(parent), m_thread(thread), m_ui(std::make_unique<Ui::ConflictsDialog>())
{
    m_ui->setupUi(this);
    m_ui->messageLabel->hide();
    m_ui->splitter->setStretchFactor(0, 2);
    m_ui->splitter->setStretchFactor(1, 3);
    QHeaderView *header = m_ui->list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int column : {1, 2, 3})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    connect(m_ui->list, &QTreeWidget::currentItemChanged, this, &ConflictsDialog::showCurrent);
    connect(m_ui->list, &QTreeWidget::itemSelectionChanged, this, [this] {
        const bool any = !m_ui->list->selectedItems().isEmpty();
        m_ui->mineButton->setEnabled(any);
        m_ui->theirsButton->setEnabled(any);
    });
    connect(m_ui->mineButton, &QPushButton::clicked, this, [this] { choose(ConflictChoice::Mine); });
    connect(m_ui->theirsButton, &QPushButton::clicked, this, [this] { choose(ConflictChoice::Theirs); });
    connect(m_ui->selectAllButton, &QPushButton::clicked, m_ui->list, &QTreeWidget::selectAll);
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    setConflicts({});
}

ConflictsDialog::~ConflictsDialog() = default;

void ConflictsDialog::reload()
{
    m_thread->ask(
        this, [](Session &session) { return listConflicts(session.store()); },
        [this](Result<std::vector<ListedConflict>> conflicts) {
            m_ui->messageLabel->setVisible(!conflicts.ok());
            if (conflicts)
                setConflicts(std::move(*conflicts));
            else
                m_ui->messageLabel->setText(errorSentence(conflicts.error().code));
        });
}

void ConflictsDialog::setConflicts(std::vector<ListedConflict> conflicts)
{
    const int row
        = m_ui->list->currentItem() ? m_ui->list->indexOfTopLevelItem(m_ui->list->currentItem()) : 0;
    m_conflicts = std::move(conflicts);
    m_ui->list->clear();
    for (const ListedConflict &listed : m_conflicts) {
        const Conflict &c = listed.conflict;
        const QString title = plain(c.title);
        auto *item = new QTreeWidgetItem(m_ui->list,
            {title.isEmpty() ? tr("(no title)") : title, fieldTitle(c.type, c.field), otherDevice(listed),
                whenText(c.at)});
        item->setSizeHint(0, QSize(0, fontMetrics().height() + 8));
        if (c.state == Conflict::State::Unseen) {
            QFont bold = item->font(0);
            bold.setBold(true);
            item->setFont(0, bold);
        }
    }
    const int count = static_cast<int>(m_conflicts.size());
    m_ui->selectAllButton->setEnabled(count > 1);
    if (count > 0)
        m_ui->list->setCurrentItem(m_ui->list->topLevelItem(std::min(row, count - 1)));
    m_ui->mineButton->setEnabled(count > 0);
    m_ui->theirsButton->setEnabled(count > 0);
    m_ui->introLabel->setText(count > 0 ? tr("The same thing was changed on two devices. The newer change is "
                                             "in use; the older one is kept here "
                                             "until you choose.")
                                        : tr("There are no conflicts."));
    showCurrent();
}

void ConflictsDialog::showCurrent()
{
    const QTreeWidgetItem *item = m_ui->list->currentItem();
    m_ui->versions->setEnabled(item);
    if (!item) {
        m_ui->losingLabel->setText(tr("Older version"));
        m_ui->winningLabel->setText(tr("Version in use"));
        m_ui->losingText->clear();
        m_ui->winningText->clear();
        return;
    }
    const ListedConflict &listed = m_conflicts[static_cast<std::size_t>(
        m_ui->list->indexOfTopLevelItem(const_cast<QTreeWidgetItem *>(item)))];
    const QString other = otherDevice(listed);
    m_ui->losingLabel->setText(listed.lostHere ? tr("Yours, older") : tr("From %1, older").arg(other));
    m_ui->winningLabel->setText(listed.lostHere ? tr("From %1, in use").arg(other) : tr("Yours, in use"));
    const QString losing = readableValue(listed.conflict.losing),
                  winning = readableValue(listed.conflict.winning);
    m_ui->losingText->setPlainText(losing);
    m_ui->winningText->setPlainText(winning);
    const TextDifference difference = differenceOf(losing, winning);
    markRanges(m_ui->losingText, difference.left);
    markRanges(m_ui->winningText, difference.right);
}

std::vector<std::string> ConflictsDialog::selectedIds() const
{
    std::vector<std::string> ids;
    for (QTreeWidgetItem *item : m_ui->list->selectedItems())
        ids.push_back(
            m_conflicts[static_cast<std::size_t>(m_ui->list->indexOfTopLevelItem(item))].conflict.id);
    return ids;
}

void ConflictsDialog::choose(ConflictChoice choice)
{
    m_ui->mineButton->setEnabled(false);
    m_ui->theirsButton->setEnabled(false);
    m_thread->ask(
        this,
        [ids = selectedIds(), choice](
            Session &session) { return chooseConflicts(session.store(), ids, choice); },
        [this](const Result<int> &chosenCount) {
            m_ui->messageLabel->setVisible(!chosenCount.ok());
            if (!chosenCount)
                m_ui->messageLabel->setText(errorSentence(chosenCount.error().code));
            Q_EMIT chosen();
            reload();
        });
}

} // namespace mimir
