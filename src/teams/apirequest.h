// Requests to a Teams server, and the times in its answers. Internal to this layer.
#pragma once

#include "core/clock.h"

#include <QNetworkRequest>
#include <QUrl>

#include <optional>
#include <string>
#include <string_view>

namespace mimir {

/// `server` is normalised by normalizedServerUrl(); `pathAndQuery` is below the base path and
/// percent-encoded.
QUrl apiUrl(const QUrl &server, std::string_view pathAndQuery);
/// What every request to a Teams server has in common.
QNetworkRequest apiRequest(const QUrl &url);
/// Drops characters that could end a header line and begin another.
void setHeader(QNetworkRequest &request, const char *name, std::string_view value);
std::string percentEncoded(const std::string &text);
/// From now, not negative, at most tuning::kMaxRetryAfter. `value`: seconds or an HTTP date; `date`: the Date
/// of the same answer.
std::optional<Millis> parseRetryAfter(std::string_view value, std::string_view date, Millis now);

/// In the form that RFC 9110 lets servers write ("Sun, 06 Nov 1994 08:49:37 GMT").
std::optional<Millis> httpDate(std::string_view text);

} // namespace mimir
