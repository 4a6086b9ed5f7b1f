// A text to read before something is done with it: what would be sent for an item, or diagnostics before they
// are saved.
#pragma once

#include <QDialog>

#include <memory>

namespace mimir {

namespace Ui {
class TextDialog;
}

class TextDialog : public QDialog {
    Q_OBJECT
public:
    /// `fileName` is suggested by "Save…"; without one there is no such button.
    TextDialog(const QString &title, const QString &intro, const QString &text, const QString &fileName,
        QWidget *parent = nullptr);
    ~TextDialog() override;

    QString text() const { return m_text; }
    /// Writes exactly what is shown.
    bool saveTo(const QString &path);

    /// The JSON unchanged, except that invisible and direction-changing characters become \u escapes, which
    /// mean the same.
    static QString shownJson(const std::string &json);

private:
    void save();

    std::unique_ptr<Ui::TextDialog> m_ui;
    QString m_text;
    QString m_fileName;
};

} // namespace mimir
