#include "tray/pages/ruledialog.h"

#include "tray/widgets/filechooser.h"
#include "tray/widgets/rowlist.h"
#include "ui_ruledialog.h"

#include <QDir>
#include <QLineEdit>

#include <array>

namespace mimir {
namespace {

using Kind = PrivacyRule::Kind;

// Conversations are chosen where they are listed: in the history.
constexpr std::array kKinds {Kind::Workspace, Kind::Repository, Kind::Agent};

} // namespace

RuleDialog::RuleDialog(QWidget *parent, const QString &title)
    : QDialog(parent), m_ui(std::make_unique<Ui::RuleDialog>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    setWindowTitle(title);
    m_ui->messageLabel->hide();
    m_ui->takeBackButton->hide();
    m_ui->subjectLabel->hide();
    for (const Kind kind : kKinds)
        m_ui->kindBox->addItem(ruleKindTitle(kind));
    connect(m_ui->kindBox, &QComboBox::currentIndexChanged, this, &RuleDialog::showKind);
    connect(m_ui->folderButton, &QPushButton::clicked, this, &RuleDialog::chooseFolder);
    connect(m_ui->saveButton, &QPushButton::clicked, this, [this] { Q_EMIT ruleGiven(rule()); });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    m_ui->valueBox->lineEdit()->setAccessibleName(m_ui->valueBox->accessibleName());
    m_ui->saveButton->setDefault(true);
    m_ui->levelBox->setLevel(PrivacyLevel::Nothing);
    m_ui->levelBox->explainIn(m_ui->levelExplanation);
}

RuleDialog::RuleDialog(RuleSubjects subjects, QWidget *parent) : RuleDialog(parent, tr("Add a rule"))
{
    m_subjects = std::move(subjects);
    showKind();
}

RuleDialog::RuleDialog(const ListedRule &rule, QWidget *parent) : RuleDialog(parent, tr("Change the rule"))
{
    setFixed(rule);
}

RuleDialog::RuleDialog(const ConversationPrivacy &conversation, QWidget *parent)
    : RuleDialog(parent, tr("Privacy of the conversation"))
{
    setFixed(conversation.rule);
    connect(m_ui->takeBackButton, &QPushButton::clicked, this, [this] { Q_EMIT ruleTakenBack(rule()); });
    m_ui->takeBackButton->setVisible(conversation.hasRule);
    m_ui->takeBackButton->setEnabled(!conversation.onlyHere);
    m_ui->levelBox->setEnabled(!conversation.onlyHere);
    m_ui->saveButton->setEnabled(!conversation.onlyHere);
    if (conversation.onlyHere)
        say(ruleErrorSentence({ErrorCode::Immutable, {}}, Kind::Conversation));
}

RuleDialog::~RuleDialog() = default;

void RuleDialog::setFixed(const ListedRule &rule)
{
    m_fixed = rule.rule;
    for (QWidget *widget : std::initializer_list<QWidget *> {
             m_ui->kindLabel, m_ui->kindBox, m_ui->valueLabel, m_ui->valueBox, m_ui->folderButton})
        widget->hide();
    m_ui->subjectLabel->setText(tr("%1: %2").arg(ruleKindTitle(rule.rule.kind), rule.subject));
    m_ui->subjectLabel->show();
    m_ui->levelBox->setLevel(rule.rule.level);
    m_ui->levelBox->setFocus();
}

PrivacyRule RuleDialog::rule() const
{
    PrivacyRule rule = m_fixed.value_or(PrivacyRule {});
    if (!m_fixed) {
        rule.kind = kKinds[static_cast<std::size_t>(m_ui->kindBox->currentIndex())];
        rule.value = m_ui->valueBox->currentText().trimmed().toStdString();
    }
    rule.level = m_ui->levelBox->level();
    return rule;
}

void RuleDialog::showKind()
{
    const Kind kind = kKinds[static_cast<std::size_t>(m_ui->kindBox->currentIndex())];
    m_ui->valueBox->clear();
    m_ui->valueBox->addItems(kind == Kind::Workspace ? m_subjects.workspaces
            : kind == Kind::Repository               ? m_subjects.repositories
                                                     : m_subjects.agents);
    m_ui->valueLabel->setText(kind == Kind::Workspace ? tr("&Folder and everything below it:")
            : kind == Kind::Repository                ? tr("&Address of the repository:")
                                                      : tr("&Name of the agent:"));
    m_ui->folderButton->setVisible(kind == Kind::Workspace);
    m_ui->messageLabel->hide();
}

void RuleDialog::chooseFolder()
{
    const QString folder
        = chooseFile(this, {tr("Folder"), QDir::homePath(), QFileDialog::AcceptOpen, QFileDialog::Directory});
    if (!folder.isEmpty())
        m_ui->valueBox->setCurrentText(folder);
}

void RuleDialog::say(const QString &message)
{
    m_ui->messageLabel->setText(message);
    m_ui->messageLabel->show();
}

} // namespace mimir
