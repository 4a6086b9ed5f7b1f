#include "tray/questions.h"

namespace mimir {

void bringUp(QWidget *window)
{
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
    window->raise();
    window->activateWindow();
}

Questions::~Questions()
{
    delete m_box;
}

QMessageBox *Questions::ask(const QString &title, const QString &text, const QString &explanation)
{
    delete m_box;
    m_box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, m_window);
    m_box->setTextFormat(Qt::PlainText);
    m_box->setInformativeText(explanation);
    m_box->setWindowModality(Qt::NonModal);
    return m_box;
}

void Questions::tell(const QString &title, const QString &text, const QString &explanation)
{
    QMessageBox *box = ask(title, text, explanation);
    box->setIcon(QMessageBox::Information);
    box->addButton(QMessageBox::Close);
    bringUp(box);
}

} // namespace mimir
