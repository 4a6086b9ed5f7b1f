// Between UTF-8 text and Qt's classes.
#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace mimir {

inline QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// A copy.
inline QByteArray toByteArray(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

} // namespace mimir
