// The arguments of a command, checked against what the command accepts. Small, because `mimir record` must
// start fast.
#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace mimir::cli {

struct Option {
    QString name;  ///< without the dashes
    QString value; ///< the value's name in the help; empty = a switch
    QString description;
};

class Arguments {
public:
    /// Reads `--name value`, `--name=value`, `-h`, and operands; `--` ends the options.
    /// Errors: Usage, with a message for the user.
    static Result<Arguments> parse(const QStringList &words, const std::vector<Option> &options);

    bool has(const QString &option) const { return m_values.contains(option); }
    /// The last one given; `fallback` if there is none.
    QString value(const QString &option, const QString &fallback = {}) const;
    QStringList values(const QString &option) const;
    const QStringList &operands() const { return m_operands; }

private:
    std::map<QString, QStringList> m_values;
    QStringList m_operands;
};

} // namespace mimir::cli
