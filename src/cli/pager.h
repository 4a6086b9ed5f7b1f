// A pager between this process and the terminal, as in git and man.
#pragma once

#include <memory>

#include <sys/types.h>

namespace mimir::cli {

/// While it exists, standard output goes to the pager.
class Pager {
public:
    /// $MIMIR_PAGER, $PAGER or less, the first that is set; nullptr: there is none, or it could not be
    /// started.
    static std::unique_ptr<Pager> start();
    /// Restores standard output and waits until the user has quit the pager. Output must be flushed first.
    ~Pager();
    Pager(const Pager &) = delete;
    Pager &operator=(const Pager &) = delete;

private:
    Pager(pid_t process, int terminal) : m_process(process), m_terminal(terminal) { }

    pid_t m_process;
    int m_terminal; ///< the original standard output
};

} // namespace mimir::cli
