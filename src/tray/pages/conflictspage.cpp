#include "tray/pages/conflictspage.h"

#include "core/plaintext.h"
#include "tray/model/syncthread.h"
#include "tray/model/textdiff.h"
#include "tray/widgets/mnemonics.h"
#include "tray/widgets/rowlist.h"
#include "ui_conflictspage.h"

#include <QTextBlock>

#include <algorithm>

namespace mimir {
namespace {

constexpr std::size_t kTitleCharacters = 200;

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

QString otherName(const ListedConflict &listed)
{
    const QString name = otherDevice(listed);
    return name.isEmpty() ? ConflictsPage::tr("another device") : name;
}

QString stateText(Conflict::State state)
{
    switch (state) {
    case Conflict::State::Unseen:
        return ConflictsPage::tr("new");
    case Conflict::State::Seen:
        return ConflictsPage::tr("open");
    case Conflict::State::Restored:
        return ConflictsPage::tr("older one restored");
    case Conflict::State::Dismissed:
        return ConflictsPage::tr("resolved");
    }
    return {};
}

bool isOpen(const ListedConflict &listed)
{
    return listed.conflict.state <= Conflict::State::Seen;
}

QString deviceText(const ListedConflict &listed, bool isThis)
{
    return isThis ? ConflictsPage::tr("Yours, from this device")
                  : ConflictsPage::tr("From %1").arg(withoutMnemonics(otherName(listed)));
}

/// `version` with its device, and when it was written if that is known.
QString versionHeading(const QString &device, const QString &version, Millis at, const QString &when)
{
    return ConflictsPage::tr("%1 – %2").arg(
        device, at > 0 ? ConflictsPage::tr("%1, written %2").arg(version, when) : version);
}

QString losingHeading(const ListedConflict &listed)
{
    const Conflict &c = listed.conflict;
    if (c.isRewritten())
        return ConflictsPage::tr("What th&e server says");
    if (c.isSecondValue())
        return versionHeading(deviceText(listed, listed.lostHere), ConflictsPage::tr("Second valu&e"),
            c.editedAt, whenTexts(c.editedAt, c.winningEditedAt).first);
    return versionHeading(deviceText(listed, listed.lostHere),
        listed.inUse == InUse::Older ? ConflictsPage::tr("Old&er, in use again")
                                     : ConflictsPage::tr("Old&er"),
        c.editedAt, whenTexts(c.editedAt, c.winningEditedAt).first);
}

QString winningHeading(const ListedConflict &listed)
{
    const Conflict &c = listed.conflict;
    if (c.isRewritten())
        return ConflictsPage::tr("&What is on this device");
    if (c.isSecondValue())
        return versionHeading(deviceText(listed, listed.wonHere),
            ConflictsPage::tr("First value, &which stays"), c.winningEditedAt,
            whenTexts(c.editedAt, c.winningEditedAt).second);
    return versionHeading(deviceText(listed, !listed.lostHere),
        listed.inUse == InUse::Newer ? ConflictsPage::tr("Ne&wer, in use") : ConflictsPage::tr("Ne&wer"),
        c.winningEditedAt, whenTexts(c.editedAt, c.winningEditedAt).second);
}

} // namespace

ConflictsPage::ConflictsPage(SyncThread *thread, QWidget *parent)
    : QWidget(parent), m_thread(thread), m_ui(std::make_unique<Ui::ConflictsPage>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    m_ui->messageLabel->hide();
    m_ui->splitter->setStretchFactor(0, 2);
    m_ui->splitter->setStretchFactor(1, 3);
    stretchColumns(m_ui->list, {0});
    connectButtons();
    setConflicts({});
}

ConflictsPage::~ConflictsPage() = default;

void ConflictsPage::connectButtons()
{
    connect(m_ui->list, &QTreeWidget::currentItemChanged, this, &ConflictsPage::showCurrent);
    connect(m_ui->list, &QTreeWidget::itemSelectionChanged, this, &ConflictsPage::enableButtons);
    connect(m_ui->sameKindBox, &QCheckBox::toggled, this, &ConflictsPage::enableButtons);
    connect(m_ui->mineButton, &QPushButton::clicked, this, [this] { choose(ConflictChoice::Mine); });
    connect(m_ui->theirsButton, &QPushButton::clicked, this, [this] { choose(ConflictChoice::Theirs); });
    connect(m_ui->undoButton, &QPushButton::clicked, this, &ConflictsPage::undo);
    connect(m_ui->selectAllButton, &QPushButton::clicked, m_ui->list, &QTreeWidget::selectAll);
    connect(m_ui->resolvedBox, &QCheckBox::toggled, this, &ConflictsPage::reload);
}

void ConflictsPage::reload()
{
    if (!m_thread)
        return;
    m_thread->ask(
        this,
        [which = m_ui->resolvedBox->isChecked() ? ConflictLog::Which::All : ConflictLog::Which::Open](
            Session &session) { return listConflicts(session.store(), which); },
        [this](Result<std::vector<ListedConflict>> conflicts) {
            if (!conflicts)
                return failed(conflicts.error());
            setConflicts(std::move(*conflicts));
        });
}

void ConflictsPage::setConflicts(std::vector<ListedConflict> conflicts)
{
    m_conflicts = std::move(conflicts);
    fillList();
    m_ui->list->setColumnHidden(4, !m_ui->resolvedBox->isChecked());
    m_ui->selectAllButton->setEnabled(m_conflicts.size() > 1);
    m_ui->introLabel->setText(introText());
    showCurrent();
    enableButtons();
}

QString ConflictsPage::introText() const
{
    if (std::ranges::any_of(m_conflicts, isOpen))
        return tr(
            "The same thing was &changed on two devices. The newer change won; the older one is kept here "
            "until you choose.");
    return m_conflicts.empty()
        ? tr("There are no &conflicts. When the same thing is changed on two devices, the newer change wins, "
             "and the older one is kept here until you choose.")
        : tr("No &conflict is open. These are resolved; the other version can still be brought back.");
}

void ConflictsPage::fillList()
{
    Refill refill(m_ui->list);
    for (const ListedConflict &listed : m_conflicts) {
        const Conflict &c = listed.conflict;
        const QString title = plain(c.title, kTitleCharacters);
        QTreeWidgetItem *item
            = refill.add({title.isEmpty() ? tr("(no title)") : title, fieldTitle(c.type, c.field),
                             otherName(listed), whenText(c.at), stateText(c.state)},
                QString::fromStdString(c.id));
        if (c.state == Conflict::State::Unseen) {
            QFont bold = item->font(0);
            bold.setBold(true);
            item->setFont(0, bold);
        }
    }
}

const ListedConflict *ConflictsPage::current() const
{
    const int row = currentRow(m_ui->list);
    return row < 0 ? nullptr : &m_conflicts[static_cast<std::size_t>(row)];
}

void ConflictsPage::showCurrent()
{
    const ListedConflict *listed = current();
    m_ui->versions->setEnabled(listed);
    if (!listed) {
        m_ui->losingLabel->setText(tr("Old&er version"));
        m_ui->winningLabel->setText(tr("Ne&wer version"));
        m_ui->losingText->clear();
        m_ui->winningText->clear();
        m_ui->reasonLabel->clear();
        return;
    }
    const Conflict &c = listed->conflict;
    m_ui->losingLabel->setText(losingHeading(*listed));
    m_ui->winningLabel->setText(winningHeading(*listed));
    m_ui->reasonLabel->setText(
        tr("Found at %1. %2 %3").arg(whenText(c.at), conflictReason(c), inUseSentence(*listed)));
    showVersions(readableValue(c.losing), isGone(c) ? tr("(no longer exists)") : readableValue(c.winning));
}

// Texts that are already shown keep their scroll position and selection.
void ConflictsPage::showVersions(const QString &losing, const QString &winning)
{
    if (m_ui->losingText->toPlainText() == losing && m_ui->winningText->toPlainText() == winning)
        return;
    m_ui->losingText->setPlainText(losing);
    m_ui->winningText->setPlainText(winning);
    const TextDifference difference = differenceOf(losing, winning);
    markRanges(m_ui->losingText, difference.left);
    markRanges(m_ui->winningText, difference.right);
}

void ConflictsPage::enableButtons()
{
    const auto others = sameKind();
    const int more = static_cast<int>(others.size()) - 1;
    m_ui->sameKindBox->setVisible(more > 0);
    if (const ListedConflict *listed = current(); listed && more > 0)
        m_ui->sameKindBox->setText(
            tr("Apply t&o the %n other(s) of this kind (%1)", nullptr, more)
                .arg(withoutMnemonics(fieldTitle(listed->conflict.type, listed->conflict.field))));
    bool mine = false, theirs = false, both = false;
    for (const std::size_t row : selectedRows(m_ui->list)) {
        const ListedConflict &listed = m_conflicts[row];
        mine = mine || isOpenTo(listed, ConflictChoice::Mine);
        theirs = theirs || isOpenTo(listed, ConflictChoice::Theirs);
        both = both || !listed.conflict.isRewritten();
    }
    // A value that the server has differently can only be acknowledged: either button would do the same.
    m_ui->theirsButton->setVisible(both || !mine);
    m_ui->mineButton->setEnabled(mine);
    m_ui->theirsButton->setEnabled(theirs);
    m_ui->undoButton->setEnabled(!m_undo.empty());
}

std::vector<std::size_t> ConflictsPage::sameKind() const
{
    std::vector<std::size_t> rows;
    const ListedConflict *listed = current();
    for (std::size_t row = 0; listed && row < m_conflicts.size(); ++row) {
        const ListedConflict &other = m_conflicts[row];
        if (other.conflict.type == listed->conflict.type && other.conflict.field == listed->conflict.field
            && other.lostHere == listed->lostHere && isOpen(other) == isOpen(*listed))
            rows.push_back(row);
    }
    return rows;
}

std::vector<std::string> ConflictsPage::chosenIds() const
{
    std::vector<std::size_t> rows = selectedRows(m_ui->list);
    if (m_ui->sameKindBox->isVisibleTo(this) && m_ui->sameKindBox->isChecked()) {
        for (const std::size_t row : sameKind())
            if (std::find(rows.begin(), rows.end(), row) == rows.end())
                rows.push_back(row);
    }
    std::vector<std::string> ids;
    ids.reserve(rows.size());
    for (const std::size_t row : rows)
        ids.push_back(m_conflicts[row].conflict.id);
    return ids;
}

void ConflictsPage::choose(ConflictChoice choice)
{
    for (QPushButton *button : {m_ui->mineButton, m_ui->theirsButton, m_ui->undoButton})
        button->setEnabled(false);
    const std::vector<std::string> ids = chosenIds();
    m_ui->sameKindBox->setChecked(false);
    m_thread->ask(
        this, [ids, choice](Session &session) { return chooseConflicts(session.store(), ids, choice); },
        [this](Result<std::vector<ConflictUndo>> done) {
            if (done) {
                m_undo = std::move(*done);
                m_ui->messageLabel->setVisible(!m_undo.empty());
                m_ui->messageLabel->setText(tr("%n conflict(s) resolved. Undo brings back what was before.",
                    nullptr, static_cast<int>(m_undo.size())));
            } else {
                failed(done.error());
            }
            Q_EMIT chosen();
            reload();
        });
}

void ConflictsPage::undo()
{
    m_ui->undoButton->setEnabled(false);
    m_thread->ask(
        this,
        [choices = std::exchange(m_undo, {})](
            Session &session) { return undoConflictChoices(session.store(), choices); },
        [this](const Result<int> &undone) {
            if (undone)
                m_ui->messageLabel->setText(tr("%n choice(s) undone.", nullptr, *undone));
            else
                failed(undone.error());
            Q_EMIT chosen();
            reload();
        });
}

void ConflictsPage::failed(const Error &error)
{
    m_ui->messageLabel->setText(errorSentence(error.code));
    m_ui->messageLabel->show();
}

} // namespace mimir
