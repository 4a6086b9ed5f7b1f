// The four levels to choose from, each with what it means in its tool tip.
#pragma once

#include "core/privacylevel.h"

#include <QComboBox>

class QLabel;

namespace mimir {

class PrivacyLevelBox : public QComboBox {
    Q_OBJECT
public:
    explicit PrivacyLevelBox(QWidget *parent = nullptr);

    PrivacyLevel level() const;
    /// No levelChosen().
    void setLevel(PrivacyLevel level);
    /// The label says what leaves under the level shown, from now on.
    void explainIn(QLabel *label);

Q_SIGNALS:
    /// The person chose another one.
    void levelChosen(mimir::PrivacyLevel level);
};

} // namespace mimir
