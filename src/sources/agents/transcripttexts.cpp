#include "sources/agents/transcripttexts.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/text.h"
#include "sources/agents/foundrow.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>

namespace mimir {
namespace {

constexpr std::size_t kMaxTitle = 200;

std::string withinTitle(std::string_view line)
{
    std::size_t end = std::min(line.size(), kMaxTitle);
    while (end < line.size() && end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(line.substr(0, end));
}

} // namespace

std::string shortIn(const json::Object &record, std::string_view name)
{
    constexpr std::size_t most = 4096; // the longest path that systems accept
    return cutText(record.text(name).value_or(std::string()), most);
}

json::Object objectOf(const json::Object &record, std::string_view name)
{
    const std::string *text = record.find(name);
    return text ? json::objectIn(*text).value_or(json::Object()) : json::Object();
}

std::string titleOf(std::string_view prompt)
{
    bool isAnnounced = false;
    std::string_view first;
    while (!prompt.empty()) {
        std::string_view line = trimmed(takeUntil(prompt, '\n'));
        if (line.empty())
            continue;
        const bool isHeading = line.front() == '#';
        line = trimmed(line.substr(std::min(line.find_first_not_of('#'), line.size())));
        if (line.empty())
            continue;
        if (first.empty())
            first = line;
        if (!isAnnounced && line.back() != ':')
            return withinTitle(line);
        if (isAnnounced && isHeading)
            return withinTitle(line);
        isAnnounced = true;
    }
    return withinTitle(first);
}

json::Object attachmentOf(std::string_view kind, std::string_view mediaType, const std::string &base64)
{
    const QByteArray bytes = QByteArray::fromBase64(
        QByteArray::fromRawData(base64.data(), static_cast<qsizetype>(base64.size())));
    json::Object attachment;
    attachment.setText("kind", kind);
    if (!mediaType.empty())
        attachment.setText("media_type", mediaType);
    if (!bytes.isEmpty()) {
        attachment.setInteger("bytes", bytes.size());
        attachment.setText(
            "sha256", QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString());
    }
    return attachment;
}

std::string argumentsIn(const std::string &canonicalJson)
{
    const auto text = json::unquoted(canonicalJson);
    const auto parsed = text ? json::canonical(*text) : Result<std::string>(canonicalJson);
    return parsed ? *parsed : canonicalJson;
}

} // namespace mimir
