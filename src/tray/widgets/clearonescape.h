// Esc in a list's filter field clears it first; in an empty field it works as usual.
#pragma once

#include <QObject>

class QLineEdit;

namespace mimir {

class ClearOnEscape : public QObject {
    Q_OBJECT
public:
    /// Owned by the field.
    explicit ClearOnEscape(QLineEdit *field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_field;
};

} // namespace mimir
