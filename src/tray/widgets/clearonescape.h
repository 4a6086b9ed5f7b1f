// Esc in a field by which a list is filtered empties it first; in an empty one it does what it does elsewhere.
#pragma once

#include <QObject>

class QLineEdit;

namespace mimir {

class ClearOnEscape : public QObject {
    Q_OBJECT
public:
    /// Belongs to the field.
    explicit ClearOnEscape(QLineEdit *field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_field;
};

} // namespace mimir
