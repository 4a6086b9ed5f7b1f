// The language of windows, menus and notifications, as set in the settings; both our texts and Qt's.
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

    /// "system" or a language code; windows created from now on also get its direction. Existing texts stay
    /// as they are: their creators must update them.
    void use(const QString &language);

private:
    std::unique_ptr<SpokenLanguage> m_spoken;
    QString m_language;
};

} // namespace mimir
