// A separate real PostgreSQL in a temporary directory, on a free loopback port, with a password that must be
// escaped in a URL. Ends with the test program, however that ends.
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <string>

namespace mimir::test {

class PostgresServer {
public:
    struct Options {
        bool fsync = false;
        QStringList settings = {}; ///< "name=value" for the server
    };

    /// Aborts the test program if PostgreSQL is not installed or does not start: such a test must not pass.
    static std::unique_ptr<PostgresServer> start(const Options &options);
    static std::unique_ptr<PostgresServer> start() { return start(Options()); }
    /// One for the whole test program, started on first use.
    static PostgresServer &shared();
    ~PostgresServer();

    /// URL of the superuser, for the database "postgres" or another.
    std::string url(const std::string &database = "postgres") const;
    /// Creates a database, empty or a copy of another that no one has open, and returns its URL.
    std::string newDatabase(const std::string &copyOf = "template1");
    /// The same database through another port on this computer.
    static std::string urlThrough(const std::string &url, std::uint16_t port);

    std::uint16_t port() const { return m_port; }
    QString directory() const { return m_directory.path(); }

    /// As an operator stops it: connections are closed, transactions rolled back.
    void stop();
    void kill(); ///< SIGKILL
    /// After stop() or kill(); the port stays the same. Returns once it answers.
    void resume();

private:
    explicit PostgresServer(const Options &options) : m_options(options) { }
    void initialise();
    bool launch();

    Options m_options;
    QTemporaryDir m_directory {QStringLiteral("/tmp/mimir-postgres-XXXXXX")};
    QProcess m_process;
    std::uint16_t m_port = 0;
    int m_databases = 0;
};

/// PgBouncer in transaction mode in front of a PostgresServer, with one server connection for all clients.
class Pooler {
public:
    /// Aborts the test program if it does not start.
    explicit Pooler(const PostgresServer &server);
    ~Pooler();
    std::uint16_t port() const { return m_port; }

private:
    QTemporaryDir m_directory {QStringLiteral("/tmp/mimir-pooler-XXXXXX")};
    QProcess m_process;
    std::uint16_t m_port = 0;
};

} // namespace mimir::test
