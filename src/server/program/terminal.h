// What commands need from the terminal they may run on.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace mimir::server {

/// One line of standard input, without the line end.
std::string readLine();
/// Asks twice on stderr; the input is not shown on a terminal. nullopt: the two differ.
std::optional<std::string> askNewPassword();

/// "checked 12000 rows …" on one line of stderr, a few times a second; nothing if stderr is not a terminal.
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
