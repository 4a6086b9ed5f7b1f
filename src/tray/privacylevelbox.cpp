#include "tray/privacylevelbox.h"

#include "tray/privacylists.h"

#include <QSignalBlocker>

namespace mimir {

PrivacyLevelBox::PrivacyLevelBox(QWidget *parent) : QComboBox(parent)
{
    for (int i = 0; i < static_cast<int>(kPrivacyLevelNames.size()); ++i) {
        addItem(levelTitle(static_cast<PrivacyLevel>(i)));
        setItemData(i, levelSentence(static_cast<PrivacyLevel>(i)), Qt::ToolTipRole);
    }
    setLevel(PrivacyLevel::Redacted);
    connect(this, &QComboBox::activated, this, [this] { Q_EMIT levelChosen(level()); });
}

PrivacyLevel PrivacyLevelBox::level() const
{
    return static_cast<PrivacyLevel>(currentIndex());
}

void PrivacyLevelBox::setLevel(PrivacyLevel level)
{
    const QSignalBlocker quiet(this);
    setCurrentIndex(static_cast<int>(level));
}

} // namespace mimir
