#include "server/http/peeraddress.h"

#include "core/text.h"

#include <algorithm>
#include <arpa/inet.h>

namespace mimir::server {
namespace {

constexpr unsigned char kV4Prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::string_view withoutPort(std::string_view text)
{
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        return end == text.npos ? std::string_view() : text.substr(1, end - 1);
    }
    const auto colon = text.find(':');
    return colon != text.npos && text.find(':', colon + 1) == text.npos ? text.substr(0, colon) : text;
}

} // namespace

std::optional<PeerAddress> PeerAddress::parse(std::string_view text)
{
    const std::string bare(withoutPort(trimmed(text, kBlanks)));
    PeerAddress address;
    if (inet_pton(AF_INET6, bare.c_str(), address.m_bytes.data()) == 1)
        return address;
    std::ranges::copy(kV4Prefix, address.m_bytes.begin());
    if (inet_pton(AF_INET, bare.c_str(), address.m_bytes.data() + sizeof kV4Prefix) == 1)
        return address;
    return std::nullopt;
}

bool PeerAddress::isV4() const
{
    return std::equal(std::begin(kV4Prefix), std::end(kV4Prefix), m_bytes.begin());
}

std::string PeerAddress::text() const
{
    char out[INET6_ADDRSTRLEN] = {};
    if (isV4())
        inet_ntop(AF_INET, m_bytes.data() + sizeof kV4Prefix, out, sizeof out);
    else
        inet_ntop(AF_INET6, m_bytes.data(), out, sizeof out);
    return out;
}

std::string PeerAddress::group() const
{
    if (isV4())
        return text();
    PeerAddress network = *this;
    std::fill(network.m_bytes.begin() + 8, network.m_bytes.end(), static_cast<unsigned char>(0));
    return network.text() + "/64";
}

bool PeerAddress::isLoopback() const
{
    if (isV4())
        return m_bytes[12] == 127;
    return m_bytes[15] == 1
        && std::all_of(m_bytes.begin(), m_bytes.begin() + 15, [](auto b) { return b == 0; });
}

std::optional<Network> Network::parse(std::string_view text)
{
    const auto slash = text.find('/');
    const std::string_view base = text.substr(0, slash);
    const auto address = PeerAddress::parse(base);
    if (!address || base.find_first_of("[] ") != base.npos)
        return std::nullopt;
    Network network;
    network.m_base = *address;
    if (slash == text.npos)
        return network;
    const unsigned most = base.find(':') == base.npos ? 32 : 128;
    const auto bits = numberIn<unsigned>(text.substr(slash + 1));
    if (!bits || *bits > most)
        return std::nullopt;
    network.m_bits = *bits + (128 - most);
    for (unsigned bit = network.m_bits; bit < 128; ++bit)
        if (address->m_bytes[bit / 8] & (0x80u >> bit % 8))
            return std::nullopt;
    return network;
}

bool Network::contains(const PeerAddress &address) const
{
    for (unsigned bit = 0; bit < m_bits; bit += 8) {
        const unsigned left = std::min(8u, m_bits - bit);
        const unsigned mask = 0xffu & (0xffu << (8 - left));
        if ((m_base.m_bytes[bit / 8] ^ address.m_bytes[bit / 8]) & mask)
            return false;
    }
    return true;
}

bool isTrusted(const PeerAddress &address, const std::vector<Network> &trusted)
{
    return std::ranges::any_of(trusted, [&](const Network &network) { return network.contains(address); });
}

PeerAddress clientOf(
    const PeerAddress &socketPeer, std::string_view forwardedFor, const std::vector<Network> &trusted)
{
    PeerAddress client = socketPeer;
    while (!forwardedFor.empty() && isTrusted(client, trusted)) {
        const auto comma = forwardedFor.rfind(',');
        const std::string_view last
            = comma == forwardedFor.npos ? forwardedFor : forwardedFor.substr(comma + 1);
        const auto before = PeerAddress::parse(last);
        if (!before)
            break;
        client = *before;
        forwardedFor = comma == forwardedFor.npos ? std::string_view() : forwardedFor.substr(0, comma);
    }
    return client;
}

} // namespace mimir::server
