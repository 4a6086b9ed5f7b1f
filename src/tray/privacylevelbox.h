// The four levels to choose from, each with what it means in its tool tip.
#pragma once

#include "core/privacylevel.h"

#include <QComboBox>

namespace mimir {

class PrivacyLevelBox : public QComboBox {
    Q_OBJECT
public:
    explicit PrivacyLevelBox(QWidget *parent = nullptr);

    PrivacyLevel level() const;
    /// Says nothing.
    void setLevel(PrivacyLevel level);

Q_SIGNALS:
    /// The person chose another one.
    void levelChosen(mimir::PrivacyLevel level);
};

} // namespace mimir
