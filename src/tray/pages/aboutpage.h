// What this program is, and what helps when something is wrong with it.
#pragma once

#include <QWidget>

#include <memory>

namespace mimir {

namespace Ui {
class AboutPage;
}

class AboutPage : public QWidget {
    Q_OBJECT
public:
    explicit AboutPage(const QString &profileDirectory, QWidget *parent = nullptr);
    ~AboutPage() override;

    /// Values in the settings file that fall back to their default; empty hides the note.
    void setProblems(const QStringList &sentences);

Q_SIGNALS:
    void diagnosticsRequested();
    void exportRequested();
    void importRequested();
    void wizardRequested();

private:
    std::unique_ptr<Ui::AboutPage> m_ui;
};

} // namespace mimir
