#include "sources/telemetry/telemetrytoken.h"

#include "core/durablefile.h"
#include "core/regularfile.h"
#include "core/text.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <sodium.h>

namespace mimir {
namespace {

constexpr std::size_t kRandomBytes = 32;
constexpr std::size_t kTokenSize = 2 * kRandomBytes;

std::string newToken()
{
    std::array<unsigned char, kRandomBytes> bytes {};
    randombytes_buf(bytes.data(), bytes.size());
    std::string hex(kTokenSize + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.resize(kTokenSize);
    return hex;
}

} // namespace

std::string TelemetryTarget::endpoint() const
{
    return "http://127.0.0.1:" + std::to_string(port) + "/v1/logs";
}

std::optional<TelemetryTarget> targetAt(std::string_view endpoint, std::string token)
{
    constexpr std::string_view begin = "http://127.0.0.1:";
    if (!endpoint.starts_with(begin))
        return std::nullopt;
    const std::string_view port = endpoint.substr(begin.size());
    const auto number = numberIn<std::uint16_t>(port.substr(0, port.find('/')));
    TelemetryTarget target {number.value_or(0), std::move(token)};
    return target.endpoint() == endpoint ? std::optional(std::move(target)) : std::nullopt;
}

QString telemetryTokenPath(const QString &profile)
{
    return profile + QStringLiteral("/telemetry.token");
}

Result<std::string> readTelemetryToken(const QString &profile)
{
    const QString path = telemetryTokenPath(profile);
    MIMIR_TRY(checkOwned(path, GroupWrites::Refused));
    const auto text = readRegular(path, kTokenSize + 2);
    MIMIR_TRY(text);
    constexpr auto others = QFile::ReadGroup | QFile::ReadOther;
    if (QFileInfo(path).permissions() & others)
        return Error {ErrorCode::ForeignProfile, path.toStdString() + " can be read by other users"};
    std::string token(trimmed({text->constData(), static_cast<std::size_t>(text->size())}));
    if (token.size() != kTokenSize || !std::ranges::all_of(token, isHexDigit))
        return Error {ErrorCode::Malformed, path.toStdString() + " is not a token"};
    return token;
}

Result<std::string> ensureTelemetryToken(const QString &profile)
{
    auto there = readTelemetryToken(profile);
    if (there || there.error().code != ErrorCode::NotFound)
        return there;
    std::string token = newToken();
    MIMIR_TRY(writeDurably(telemetryTokenPath(profile), token + '\n', FileMode::Private));
    return token;
}

bool isTelemetryToken(std::string_view given, std::string_view token)
{
    return !token.empty() && given.size() == token.size()
        && sodium_memcmp(given.data(), token.data(), token.size()) == 0;
}

} // namespace mimir
