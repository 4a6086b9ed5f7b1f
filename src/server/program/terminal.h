// What commands need of the terminal they may be running on.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace mimir::server {

/// One line of standard input, without its end.
std::string readLine();
/// Asks on stderr, twice; what is typed on a terminal is not shown. nullopt: the two differ.
std::optional<std::string> askNewPassword();

/// "checked 12000 rows …" on one line of stderr, a few times a second; nothing when stderr is no terminal.
class Progress {
public:
    Progress(std::string verb, std::string things);
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    void show(std::size_t count);

private:
    std::string m_verb;
    std::string m_things;
    bool m_isTerminal;
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_last {};
};

} // namespace mimir::server
