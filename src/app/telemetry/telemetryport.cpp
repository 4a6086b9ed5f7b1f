#include "app/telemetry/telemetryport.h"

#include "core/text.h"

#include <arpa/inet.h>
#include <cstdio>
#include <fstream>
#include <string>
#include <unistd.h>

namespace mimir {
namespace {

// proc(5): "sl local_address rem_address st tx:rx tr:when retrnsmt uid …", numbers as they are in memory.
constexpr std::size_t kLocal = 1, kState = 3, kUser = 7;
constexpr std::string_view kListens = "0A";

std::string addressText(std::uint32_t address, std::uint16_t port)
{
    char text[32];
    const int size = std::snprintf(text, sizeof text, "%08X:%04X", address, unsigned(port));
    return {text, static_cast<std::size_t>(size)};
}

std::vector<std::string_view> wordsIn(std::string_view line)
{
    std::vector<std::string_view> words = split(line, ' ');
    std::erase(words, std::string_view());
    return words;
}

} // namespace

PortListener listenerOn(std::uint16_t port)
{
    const std::string own = addressText(htonl(INADDR_LOOPBACK), port), all = addressText(INADDR_ANY, port);
    std::ifstream table("/proc/self/net/tcp");
    for (std::string line; std::getline(table, line);) {
        const auto words = wordsIn(line);
        if (words.size() > kUser && words[kState] == kListens
            && (words[kLocal] == own || words[kLocal] == all))
            return numberIn<std::uint32_t>(words[kUser]) == ::geteuid() ? PortListener::SameUser
                                                                        : PortListener::OtherUser;
    }
    return PortListener::None;
}

} // namespace mimir
