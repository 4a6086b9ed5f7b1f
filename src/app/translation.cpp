#include "app/translation.h"

#include <QLocale>
#include <QTranslator>

namespace mimir {
namespace {

void install(QCoreApplication &application, const QString &name, const QString &directory)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(QLocale(), name, QStringLiteral("_"), directory)
        || translator->load(name + QStringLiteral("_en"), directory)) // English plural forms
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void installTranslations(QCoreApplication &application, const QString &language, const QString &qtDirectory)
{
    if (language != QLatin1String("system") && !language.isEmpty())
        QLocale::setDefault(QLocale(language));
    if (!qtDirectory.isEmpty())
        install(application, QStringLiteral("qtbase"), qtDirectory);
    install(application, QStringLiteral("mimir"), QStringLiteral(":/i18n"));
}

} // namespace mimir
