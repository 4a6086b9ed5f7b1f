// What a title out of a transcript may be.
#pragma once

#include <QString>
#include <QStringList>

namespace mimir {

inline QStringList hostileTitles()
{
    return {QStringLiteral("<b>bold</b>"), QStringLiteral("<img src=\"file:///etc/passwd\">"),
        QStringLiteral("<a href=\"javascript:alert(1)\">x</a>"), QStringLiteral("&amp;&lt;&#x3c;"),
        QStringLiteral("a & b"), QStringLiteral("%1 %2 %3 %n %L1"), QStringLiteral("\x1b[31mred\x1b[0m"),
        QStringLiteral("\x1b]0;title\x07"), QStringLiteral("line\nline\r\nline"), QStringLiteral("tab\ttab"),
        QString::fromUtf8("right\u202Eleft"), QString::fromUtf8("\u2066isolate\u2069"),
        QString(100'000, u'x'), QString::fromUtf8("\U0001F4A9\u200D\U0001F525"),
        QString(QChar(0xD800)) + QStringLiteral("lone"),
        QStringLiteral("nul") + QChar(0) + QStringLiteral("byte"), QString(QChar(0xFEFF)), QString(),
        QStringLiteral("   "), QStringLiteral("\"quoted\" 'quoted' `quoted`"), QStringLiteral("$(rm -rf /)"),
        QStringLiteral("'; DROP TABLE conversations; --"), QStringLiteral("{\"a\":1}"),
        QStringLiteral("<html><body onload=x>"), QStringLiteral("]]>"),
        QString::fromUtf8("Z\u0351\u036b\u0343a\u0317l\u0348g"), QStringLiteral("\\u003cscript\\u003e"),
        QStringLiteral("&File &Edit"), QString::fromUtf8("\u0085next\u2028line\u2029par")};
}

/// Nothing in it that a terminal or a reader could be fooled by.
inline bool isHarmless(const QString &text)
{
    for (const QChar c : text)
        if (c.unicode() < 0x20 || (c.unicode() >= 0x7F && c.unicode() < 0xA0)
            || (c.unicode() >= 0x202A && c.unicode() <= 0x202E)
            || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069) || c.unicode() == 0x2028
            || c.unicode() == 0x2029)
            return false;
    return true;
}

} // namespace mimir
