#include "cli/typedid.h"

#include "core/plaintext.h"

#include <QCoreApplication>

namespace mimir::cli {
namespace {

constexpr std::size_t kMostNamed = 5;

struct TypedId {
    Q_DECLARE_TR_FUNCTIONS(TypedId)
};

std::optional<std::string> theOne(
    Context &context, std::vector<std::string> fitting, const QString &typed, const QString &nothing)
{
    if (fitting.size() == 1)
        return std::move(fitting.front());
    if (fitting.empty()) {
        context.fail(typed.size() < static_cast<qsizetype>(kShortestIdPrefix) ? nothing + u' '
                    + TypedId::tr("A shortened id needs at least %1 characters.").arg(kShortestIdPrefix)
                                                                              : nothing);
        return std::nullopt;
    }
    QStringList named;
    for (std::size_t i = 0; i < std::min(fitting.size(), kMostNamed); ++i)
        named << plain(fitting[i], 64);
    if (fitting.size() > kMostNamed)
        named << QStringLiteral("…");
    context.fail(TypedId::tr("More than one id begins with %1: %2. Type more characters.")
                     .arg(plain(typed.toStdString(), 64), named.join(u' ')));
    return std::nullopt;
}

QString nothingOf(const QString &nothing, const QString &typed)
{
    return nothing.arg(plain(typed.toStdString(), 64));
}

// Every bad one is told.
template <typename Find>
std::optional<std::vector<std::string>> allOf(const QStringList &typed, Find find)
{
    std::vector<std::string> ids;
    for (const QString &one : typed)
        if (std::optional<std::string> id = find(one))
            ids.push_back(std::move(*id));
    return static_cast<qsizetype>(ids.size()) == typed.size() ? std::optional(std::move(ids)) : std::nullopt;
}

} // namespace

std::optional<std::string> typedId(
    Context &context, IdScope scope, const QString &typed, const QString &nothing)
{
    const auto store = context.store();
    if (!store) {
        context.fail(store.error());
        return std::nullopt;
    }
    auto fitting = idsTyped((*store)->database(), scope, typed.toStdString(), kMostNamed + 1);
    if (!fitting) {
        context.fail(fitting.error());
        return std::nullopt;
    }
    return theOne(context, std::move(*fitting), typed, nothing);
}

std::optional<std::vector<std::string>> typedIds(
    Context &context, IdScope scope, const QStringList &typed, const QString &nothing)
{
    return allOf(
        typed, [&](const QString &one) { return typedId(context, scope, one, nothingOf(nothing, one)); });
}

std::optional<std::vector<std::string>> typedIdsOf(
    Context &context, const std::vector<std::string> &ids, const QStringList &typed, const QString &nothing)
{
    return allOf(typed, [&](const QString &one) {
        return theOne(context, idsTyped(ids, one.toStdString()), one, nothingOf(nothing, one));
    });
}

} // namespace mimir::cli
