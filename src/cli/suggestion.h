// “Did you mean …?” for an unknown word.
#pragma once

#include <QString>
#include <QStringList>

namespace mimir::cli {

/// The word of `known` that was probably meant by `typed`; empty = none is close enough.
QString nearest(const QString &typed, const QStringList &known);
/// “ Did you mean …?” to append to a sentence, or nothing.
QString suggestion(const QString &typed, const QStringList &known);

} // namespace mimir::cli
