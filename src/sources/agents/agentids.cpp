#include "sources/agents/agentids.h"

#include <QCryptographicHash>

#include <array>
#include <utility>

namespace mimir {
namespace {

// The namespace of all these ids; it never changes.
constexpr std::array<unsigned char, 16> kNamespace {
    0x6d, 0x69, 0x6d, 0x69, 0x72, 0x2e, 0x51, 0x9c, 0x9e, 0x0b, 0x73, 0x6f, 0x75, 0x72, 0x63, 0x65};

QByteArrayView view(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

void addPart(std::string &name, std::string_view part)
{
    for (const char c : part) {
        if (c == '|' || c == '\\')
            name += '\\';
        name += c;
    }
}

} // namespace

std::string agentRowId(std::initializer_list<std::string_view> parts)
{
    std::string name(reinterpret_cast<const char *>(kNamespace.data()), kNamespace.size());
    bool isFirst = true;
    for (const std::string_view part : parts) {
        if (!std::exchange(isFirst, false))
            name += '|';
        addPart(name, part);
    }
    QByteArray id = QCryptographicHash::hash(view(name), QCryptographicHash::Sha1).first(16);
    id[6] = static_cast<char>((static_cast<unsigned char>(id[6]) & 0x0fU) | 0x50U);
    id[8] = static_cast<char>((static_cast<unsigned char>(id[8]) & 0x3fU) | 0x80U);
    const QByteArray hex = id.toHex();
    return (
        hex.mid(0, 8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-' + hex.mid(20))
        .toStdString();
}

std::string agentConversationId(std::string_view agent, std::string_view session)
{
    return agentRowId({agent, session});
}

std::int64_t agentRecordKey(std::string_view agent, std::string_view key)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(view(agent));
    hash.addData(view("|"));
    hash.addData(view(key));
    std::uint64_t number = 0;
    for (const char c : hash.result().first(8))
        number = (number << 8U) | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(number >> 1U);
}

} // namespace mimir
