#include "tray/widgets/questions.h"

#include "tray/model/storelists.h"
#include "tray/widgets/windowplace.h"

#include <QPushButton>

#include <algorithm>

namespace mimir {
namespace {

constexpr std::size_t kNamed = 3;

} // namespace

void raiseWindow(QWidget *window)
{
    window->setAttribute(Qt::WA_DeleteOnClose);
    if (!window->isVisible())
        fitOnScreen(window);
    window->show();
    dropButtonIcons(window);
    window->raise();
    window->activateWindow();
}

void dropButtonIcons(const QWidget *dialog)
{
    for (const QDialogButtonBox *box : dialog->findChildren<QDialogButtonBox *>())
        for (QAbstractButton *button : box->buttons())
            button->setIcon({});
}

QString whichItems(const std::vector<ListedItem> &items, std::int64_t count)
{
    QStringList lines;
    for (std::size_t i = 0; i < std::min(items.size(), kNamed); ++i)
        lines << itemTitle(items[i]);
    if (lines.isEmpty())
        return {};
    if (const auto more = count - lines.size(); more > 0)
        lines << Questions::tr("and %n more", nullptr, static_cast<int>(more));
    return lines.join(u'\n') + QStringLiteral("\n\n");
}

Questions::~Questions()
{
    delete m_box;
}

QuestionBox *Questions::newBox(const QString &title, const QString &text, const QString &explanation)
{
    if (m_box)
        m_box->close(); // deletes it, but not while one of its buttons is handling a click
    m_box = new QuestionBox(QuestionBox::Kind::Question, title, text, explanation, m_window);
    return m_box;
}

void Questions::confirm(const Question &question)
{
    QuestionBox *box = newBox(question.title, question.text, question.explanation);
    const auto harmless
        = std::ranges::find_if(question.answers, [](const Question::Choice &one) { return !one.then; });
    const auto usual = question.usual >= 0 ? question.usual : harmless - question.answers.begin();
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        const Question::Choice &answer = question.answers[i];
        QPushButton *button = box->addAnswer(answer.text, answer.role, answer.then);
        if (static_cast<std::ptrdiff_t>(i) == usual) {
            button->setDefault(true);
            button->setFocus();
        }
    }
    if (harmless == question.answers.end()) {
        QPushButton *cancel = box->addCancel();
        cancel->setDefault(question.usual < 0);
    }
    raiseWindow(box);
}

void Questions::tell(const QString &title, const QString &text, const QString &explanation)
{
    QuestionBox *box = newBox(title, text, explanation);
    box->addClose();
    raiseWindow(box);
}

} // namespace mimir
