#include "app/translation.h"

#include <QLibraryInfo>
#include <QRegularExpression>

namespace mimir {
namespace {

// Unicode Annex #9: inside, the direction is that of the first letter, or left to right.
constexpr QChar kFirstStrong(0x2068), kLeftToRight(0x2066), kEnd(0x2069), kRightToLeftMark(0x200f);

QLocale localeOf(const QString &language)
{
    return language.isEmpty() || language == QLatin1String("system") ? QLocale::system() : QLocale(language);
}

} // namespace

QString withIsolatedPlaces(QString text)
{
    static const QRegularExpression command(QStringLiteral("“((?:mimir|--)[^”]*)”"));
    static const QRegularExpression place(QStringLiteral("(%L?[1-9])"));
    static const QRegularExpression option(QStringLiteral("(--[a-z][a-z-]*)"));
    const auto isolated = [](QChar start) { return start + QStringLiteral("\\1") + kEnd; };
    text.replace(command, u'“' + isolated(kLeftToRight) + u'”');
    text.replace(option, isolated(kLeftToRight));
    const qsizetype before = text.size();
    text.replace(place, isolated(kFirstStrong));
    // Isolated parts do not count for the direction of the whole: a text with nothing else would have none.
    return text.size() == before || text.startsWith(kRightToLeftMark) ? text : kRightToLeftMark + text;
}

Catalogue::Catalogue(const QLocale &locale)
{
    const QString directory = QStringLiteral(":/i18n");
    // English is built in; its catalogue has the plural forms.
    if (!load(locale, QStringLiteral("mimir"), QStringLiteral("_"), directory))
        (void)load(QStringLiteral("mimir_en"), directory);
    m_direction = QLocale(language()).textDirection();
}

QString Catalogue::translate(const char *context, const char *source, const char *comment, int n) const
{
    QString text = QTranslator::translate(context, source, comment, n);
    return m_direction == Qt::RightToLeft ? withIsolatedPlaces(std::move(text)) : text;
}

SpokenLanguage::SpokenLanguage(const QString &language)
    : m_texts(std::make_unique<Catalogue>(localeOf(language))), m_qt(std::make_unique<QTranslator>())
{
    QLocale::setDefault(localeOf(language));
    // Qt's texts in the same language as ours: a dialog half in each is worse than English.
    if (m_qt->load(QLocale(m_texts->language()), QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(m_qt.get());
    QCoreApplication::installTranslator(m_texts.get());
}

SpokenLanguage::~SpokenLanguage() = default; // translators leave the application automatically

} // namespace mimir
