// More than a hundred titles that a transcript could contain.
#pragma once

#include <QString>
#include <QStringList>

namespace mimir {

inline QStringList hostileMarkup()
{
    QStringList out;
    for (const char *text :
        {"<b>bold</b>", "<img src=\"file:///etc/passwd\">", "<a href=\"javascript:alert(1)\">x</a>",
            "&amp;&lt;&#x3c;", "<html><body onload=x>", "]]>", "<![CDATA[x]]>", "<!-- comment", "--><script>",
            "<qt>rich</qt>", "<!DOCTYPE html>", "<font color=white>invisible</font>", "<br><br><br>", "<hr/>",
            "<table><tr><td>cell", "<style>*{display:none}</style>", "<u><i><s>", "&lt;b&gt;", "&#0;",
            "&#x202e;", "<a href='mimir://quit'>Sync now</a>", "<svg onload=alert(1)>",
            "<img src=x:x onerror=1>", "<p align=right>far away</p>", "<h1>HUGE</h1>", "</label></markup>",
            "<span size='999999'>x</span>", "<marquee>", "<<<<>>>>", "a < b > c & d", "\\u003cscript\\u003e",
            "%3Cb%3E", "<B", "b>", "&nbsp;&nbsp;"})
        out += QString::fromUtf8(text);
    return out;
}

inline QStringList hostileOrders()
{
    QStringList out;
    for (const char32_t c :
        {U'\u202A', U'\u202B', U'\u202C', U'\u202D', U'\u202E', U'\u2066', U'\u2067', U'\u2068', U'\u2069'}) {
        const QString mark = QString::fromUcs4(&c, 1);
        out += QStringLiteral("start") + mark + QStringLiteral("gpj.exe");
        out += mark;
    }
    out += QString::fromUtf8("\u05D0\u05D1\u05D2 mixed \u0627\u0644");
    out += QString(500, QChar(0x202E));
    return out;
}

inline QStringList hostileControls()
{
    QStringList out;
    for (const int c : {0x00, 0x01, 0x03, 0x04, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x1A, 0x1B,
             0x1F, 0x7F, 0x80, 0x85, 0x90, 0x9B, 0x9D, 0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF})
        out += QStringLiteral("be") + QChar(c) + QStringLiteral("fore");
    out += QStringLiteral("\x1b[31mred\x1b[0m");
    out += QStringLiteral("\x1b]0;title\x07");
    out += QStringLiteral("\x1b[2J\x1b[H");
    out += QStringLiteral("\x1b]8;;http://evil\x1b\\link");
    out += QStringLiteral("line\nline\r\nline");
    out += QStringLiteral("a\rb");
    out += QString(2000, u'\n');
    out += QString(QChar(0xD800)) + QStringLiteral("lone");
    out += QStringLiteral("lone") + QChar(0xDFFF);
    return out;
}

inline QStringList hostileShapes()
{
    QStringList out {QString(1 << 20, u'x'), QString(1 << 20, QChar(0x0301)), QString(100'000, QChar(0x1F)),
        QString(), QStringLiteral("   "), QString(3000, u' ') + QStringLiteral("end")};
    for (const char *text : {"a & b", "&File &Edit", "&&&", "%1 %2 %3 %n %L1", "%s%n%x",
             "\"quoted\" 'quoted' `quoted`", "$(rm -rf /)", "`id`", "'; DROP TABLE conversations; --",
             "{\"a\":1}", "\\\\host\\share", "../../etc/passwd", "-rf", "--help", "file:///etc/passwd",
             "javascript:alert(1)", "__import__('os')", "_underscore_", "con", "NUL",
             "\U0001F4A9\u200D\U0001F525", "Z\u0351\u036b\u0343a\u0317l\u0348g", "\u200B\u200B\u200B",
             "\u00AD\u00AD", "\u3000wide\u3000", "\uFFFC\uFFFD", "\U000E0041\U000E007F", "аdmin", "1e999",
             "null", "true", "Synced", "Sync now", "(2)", "…", "\t\t\tindented"})
        out += QString::fromUtf8(text);
    return out;
}

inline QStringList hostileTitles()
{
    return hostileMarkup() + hostileOrders() + hostileControls() + hostileShapes();
}

/// Contains nothing that could fool a terminal or a reader.
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
