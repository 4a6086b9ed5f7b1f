// Who is really asking when proxies stand between: what `X-Forwarded-For` says is believed only as far as the
// proxies we were told to trust have written it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

/// IPv4 or IPv6; an IPv4 address in the clothes of IPv6 (::ffff:192.0.2.1) is the IPv4 one.
class PeerAddress {
public:
    /// Also with a port, as some proxies write it: 192.0.2.1:80, [2001:db8::1]:80. nullopt: no address.
    static std::optional<PeerAddress> parse(std::string_view text);
    std::string text() const;
    /// What limits count by: the address, of IPv6 its /64, which is what one customer has.
    std::string group() const;
    bool isLoopback() const;

    bool operator==(const PeerAddress &) const = default;

private:
    friend class Network;
    bool isV4() const;
    std::array<unsigned char, 16> m_bytes {};
};

class Network {
public:
    /// "10.0.0.0/8", "2001:db8::/32", or one address. nullopt: none, or bits set behind the prefix.
    static std::optional<Network> parse(std::string_view text);
    bool contains(const PeerAddress &address) const;

private:
    PeerAddress m_base;
    unsigned m_bits = 128; // of the 128
};

bool isTrusted(const PeerAddress &address, const std::vector<Network> &trusted);

/// The right-most address that is not trusted, or the one before something that is no address.
/// `forwardedFor`: all X-Forwarded-For in the order they came, joined by commas.
PeerAddress clientOf(
    const PeerAddress &socketPeer, std::string_view forwardedFor, const std::vector<Network> &trusted);

} // namespace mimir::server
