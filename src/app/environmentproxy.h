// The proxy that the environment names, as other programs read it (curl's manual, "ENVIRONMENT"):
// https_proxy, http_proxy, all_proxy and no_proxy, in lower or upper case. Internal to this layer.
#pragma once

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>

namespace mimir {

/// What a variable says; empty where it is not set.
using Environment = std::function<QString(const char *name)>;
QString variableOf(const char *name);

/// nullopt: no variable names one for this kind of address (then the desktop may). NoProxy where no_proxy
/// takes the host out, or what a variable says is no proxy.
std::optional<QNetworkProxy> proxyOfEnvironment(const QUrl &server, const Environment &variable);

} // namespace mimir
