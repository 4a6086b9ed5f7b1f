#include "support/postgresserver.h"

#include "support/freeport.h"

#include "server/db/postgresconnection.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <csignal>
#include <libpq-fe.h>
#include <pwd.h>
#include <unistd.h>

namespace mimir::test {
namespace {

constexpr int kPatienceMs = 60'000;
constexpr char kPassword[] = "p@ss:w/rd%";
constexpr char kPasswordInUrl[] = "p%40ss%3Aw%2Frd%25";

// PostgreSQL refuses to run as root.
const passwd *unprivileged()
{
    const passwd *user = getuid() == 0 ? getpwnam("postgres") : nullptr;
    return user || getuid() != 0 ? user : getpwnam("nobody");
}

QString binary(const QString &name)
{
    const QStringList versions = QDir(QStringLiteral("/usr/lib/postgresql"))
                                     .entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (auto version = versions.crbegin(); version != versions.crend(); ++version) {
        QString path = QStringLiteral("/usr/lib/postgresql/%1/bin/%2").arg(*version, name);
        if (QFile::exists(path))
            return path;
    }
    qFatal("PostgreSQL is not installed (Debian: postgresql-15)");
}

// setpriv execs the program, so that the process id is the program's.
void runAs(QProcess &process, const QString &program, const QStringList &arguments)
{
    QStringList words {QStringLiteral("--pdeathsig"), QStringLiteral("INT")};
    if (const passwd *user = unprivileged())
        words += {QStringLiteral("--reuid=%1").arg(user->pw_uid),
            QStringLiteral("--regid=%1").arg(user->pw_gid), QStringLiteral("--clear-groups")};
    words += QStringLiteral("--");
    words += program;
    process.setWorkingDirectory(QStringLiteral("/"));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("setpriv"), words + arguments);
}

void giveAway(const QString &path)
{
    const passwd *user = unprivileged();
    if (user && chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) != 0)
        qFatal("%s cannot be given away", qPrintable(path));
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
    file.close();
    giveAway(path);
}

} // namespace

std::unique_ptr<PostgresServer> PostgresServer::start(const Options &options)
{
    std::unique_ptr<PostgresServer> server(new PostgresServer(options));
    server->initialise();
    server->m_port = freePort();
    if (server->launch())
        return server;
    qFatal("PostgreSQL does not start: %s", server->m_process.readAll().constData());
}

PostgresServer &PostgresServer::shared()
{
    static const std::unique_ptr<PostgresServer> server = start();
    return *server;
}

PostgresServer::~PostgresServer()
{
    stop();
}

void PostgresServer::initialise()
{
    const QString passwordFile = m_directory.filePath(QStringLiteral("password"));
    giveAway(m_directory.path());
    write(passwordFile, kPassword);
    QProcess initdb;
    runAs(initdb, binary(QStringLiteral("initdb")),
        {QStringLiteral("-D"), m_directory.filePath(QStringLiteral("data")), QStringLiteral("-U"),
            QStringLiteral("mimir"), QStringLiteral("--auth=scram-sha-256"),
            QStringLiteral("--pwfile=") + passwordFile, QStringLiteral("--encoding=UTF8"),
            QStringLiteral("--locale=C.UTF-8"), QStringLiteral("--no-sync")});
    if (!initdb.waitForFinished(kPatienceMs) || initdb.exitCode() != 0)
        qFatal("initdb: %s", initdb.readAll().constData());
}

bool PostgresServer::launch()
{
    QStringList arguments {QStringLiteral("-D"), m_directory.filePath(QStringLiteral("data"))};
    QStringList settings {QStringLiteral("listen_addresses=127.0.0.1"), QStringLiteral("port=%1").arg(m_port),
        QStringLiteral("unix_socket_directories="), QStringLiteral("max_connections=100"),
        QStringLiteral("fsync=%1").arg(m_options.fsync ? QStringLiteral("on") : QStringLiteral("off"))};
    for (const QString &setting : settings + m_options.settings)
        arguments += {QStringLiteral("-c"), setting};
    runAs(m_process, binary(QStringLiteral("postgres")), arguments);
    const std::string address = url();
    QElapsedTimer since;
    since.start();
    while (since.elapsed() < kPatienceMs) {
        if (m_process.waitForFinished(20) || m_process.state() == QProcess::NotRunning)
            return false;
        if (PQping(address.c_str()) == PQPING_OK)
            return true;
    }
    kill();
    return false;
}

std::string PostgresServer::url(const std::string &database) const
{
    return "postgresql://mimir:" + std::string(kPasswordInUrl) + "@127.0.0.1:" + std::to_string(m_port) + '/'
        + database;
}

std::string PostgresServer::newDatabase(const std::string &copyOf)
{
    const std::string name = "test" + std::to_string(++m_databases);
    const auto connection = server::PostgresConnection::open(url());
    if (!connection)
        qFatal("%s", connection.error().message.c_str());
    if (const auto made
        = (*connection)->script("CREATE DATABASE " + name + " TEMPLATE " + copyOf + " STRATEGY file_copy");
        !made)
        qFatal("%s", made.error().message.c_str());
    return url(name);
}

void PostgresServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
    if (!m_process.waitForFinished(kPatienceMs))
        kill();
}

void PostgresServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

void PostgresServer::resume()
{
    if (!launch())
        qFatal("PostgreSQL does not come back: %s", m_process.readAll().constData());
}

std::string PostgresServer::urlThrough(const std::string &url, std::uint16_t port)
{
    const auto colon = url.rfind(':');
    return url.substr(0, colon + 1) + std::to_string(port) + url.substr(url.rfind('/'));
}

Pooler::Pooler(const PostgresServer &server) : m_port(freePort())
{
    giveAway(m_directory.path());
    const QString users = m_directory.filePath(QStringLiteral("users"));
    const QString settings = m_directory.filePath(QStringLiteral("pgbouncer.ini"));
    write(users, "\"mimir\" \"" + QByteArray(kPassword) + "\"\n");
    write(settings,
        QStringLiteral("[databases]\n* = host=127.0.0.1 port=%1\n[pgbouncer]\nlisten_addr=127.0.0.1\n"
                       "listen_port=%2\nunix_socket_dir=\nauth_type=scram-sha-256\nauth_file=%3\n"
                       "pool_mode=transaction\ndefault_pool_size=1\n")
            .arg(server.port())
            .arg(m_port)
            .arg(users)
            .toUtf8());
    runAs(m_process, QStringLiteral("/usr/sbin/pgbouncer"), {settings});
    const std::string address = PostgresServer::urlThrough(server.url(), m_port);
    for (int attempt = 0; attempt < 1000; ++attempt) {
        if (m_process.waitForFinished(20) || m_process.state() == QProcess::NotRunning)
            break;
        if (PQping(address.c_str()) == PQPING_OK)
            return;
    }
    qFatal("PgBouncer does not start (Debian: pgbouncer): %s", m_process.readAll().constData());
}

Pooler::~Pooler()
{
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

} // namespace mimir::test
