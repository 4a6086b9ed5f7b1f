// What can be seen of an answer before anything reads it: whether it is one of a Teams server, and if not, what
// went wrong. Internal to this layer.
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QNetworkReply>

#include <string_view>

namespace mimir {

/// What servers answer to an unencrypted request on a TLS port: ours, nginx, Apache, Go's.
bool asksForTls(std::string_view body);
/// Qt sometimes takes the end of the connection for the end of a chunked body.
bool looksCutShort(std::string_view body);
bool looksLikePage(const QByteArray &contentType, std::string_view body);
/// Qt also reports every status from 400 on as an error; those are answers.
bool isStatusError(QNetworkReply::NetworkError error);
ErrorCode failureOf(QNetworkReply::NetworkError error);

} // namespace mimir
