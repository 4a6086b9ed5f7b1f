// What is a valid server address.
#pragma once

#include "core/result.h"

#include <QString>
#include <QUrl>

#include <cstdint>

namespace mimir {

/// Where the program talks without encryption.
enum class PlainHttp : std::uint8_t { LoopbackOnly, AnyHost };
constexpr PlainHttp plainHttpIf(bool allowed)
{
    return allowed ? PlainHttp::AnyHost : PlainHttp::LoopbackOnly;
}

/// Checks and normalises what the user typed: https, or http where `plain` allows it. Errors: InsecureUrl, Usage.
Result<QUrl> normalizedServerUrl(const QString &typed, PlainHttp plain);

bool isLoopback(const QUrl &url);

} // namespace mimir
