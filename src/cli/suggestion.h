// “Did you mean …?” for a word that is none of those it could be.
#pragma once

#include <QString>
#include <QStringList>

namespace mimir::cli {

/// The word of `known` that was probably meant by `typed`; empty = none is near enough.
QString nearest(const QString &typed, const QStringList &known);
/// “ Did you mean …?” to follow a sentence, or nothing.
QString suggestion(const QString &typed, const QStringList &known);

} // namespace mimir::cli
