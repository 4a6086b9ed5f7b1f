// A choice of the four levels, each explained in its tooltip.
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
    /// Does not emit levelChosen().
    void setLevel(PrivacyLevel level);
    /// From now on the label says what is sent under the level shown.
    void explainIn(QLabel *label);

Q_SIGNALS:
    /// The user chose another one.
    void levelChosen(mimir::PrivacyLevel level);
};

} // namespace mimir
