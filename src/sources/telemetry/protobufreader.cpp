#include "sources/telemetry/protobufreader.h"

namespace mimir {
namespace {

constexpr int kMaxVarintBytes = 10;
constexpr std::uint64_t kMaxNumber = (std::uint64_t(1) << 29) - 1;

} // namespace

bool ProtobufReader::fail()
{
    m_isFaulty = true;
    return false;
}

bool ProtobufReader::varint(std::uint64_t &value)
{
    value = 0;
    for (int i = 0; i < kMaxVarintBytes && !m_rest.empty(); ++i) {
        const auto byte = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        if (i == kMaxVarintBytes - 1 && byte > 1)
            break; // more than 64 bits
        value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
        if ((byte & 0x80) == 0)
            return true;
    }
    return fail();
}

bool ProtobufReader::cut(std::uint64_t size)
{
    if (size > m_rest.size())
        return fail();
    m_bytes = m_rest.substr(0, static_cast<std::size_t>(size));
    m_rest.remove_prefix(static_cast<std::size_t>(size));
    return true;
}

bool ProtobufReader::next()
{
    if (m_isFaulty || m_rest.empty())
        return false;
    std::uint64_t tag = 0, value = 0;
    if (!varint(tag))
        return false;
    m_number = tag >> 3;
    m_type = tag & 7;
    if (m_number == 0 || m_number > kMaxNumber)
        return fail();
    switch (m_type) {
    case kVarint:
        return varint(value);
    case kFixed64:
        return cut(8);
    case kLengthDelimited:
        return varint(value) && cut(value);
    case kFixed32:
        return cut(4);
    default:
        return fail(); // a group, which no message of today has
    }
}

std::uint64_t ProtobufReader::fixed64() const
{
    std::uint64_t value = 0;
    for (std::size_t i = m_bytes.size(); i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(m_bytes[i]);
    return value;
}

} // namespace mimir
