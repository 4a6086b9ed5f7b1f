// Values for people and for programs to read.
#pragma once

#include "core/clock.h"
#include "core/json/json.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace mimir::cli {

/// [{…},{…}]
std::string jsonArray(const std::vector<json::Object> &objects);
/// "2026-08-01 09:12" in this computer's time zone; "–" if missing.
QString localTime(std::optional<Millis> at);
/// The same with seconds.
QString exactLocalTime(std::optional<Millis> at);

class Terminal;

/// Columns under a heading, each as wide as its widest cell, the last one as long as its text.
class Table {
public:
    explicit Table(QStringList headings) : m_headings(std::move(headings)) { }

    /// As many cells as there are headings; text from transcripts must have gone through core/plaintext.h.
    void add(QStringList cells) { m_rows.push_back(std::move(cells)); }
    bool isEmpty() const { return m_rows.empty(); }
    void print(Terminal &terminal) const;

private:
    QStringList m_headings;
    std::vector<QStringList> m_rows;
};

} // namespace mimir::cli
