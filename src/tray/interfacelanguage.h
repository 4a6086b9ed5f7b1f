// The language of windows, menus and notifications, as the settings say; the program's own texts and Qt's.
#pragma once

#include <QObject>
#include <QString>

#include <array>
#include <memory>

class QTranslator;

namespace mimir {

class InterfaceLanguage : public QObject {
    Q_OBJECT
public:
    explicit InterfaceLanguage(QObject *parent = nullptr);
    ~InterfaceLanguage() override;

    /// "system" or a language's code. Texts made before stay as they are: whoever made them makes them again.
    void use(const QString &language);

private:
    std::array<std::unique_ptr<QTranslator>, 2> m_translators;
    QString m_language;
};

} // namespace mimir
