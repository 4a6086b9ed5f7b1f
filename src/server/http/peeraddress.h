// Who is really asking when there are proxies in between: `X-Forwarded-For` is believed only as far as it was
// written by proxies that we were told to trust.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

/// IPv4 or IPv6; an IPv4-mapped IPv6 address (::ffff:192.0.2.1) is the IPv4 one.
class PeerAddress {
public:
    /// Also accepts a port, as some proxies write it: 192.0.2.1:80, [2001:db8::1]:80. nullopt: not an
    /// address.
    static std::optional<PeerAddress> parse(std::string_view text);
    std::string text() const;
    /// The unit that limits count by: the IPv4 address, or the /64 of an IPv6 address, which is what one
    /// customer has.
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
    /// "10.0.0.0/8", "2001:db8::/32", or one address. nullopt: not a network, or bits set after the prefix.
    static std::optional<Network> parse(std::string_view text);
    bool contains(const PeerAddress &address) const;

private:
    PeerAddress m_base;
    unsigned m_bits = 128; // of 128
};

bool isTrusted(const PeerAddress &address, const std::vector<Network> &trusted);

/// The right-most address that is not trusted, or the one before something that is not an address.
/// `forwardedFor`: all X-Forwarded-For headers in the order they came, joined by commas.
PeerAddress clientOf(
    const PeerAddress &socketPeer, std::string_view forwardedFor, const std::vector<Network> &trusted);

} // namespace mimir::server
