#include "tray/questions.h"

#include "tray/stateicon.h"

#include <QLabel>
#include <QPushButton>

namespace mimir {
namespace {

constexpr int kTextWidth = 340;

} // namespace

void bringUp(QWidget *window)
{
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
    window->raise();
    window->activateWindow();
}

QMessageBox *plainBox(QMessageBox::Icon icon, const QString &title, const QString &text,
    const QString &explanation, QWidget *window)
{
    auto *box = new QMessageBox(icon, title, text, QMessageBox::NoButton, window);
    box->setInformativeText(explanation);
    box->setWindowModality(Qt::NonModal);
    box->setIconPixmap(
        (icon == QMessageBox::Warning ? stateIcon(SyncState::Attention, IconStyle::Colour) : programIcon())
            .pixmap(QSize(48, 48), box->devicePixelRatioF()));
    for (QLabel *label : box->findChildren<QLabel *>()) {
        label->setTextFormat(Qt::PlainText); // the box's own setTextFormat() leaves the explanation out
        if (label->text().isEmpty())
            label->setAccessibleName(title); // the icon
    }
    auto *question = box->findChild<QLabel *>(QStringLiteral("qt_msgbox_label")); // Qt's name for it
    question->setMinimumWidth(kTextWidth);
    QFont font = question->font();
    font.setBold(!explanation.isEmpty());
    question->setFont(font);
    return box;
}

QPushButton *addCancel(QMessageBox *box)
{
    QPushButton *button = box->addButton(QMessageBox::Cancel);
    button->setText(Questions::tr("&Cancel"));
    button->setIcon({}); // the others have none
    return button;
}

QPushButton *addClose(QMessageBox *box)
{
    QPushButton *button = box->addButton(QMessageBox::Close);
    button->setText(Questions::tr("C&lose"));
    button->setIcon({}); // the others have none
    return button;
}

Questions::~Questions()
{
    delete m_box;
}

QMessageBox *Questions::ask(const QString &title, const QString &text, const QString &explanation)
{
    delete m_box;
    m_box = plainBox(QMessageBox::Question, title, text, explanation, m_window);
    return m_box;
}

void Questions::tell(const QString &title, const QString &text, const QString &explanation)
{
    QMessageBox *box = ask(title, text, explanation);
    addClose(box);
    bringUp(box);
}

} // namespace mimir
