// Moves the write-ahead log into the database file, from this one place only.
//
// SQLite before 3.51.3 corrupts a database if a checkpoint begins on a log that is already completely
// checkpointed while a writer restarts that log. So a checkpoint begins only if there was a commit since the
// last one ended: then the log is not completely checkpointed, and no writer can restart it.
#pragma once

#include "server/serving/lane.h"

namespace mimir::server {

class Checkpointer {
public:
    /// Has its own thread and connection; `writer` must outlive it. Errors: those of openServerDatabase.
    static Result<std::unique_ptr<Checkpointer>> start(const QString &database, Lane &writer);
    ~Checkpointer();
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

    void stop();

private:
    explicit Checkpointer(Lane &writer) : m_writer(writer) { }
    void run(Database &database);
    bool sleep();
    void finishOnWriter();

    Lane &m_writer;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace mimir::server
