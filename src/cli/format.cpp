#include "cli/format.h"

#include <QDateTime>

namespace mimir::cli {

std::string jsonArray(const std::vector<json::Object> &objects)
{
    std::string out = "[";
    for (const json::Object &object : objects)
        out += (out.size() > 1 ? "," : "") + object.toJson();
    return out + "]";
}

QString localTime(std::optional<Millis> at)
{
    if (!at || *at == 0)
        return QStringLiteral("–");
    return QDateTime::fromMSecsSinceEpoch(*at).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace mimir::cli
