// The language of windows, menus and notifications, as the settings say; the program's own texts and Qt's.
#pragma once

#include <QString>

#include <memory>

namespace mimir {

class SpokenLanguage;

class InterfaceLanguage {
public:
    InterfaceLanguage();
    ~InterfaceLanguage();
    InterfaceLanguage(const InterfaceLanguage &) = delete;
    InterfaceLanguage &operator=(const InterfaceLanguage &) = delete;

    /// "system" or a language's code; windows made from now on have its direction, too. Texts made before
    /// stay as they are: whoever made them makes them again.
    void use(const QString &language);

private:
    std::unique_ptr<SpokenLanguage> m_spoken;
    QString m_language;
};

} // namespace mimir
