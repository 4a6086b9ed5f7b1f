#include "tray/pages/sourcespage.h"

#include "tray/model/syncthread.h"
#include "tray/widgets/rowlist.h"
#include "ui_sourcespage.h"

#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>

#include <algorithm>
#include <iterator>

namespace mimir {
namespace {

constexpr int kRefreshMs = 5000;

// What of the agent's decisions can be known, and since when other devices have read it.
QStringList decisionLines(const ListedSource &source)
{
    constexpr int kMaxDevices = 3;
    QStringList lines {SourcesPage::tr("What was allowed or denied: %1.")
                           .arg(decisionsText(decisionsName(source.found.agent->recordedDecisions())))};
    int devices = 0;
    for (const Coverage &coverage : source.coverage)
        if (!coverage.isHere && ++devices <= kMaxDevices)
            lines << coverageLine(coverage);
    if (devices > kMaxDevices)
        lines << SourcesPage::tr(
            "%n more device(s): “mimir sources coverage” lists all of them.", nullptr, devices - kMaxDevices);
    return lines;
}

QString idOf(const FoundSource &source)
{
    return QString::fromStdString(source.agent->name()) + u' ' + source.folder;
}

} // namespace

Result<std::vector<ListedSource>> listSources(Store &store)
{
    auto found = findSources(store, QProcessEnvironment::systemEnvironment());
    MIMIR_TRY(found);
    const auto coverage = coverageList(store.database());
    MIMIR_TRY(coverage);
    std::vector<ListedSource> sources;
    for (FoundSource &source : *found) {
        auto kinds = Bookmarks(store.database()).kinds(source.agent->name());
        MIMIR_TRY(kinds);
        ListedSource listed {std::move(source), std::move(*kinds), {}};
        std::ranges::copy_if(*coverage, std::back_inserter(listed.coverage),
            [&](const Coverage &one) { return one.agent == listed.found.agent->name(); });
        sources.push_back(std::move(listed));
    }
    return sources;
}

SourcesPage::SourcesPage(SyncThread *thread, QWidget *parent)
    : QWidget(parent), m_thread(thread), m_ui(std::make_unique<Ui::SourcesPage>())
{
    m_ui->setupUi(this);
    setUpList(this, m_ui->list, {1}, [this] { showCurrent(); });
    m_ui->messageLabel->hide();
    if (auto *inner = m_ui->sinceEdit->findChild<QLineEdit *>()) // of a spin box
        inner->setAccessibleName(m_ui->sinceEdit->accessibleName());
    m_refresh.setInterval(kRefreshMs);
    m_refresh.callOnTimeout(this, &SourcesPage::reload);
    makeAddMenu();
    connectControls();
    setSources({});
}

SourcesPage::~SourcesPage() = default;

void SourcesPage::makeAddMenu()
{
    auto *menu = new QMenu(this);
    for (const auto &agent : agentSources())
        menu->addAction(tr("Folder of %1…").arg(agent->title()), this,
            [this, name = agent->name()] { Q_EMIT addRequested(name); });
    m_ui->addButton->setMenu(menu);
}

void SourcesPage::connectControls()
{
    connect(m_ui->list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *row, int column) {
        const int index = m_ui->list->indexOfTopLevelItem(row);
        if (column != 0 || index < 0)
            return;
        const FoundSource &source = m_sources[static_cast<std::size_t>(index)].found;
        if (row->checkState(0) == Qt::Checked)
            Q_EMIT followRequested(source.agent->name(), source.folder, std::nullopt);
        else
            Q_EMIT unfollowRequested(source.agent->name(), source.folder);
    });
    connect(m_ui->readButton, &QPushButton::clicked, this, [this] {
        if (const ListedSource *source = current())
            Q_EMIT readRequested(source->found.agent->name(), source->found.folder);
    });
    connect(m_ui->sinceBox, &QCheckBox::clicked, this, &SourcesPage::chooseSince);
    connect(m_ui->sinceEdit, &QDateEdit::dateChanged, this, &SourcesPage::chooseSince);
}

void SourcesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
}

void SourcesPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_refresh.stop();
}

void SourcesPage::reload()
{
    if (!m_thread)
        return;
    m_thread->ask(
        this, [](Session &session) { return listSources(session.store()); },
        [this](Result<std::vector<ListedSource>> read) {
            if (read)
                setSources(std::move(*read));
            else
                m_ui->introLabel->setText(errorSentence(read.error().code));
        });
}

void SourcesPage::setSources(std::vector<ListedSource> sources)
{
    m_sources = std::move(sources);
    {
        Refill refill(m_ui->list);
        for (const ListedSource &source : m_sources) {
            const FoundSource &found = source.found;
            QTreeWidgetItem *row
                = refill.add({found.agent->title(), sourceFolder(found),
                                 QLocale().toString(static_cast<qlonglong>(found.transcripts)),
                                 QLocale().formattedDataSize(found.bytes), dayText(found.newest)},
                    idOf(found));
            row->setCheckState(0, found.isFollowed() ? Qt::Checked : Qt::Unchecked);
        }
    }
    m_ui->introLabel->setText(m_sources.empty() ? tr("No history of a coding agent that Mimir Sync can read "
                                                     "was found on this computer. If one keeps it "
                                                     "elsewhere, add its folder.")
                                                : tr("What the agents with a tick write is added to your "
                                                     "history. Their files are only read, never "
                                                     "changed; what they delete stays here."));
    showCurrent();
}

const ListedSource *SourcesPage::current() const
{
    const int row = currentRow(m_ui->list);
    return row >= 0 && static_cast<std::size_t>(row) < m_sources.size()
        ? &m_sources[static_cast<std::size_t>(row)]
        : nullptr;
}

void SourcesPage::showCurrent()
{
    const ListedSource *source = current();
    m_ui->readButton->setEnabled(source);
    m_ui->sinceBox->setEnabled(source && source->found.isFollowed());
    QStringList lines;
    if (source) {
        lines << tr("%1: %2.").arg(source->found.agent->title(), sourceProgress(source->found));
        for (const QString &note : {sourceProblem(source->found), deletionWarning(source->found)})
            if (!note.isEmpty())
                lines << note;
        if (const QString names = unknownKinds(source->kinds); !names.isEmpty())
            lines << tr("Records that this version does not know: %1").arg(names);
        lines << decisionLines(*source);
    }
    m_ui->detailLabel->setText(lines.join(u'\n'));
    const Millis since = source && source->found.choice ? source->found.choice->since : 0;
    const QSignalBlocker quietBox(m_ui->sinceBox), quietEdit(m_ui->sinceEdit);
    m_ui->sinceBox->setChecked(since > 0);
    m_ui->sinceEdit->setEnabled(m_ui->sinceBox->isEnabled() && since > 0);
    if (since > 0)
        m_ui->sinceEdit->setDate(QDateTime::fromMSecsSinceEpoch(since).date());
    else if (!m_ui->sinceEdit->hasFocus())
        m_ui->sinceEdit->setDate(QDate::currentDate());
}

void SourcesPage::chooseSince()
{
    const ListedSource *source = current();
    if (!source || !source->found.isFollowed())
        return;
    const bool isOn = m_ui->sinceBox->isChecked();
    m_ui->sinceEdit->setEnabled(isOn);
    Q_EMIT followRequested(source->found.agent->name(), source->found.folder,
        isOn ? m_ui->sinceEdit->date().startOfDay().toMSecsSinceEpoch() : Millis(0));
}

void SourcesPage::say(const QString &text)
{
    m_ui->messageLabel->setText(text);
    m_ui->messageLabel->setVisible(!text.isEmpty());
}

} // namespace mimir
