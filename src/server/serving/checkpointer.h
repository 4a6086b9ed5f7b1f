// Moves the write-ahead log into the database file, from this one place only.
//
// SQLite before 3.51.3 corrupts a database when a checkpoint begins on a log that is wholly checkpointed
// already while a writer starts that log anew. So a checkpoint begins only when somebody has committed since
// the last one ended: then the log is not whole, and no writer can start it anew.
#pragma once

#include "server/serving/lane.h"

namespace mimir::server {

class Checkpointer {
public:
    /// Its own thread and connection; `writer` outlives it. Errors: those of openServerDatabase.
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
