// A pager between this process and the terminal, as git and man have it.
#pragma once

#include <memory>

#include <sys/types.h>

namespace mimir::cli {

/// While it lives, standard output goes to the pager.
class Pager {
public:
    /// $MIMIR_PAGER, $PAGER or less, whichever is first; nullptr: there is none, or it could not be started.
    static std::unique_ptr<Pager> start();
    /// Gives standard output back and waits until the person has left the pager. What was written must be
    /// flushed.
    ~Pager();
    Pager(const Pager &) = delete;
    Pager &operator=(const Pager &) = delete;

private:
    Pager(pid_t process, int terminal) : m_process(process), m_terminal(terminal) { }

    pid_t m_process;
    int m_terminal; ///< what standard output was
};

} // namespace mimir::cli
