// The fields of a message in protobuf's wire format, one after another, as views of its bytes. libprotobuf would build a
// tree of all that a stranger sent before anything can be counted, 100 bytes and more for each two that came, and would
// keep the texts that are to be dropped unread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mimir {

class ProtobufReader {
public:
    explicit ProtobufReader(std::string_view message) : m_rest(message) { }

    /// The next field; false at the end, or where what follows is not one: isFaulty().
    bool next();
    bool isFaulty() const { return m_isFaulty; }

    /// Whether it is this field with a text, bytes or a message in it.
    bool isBytes(std::uint64_t field) const { return m_number == field && m_type == kLengthDelimited; }
    bool isFixed64(std::uint64_t field) const { return m_number == field && m_type == kFixed64; }
    std::string_view bytes() const { return m_bytes; }
    std::uint64_t fixed64() const;

private:
    static constexpr std::uint64_t kVarint = 0, kFixed64 = 1, kLengthDelimited = 2, kFixed32 = 5;
    bool fail();
    bool varint(std::uint64_t &value);
    bool cut(std::uint64_t size);

    std::string_view m_rest, m_bytes;
    std::uint64_t m_number = 0, m_type = 0;
    bool m_isFaulty = false;
};

} // namespace mimir
