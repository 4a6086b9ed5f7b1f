// The language of a program.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace mimir {

/// `language`: as settings::kLanguage, "system" or a code such as "de". Dates and numbers follow it.
/// `directory` of Qt's own texts; empty = not needed.
void installTranslations(
    QCoreApplication &application, const QString &language, const QString &qtDirectory = {});

} // namespace mimir
