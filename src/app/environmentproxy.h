// The proxy from the environment, read as other programs read it (curl's manual, "ENVIRONMENT"): https_proxy,
// http_proxy, all_proxy and no_proxy, in lower or upper case. Internal to this layer.
#pragma once

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>

namespace mimir {

/// The value of a variable; empty if it is not set.
using Environment = std::function<QString(const char *name)>;
QString variableOf(const char *name);

/// nullopt: no variable sets one for this kind of address (then the desktop may). NoProxy if no_proxy
/// excludes the host, or the value is not a proxy.
std::optional<QNetworkProxy> proxyOfEnvironment(const QUrl &server, const Environment &variable);

} // namespace mimir
