#include "tray/interfacelanguage.h"

#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace mimir {

InterfaceLanguage::InterfaceLanguage(QObject *parent) : QObject(parent) { }

InterfaceLanguage::~InterfaceLanguage() = default;

void InterfaceLanguage::use(const QString &language)
{
    if (m_language == language)
        return;
    m_language = language;
    const QLocale locale = language == QLatin1String("system") ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    const std::pair<QString, QString> catalogues[]
        = {{QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
            {QStringLiteral("mimir"), QStringLiteral(":/i18n")}};
    for (std::size_t i = 0; i < m_translators.size(); ++i) {
        const auto &[name, directory] = catalogues[i];
        m_translators[i] = std::make_unique<QTranslator>(); // the old one leaves the application by itself
        if (m_translators[i]->load(locale, name, QStringLiteral("_"), directory)
            || m_translators[i]->load(name + QStringLiteral("_en"), directory)) // English plural forms
            QCoreApplication::installTranslator(m_translators[i].get());
    }
    if (auto *application = qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        application->setLayoutDirection(locale.textDirection());
}

} // namespace mimir
