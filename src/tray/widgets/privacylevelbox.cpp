#include "tray/widgets/privacylevelbox.h"

#include "tray/model/privacylists.h"

#include <QLabel>

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
    setCurrentIndex(static_cast<int>(level));
}

void PrivacyLevelBox::explainIn(QLabel *label)
{
    const auto explain = [this, label] { label->setText(levelSentence(level())); };
    connect(this, &QComboBox::currentIndexChanged, label, explain);
    explain();
}

} // namespace mimir
