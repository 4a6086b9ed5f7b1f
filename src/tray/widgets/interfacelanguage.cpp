#include "tray/widgets/interfacelanguage.h"

#include "app/translation.h"

#include <QGuiApplication>

namespace mimir {

InterfaceLanguage::InterfaceLanguage() = default;

InterfaceLanguage::~InterfaceLanguage() = default;

void InterfaceLanguage::use(const QString &language)
{
    if (m_spoken && m_language == language)
        return;
    m_spoken.reset(); // before loading the next one: Qt asks the translator installed last
    m_spoken = std::make_unique<SpokenLanguage>(language);
    m_language = language;
    // Without windows (--help) there is no direction.
    if (auto *application = qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        application->setLayoutDirection(m_spoken->direction());
}

} // namespace mimir
