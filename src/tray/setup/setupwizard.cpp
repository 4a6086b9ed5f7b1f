#include "tray/setup/setupwizard.h"

#include "app/following/sourcetexts.h"
#include "tray/setup/trialserver.h"
#include "tray/widgets/pagescroll.h"
#include "tray/widgets/rowlist.h"
#include "tray/widgets/stateicon.h"
#include "ui_setupwizard.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLocale>

namespace mimir {

SetupWizard::SetupWizard(SyncThread *thread, TrialServer *trial, QWidget *parent)
    : QWizard(parent), m_thread(thread), m_trial(trial), m_ui(std::make_unique<Ui::SetupWizard>())
{
    m_ui->setupUi(this);
    setWizardStyle(QWizard::ModernStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setButtonText(QWizard::CancelButton, tr("&Cancel"));
    setPixmap(QWizard::LogoPixmap, programIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    m_ui->form->setThread(thread, SyncThread::AfterSignIn::Wait);
    m_ui->stepLabel->hide();
    m_ui->trialBar->hide();
    stretchColumns(m_ui->previewList, {0});
    connect(m_ui->form, &SignInForm::signedIn, this, [this] {
        m_signedIn = true;
        next();
    });
    connect(m_ui->form, &SignInForm::changed, this,
        [this] { button(QWizard::NextButton)->setEnabled(!m_ui->form->isBusy()); });
    // It decides whether another page follows, and so which buttons there are.
    connect(m_ui->localButton, &QRadioButton::toggled, this,
        [this] { m_ui->wayPage->setFinalPage(way() == Way::Local && !hasAgents()); });
    connect(m_ui->previewButton, &QPushButton::clicked, this, [this] {
        const int row = currentRow(m_ui->previewList);
        if (row >= 0)
            Q_EMIT previewRequested(m_items[static_cast<std::size_t>(row)].type,
                m_items[static_cast<std::size_t>(row)].id, choice());
    });
    m_ui->levelBox->explainIn(m_ui->levelExplanation);
    stretchColumns(m_ui->folderList, {0});
    stretchColumns(m_ui->agentList, {1});
    connect(m_ui->agentList, &QTreeWidget::itemChanged, this, [this] {
        m_reading = Reading::Due;
        m_ui->agentsMessage->hide();
    });
    m_ui->agentsMessage->hide();
    scrollAll(page(ChoosePage));
    loadAgents();
    setOffer({});
    m_offer = m_thread ? Offer::Unread : Offer::Read;
    setItems({}, 0);
}

// Closed without an answer: if the program quits with it, set-up resumes at the next start.
SetupWizard::~SetupWizard()
{
    if (m_thread && m_begun)
        m_thread->abandonSetup(m_thread, [](const Result<void> &) {});
}

void SetupWizard::resume()
{
    m_begun = true;
    m_signedIn = true;
    setStartId(ChoosePage);
}

// The logo is drawn by one of Qt's own labels, and the page is in one of Qt's own frames: they have no names.
void SetupWizard::showEvent(QShowEvent *event)
{
    QWizard::showEvent(event);
    for (QLabel *label : findChildren<QLabel *>())
        if (label->text().isEmpty() && !label->pixmap(Qt::ReturnByValue).isNull())
            label->setAccessibleName(QStringLiteral("Mimir Sync"));
    for (QFrame *frame : findChildren<QFrame *>())
        if (frame->accessibleName().isEmpty() && frame->metaObject() == &QFrame::staticMetaObject)
            frame->setAccessibleName(windowTitle());
}

SetupWizard::Way SetupWizard::way() const
{
    if (m_ui->passwordButton->isChecked())
        return Way::Password;
    if (m_ui->trialButton->isChecked())
        return Way::Trial;
    return m_ui->localButton->isChecked() ? Way::Local : Way::Browser;
}

bool SetupWizard::fromNowOn() const
{
    return m_ui->fromNowButton->isChecked();
}

int SetupWizard::nextId() const
{
    const bool isLocal = way() == Way::Local;
    switch (currentId()) {
    case WayPage:
        return !isLocal ? int(SignInPage) : hasAgents() ? int(AgentsPage) : -1;
    case SignInPage:
        return hasAgents() ? AgentsPage : ChoosePage;
    case AgentsPage:
        return isLocal ? -1 : int(ChoosePage);
    default:
        return currentId() == ChoosePage ? int(PreviewPage) : -1;
    }
}

void SetupWizard::initializePage(int id)
{
    QWizard::initializePage(id);
    if (id == SignInPage) {
        const bool trial = way() == Way::Trial;
        m_ui->form->setVisible(!trial);
        m_ui->form->setWay(way() == Way::Browser ? SignInForm::Way::Browser : SignInForm::Way::Password);
        m_ui->stepLabel->setVisible(trial);
        m_ui->stepLabel->setText(
            tr("Your own server will run on this computer while Mimir Sync does. Press Next to start it."));
    } else if (id == ChoosePage) {
        loadOffer();
    } else if (id == PreviewPage) {
        loadItems();
    }
}

// The sign-in page is left by signing in, and a choice is made by who has seen what there is to choose from.
bool SetupWizard::validateCurrentPage()
{
    if (currentId() == ChoosePage && m_offer != Offer::Read) {
        loadOffer();
        return false;
    }
    if (currentId() == AgentsPage && m_reading != Reading::Done && !chosenAgents().empty()) {
        beginReading();
        return false;
    }
    if (currentId() != SignInPage || m_signedIn)
        return QWizard::validateCurrentPage();
    beginSignIn();
    return false;
}

void SetupWizard::loadAgents()
{
    if (m_thread)
        m_thread->ask(
            this,
            [](Session &session) {
                return findSources(session.store(), QProcessEnvironment::systemEnvironment());
            },
            [this](Result<std::vector<FoundSource>> found) {
                if (found) // otherwise they can still be followed later
                    setAgents(std::move(*found));
            });
}

void SetupWizard::setAgents(std::vector<FoundSource> agents)
{
    const QLocale locale;
    m_agents = std::move(agents);
    m_reading = Reading::Due;
    m_ui->agentList->clear();
    for (const FoundSource &agent : m_agents) {
        const QString since = agent.oldest == 0
            ? QString()
            : locale.toString(QDateTime::fromMSecsSinceEpoch(agent.oldest).date(), QLocale::ShortFormat);
        QTreeWidgetItem *row = addRow(m_ui->agentList,
            {agent.agent->title(), sourceFolder(agent),
                locale.toString(static_cast<qlonglong>(agent.transcripts)),
                locale.formattedDataSize(agent.bytes), since});
        row->setCheckState(0, agent.choice && !agent.choice->isFollowed ? Qt::Unchecked : Qt::Checked);
    }
    m_ui->agentList->setCurrentItem(m_ui->agentList->topLevelItem(0));
    m_ui->wayPage->setFinalPage(way() == Way::Local && !hasAgents());
}

std::vector<FoundSource> SetupWizard::chosenAgents() const
{
    std::vector<FoundSource> chosen;
    for (std::size_t i = 0; i < m_agents.size(); ++i)
        if (m_ui->agentList->topLevelItem(static_cast<int>(i))->checkState(0) == Qt::Checked)
            chosen.push_back(m_agents[i]);
    return chosen;
}

// What the next pages offer and preview is what is in the store, so all of it has to be there first.
void SetupWizard::beginReading()
{
    if (m_reading == Reading::Running)
        return;
    m_reading = Reading::Running;
    m_ui->agentsMessage->hide();
    m_ui->agentList->setEnabled(false);
    Q_EMIT readingRequested(chosenAgents());
}

void SetupWizard::agentsRead(const Result<qint64> &read)
{
    if (m_reading != Reading::Running)
        return;
    m_reading = read ? Reading::Done : Reading::Due;
    m_ui->agentList->setEnabled(true);
    if (currentId() != AgentsPage)
        return;
    if (!read) {
        m_ui->agentsMessage->setText(
            tr("Not everything was read. What was read is kept on this device. Press Next to "
               "go on reading, or remove a tick to go on without it."));
        m_ui->agentsMessage->show();
    } else if (nextId() >= 0) {
        next();
    } else {
        accept();
    }
}

void SetupWizard::beginSignIn()
{
    if (m_starting || m_takingBack || m_ui->form->isBusy())
        return;
    m_begun = true;
    if (way() == Way::Trial)
        return startTrial();
    if (!m_ui->form->isReady())
        return m_ui->form->say(way() == Way::Browser ? tr("Enter the address of your server.")
                                                     : tr("Enter server, e-mail and password."));
    m_ui->form->start();
}

void SetupWizard::startTrial()
{
    m_starting = true;
    m_ui->trialBar->show();
    m_ui->stepLabel->setText(tr("Starting the server…"));
    m_trial->start([this, alive = QPointer<SetupWizard>(this)](const Result<SignInRequest> &request) {
        if (!alive)
            return;
        m_starting = false;
        m_ui->trialBar->hide();
        if (currentId() != SignInPage || way() != Way::Trial || !isVisible())
            return;
        if (request)
            return m_ui->form->start(*request);
        m_ui->stepLabel->setText(
            request.error().code == ErrorCode::NotFound ? tr(
                "The server is not installed on this computer: install the package mimir-teams-server, or go "
                "back and sign in elsewhere.")
                                                        : tr("The server could not be started. Nothing was "
                                                             "changed; go back and choose another way."));
    });
}

void SetupWizard::loadItems()
{
    if (!m_thread)
        return showItems();
    m_thread->ask(
        this, [choice = choice()](Session &session) { return readSetupPreview(session.store(), choice); },
        [this](Result<SetupPreview> read) {
            if (read)
                return setItems(std::move(read->items), read->sent, read->recorded - read->sent);
            setItems({}, 0);
            m_ui->previewSummary->setText(tr("What would be sent cannot be read. Go back and try again."));
        });
}

void SetupWizard::setItems(std::vector<ListedItem> items, qint64 count, qint64 stays)
{
    m_items = std::move(items);
    m_count = count;
    m_stays = stays;
    showItems();
}

void SetupWizard::loadOffer()
{
    if (!m_thread || m_offer == Offer::Reading)
        return;
    m_offer = Offer::Reading;
    m_thread->ask(
        this, [](Session &session) { return readSetupOffer(session.store()); },
        [this](Result<SetupOffer> offer) {
            if (offer)
                return setOffer(*offer);
            setOfferUnread();
        });
}

void SetupWizard::setOfferUnread()
{
    m_offer = Offer::Unread;
    m_ui->ceilingLabel->setText(
        tr("The folders of your history cannot be read, so nothing is sent. Press Next to try again."));
    m_ui->ceilingLabel->show();
}

void SetupWizard::setOffer(const SetupOffer &offer)
{
    m_offer = Offer::Read;
    m_ui->levelBox->setLevel(offer.level);
    m_ui->ceilingLabel->setText(ceilingSentence(offer.ceiling));
    m_ui->ceilingLabel->setVisible(offer.ceiling != PrivacyLevel::Full);
    m_ui->folderList->clear();
    for (const SetupOffer::Folder &folder : offer.folders) {
        QTreeWidgetItem *row
            = addRow(m_ui->folderList, {folder.path, QLocale().toString(folder.conversations)});
        row->setCheckState(0, Qt::Checked);
    }
    m_ui->folderList->setCurrentItem(m_ui->folderList->topLevelItem(0));
    m_ui->folderLabel->setVisible(!offer.folders.empty());
    m_ui->folderList->setVisible(!offer.folders.empty());
}

SetupChoice SetupWizard::choice() const
{
    SetupChoice choice {
        fromNowOn() ? SetupChoice::Earlier::Keep : SetupChoice::Earlier::Send, m_ui->levelBox->level(), {}};
    for (int i = 0; i < m_ui->folderList->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *row = m_ui->folderList->topLevelItem(i);
        if (row->checkState(0) == Qt::Unchecked)
            choice.staysHere.push_back(row->text(0).toStdString());
    }
    return choice;
}

void SetupWizard::showItems()
{
    const int count = static_cast<int>(m_count);
    m_ui->previewList->clear();
    m_ui->previewList->setVisible(!fromNowOn());
    m_ui->previewButton->setVisible(!fromNowOn());
    m_ui->previewButton->setEnabled(count > 0);
    if (fromNowOn()) {
        m_ui->previewSummary->setText(
            tr("Nothing is sent now. %n &item(s) recorded so far stay on this device.", nullptr,
                count + static_cast<int>(m_stays)));
        return;
    }
    QString summary = m_stays > 0
        ? tr("%n item(s) stay on this device.", nullptr, static_cast<int>(m_stays)) + u' '
        : QString();
    summary += count > 0 ? tr("%n &item(s) will be sent:", nullptr, count)
        : m_stays > 0
        ? tr("Nothing &is sent now.")
        : tr("There &is nothing to send yet. What you record from now on is sent automatically.");
    m_ui->previewSummary->setText(summary);
    for (const ListedItem &item : m_items)
        addRow(m_ui->previewList, {itemTitle(item), whenText(item.since)});
    m_ui->previewList->setCurrentItem(m_ui->previewList->topLevelItem(0));
}

void SetupWizard::cleanupPage(int id)
{
    m_ui->form->cancel();
    const bool followsSignIn = id == AgentsPage || (id == ChoosePage && !hasVisitedPage(AgentsPage));
    if (followsSignIn && m_thread && m_signedIn)
        takeBack();
    QWizard::cleanupPage(id);
}

void SetupWizard::takeBack()
{
    m_signedIn = false;
    m_takingBack = true;
    m_ui->form->setEnabled(false);
    m_thread->abandonSetup(this, [this](const Result<void> &) {
        m_takingBack = false;
        m_ui->form->setEnabled(true);
    });
}

void SetupWizard::followChosen()
{
    if (!hasAgents() || !hasVisitedPage(AgentsPage))
        return;
    std::vector<FoundSource> chosen = chosenAgents();
    m_thread->ask(
        m_thread,
        [chosen = std::move(chosen)](Session &session) -> Result<void> {
            for (const FoundSource &one : chosen)
                MIMIR_TRY(SourceFolders(session.store().database())
                              .follow(one.agent->name(), one.folder, std::nullopt, session.clock().now()));
            return {};
        },
        [thread = m_thread](const Result<void> &stored) {
            thread->localChange();
            if (!stored)
                Q_EMIT thread->decisionFailed(stored.error().code);
        });
}

void SetupWizard::done(int result)
{
    m_ui->form->cancel();
    if (result == Accepted && currentId() == AgentsPage && !validateCurrentPage())
        return; // its reading ends the wizard
    if (m_thread && result == Accepted)
        followChosen();
    if (m_thread && result == Accepted && way() == Way::Local && !m_signedIn)
        m_thread->signOut(
            SyncThread::LocalData::Keep, m_thread, [thread = m_thread](const Result<void> &out) {
                if (!out)
                    Q_EMIT thread->decisionFailed(out.error().code);
            });
    else if (m_thread && result == Accepted)
        m_thread->finishSetup(choice());
    else if (m_thread && m_begun)
        m_thread->abandonSetup(m_thread, [](const Result<void> &) {});
    m_begun = false;
    m_signedIn = false;
    QWizard::done(result);
}

} // namespace mimir
