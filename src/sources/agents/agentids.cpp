#include "sources/agents/agentids.h"

#include <QCryptographicHash>

#include <array>
#include <functional>
#include <string>
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

// A record is asked for by its neighbours, too, so each of its digests is wanted several times in a row.
template <typename Digest>
class Recent {
public:
    template <typename Make>
    Digest of(std::string_view name, Make make)
    {
        if (name.size() > kLongest)
            return make(name);
        auto &[known, digest] = m_known[std::hash<std::string_view>()(name) % m_known.size()];
        if (known != name) {
            digest = make(name);
            known = name;
        }
        return digest;
    }

private:
    static constexpr std::size_t kLongest = 256;

    std::array<std::pair<std::string, Digest>, 256> m_known {};
};

std::string rowIdOf(std::string_view name)
{
    QByteArray id = QCryptographicHash::hash(view(name), QCryptographicHash::Sha1).first(16);
    id[6] = static_cast<char>((static_cast<unsigned char>(id[6]) & 0x0fU) | 0x50U);
    id[8] = static_cast<char>((static_cast<unsigned char>(id[8]) & 0x3fU) | 0x80U);
    const QByteArray hex = id.toHex();
    return (
        hex.mid(0, 8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-' + hex.mid(20))
        .toStdString();
}

std::int64_t recordKeyOf(std::string_view name)
{
    const QByteArray hash = QCryptographicHash::hash(view(name), QCryptographicHash::Sha256);
    std::uint64_t number = 0;
    for (const char c : hash.first(8))
        number = (number << 8U) | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(number >> 1U);
}

} // namespace

std::string agentRowId(std::initializer_list<std::string_view> parts)
{
    static thread_local Recent<std::string> recent;
    std::string name(reinterpret_cast<const char *>(kNamespace.data()), kNamespace.size());
    bool isFirst = true;
    for (const std::string_view part : parts) {
        if (!std::exchange(isFirst, false))
            name += '|';
        addPart(name, part);
    }
    return recent.of(name, rowIdOf);
}

std::string agentConversationId(std::string_view agent, std::string_view session)
{
    return agentRowId({agent, session});
}

std::int64_t agentRecordKey(std::string_view agent, std::string_view key)
{
    static thread_local Recent<std::int64_t> recent;
    std::string name;
    name.reserve(agent.size() + key.size() + 1);
    name.append(agent).append(1, '|').append(key);
    return recent.of(name, recordKeyOf);
}

} // namespace mimir
