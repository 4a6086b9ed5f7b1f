// The language of a program: its own texts, Qt's, dates, numbers and the direction of its windows.
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <QTranslator>

#include <memory>

namespace mimir {

/// The program's texts in one language. In languages written from right to left, values put into a text (%1)
/// and what is typed literally (--option, “mimir …”) are isolated (Unicode Annex #9): “12 changes of
/// laptop-2!” reads right, whatever the title or device name begins with.
class Catalogue final : public QTranslator {
public:
    /// The nearest available language for `locale`; English if there is none.
    explicit Catalogue(const QLocale &locale);

    QString translate(const char *context, const char *source, const char *comment, int n) const override;
    /// The direction of the texts, not of `locale`.
    Qt::LayoutDirection direction() const { return m_direction; }

private:
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
};

/// `text` adapted to a right-to-left paragraph.
QString withIsolatedPlaces(QString text);

/// The language of everything the program says; the application uses it as long as this object exists. Main
/// thread.
class SpokenLanguage {
public:
    /// `language`: as settings::kLanguage, "system" (or empty) or a code such as "de". Dates and numbers
    /// follow it.
    explicit SpokenLanguage(const QString &language);
    ~SpokenLanguage();
    SpokenLanguage(const SpokenLanguage &) = delete;
    SpokenLanguage &operator=(const SpokenLanguage &) = delete;

    Qt::LayoutDirection direction() const { return m_texts->direction(); }

private:
    std::unique_ptr<Catalogue> m_texts;
    std::unique_ptr<QTranslator> m_qt; ///< Qt's own: buttons of dialogs, file dialog
};

} // namespace mimir
