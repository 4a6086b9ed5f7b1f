#include "server/db/postgresconnection.h"

#include "core/plaintext.h"
#include "server/db/postgresurl.h"

#include <algorithm>
#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mimir::server {
namespace {

constexpr int kOldest = 130000;
constexpr std::size_t kMessageCharacters = 300;
constexpr std::chrono::milliseconds kConnectPause {200};

// A node that died silently must not hold a team's lock for the hours TCP takes to notice.
constexpr char kBeginWrite[]
    = "BEGIN; SET LOCAL lock_timeout='10s'; SET LOCAL idle_in_transaction_session_timeout='30s'";
constexpr char kBeginSnapshot[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

struct Mapping {
    std::string_view state; ///< SQLSTATE, or its first two characters
    ErrorCode code;
};

constexpr Mapping kMappings[] = {
    {"08", ErrorCode::StoreBusy},        // connection
    {"57P01", ErrorCode::StoreBusy},     // shutting down
    {"57P02", ErrorCode::StoreBusy},     // another process crashed
    {"57P03", ErrorCode::StoreBusy},     // starting up
    {"57P05", ErrorCode::StoreBusy},     // idle session
    {"25P03", ErrorCode::StoreBusy},     // idle in a transaction
    {"57014", ErrorCode::StoreBusy},     // cancelled, or the operator's statement_timeout
    {"40", ErrorCode::StoreBusy},        // serialisation, deadlock
    {"55P03", ErrorCode::StoreBusy},     // lock_timeout
    {"53300", ErrorCode::StoreBusy},     // too many connections
    {"53200", ErrorCode::StoreBusy},     // out of memory
    {"53100", ErrorCode::StoreFull},     // disk full
    {"25006", ErrorCode::StoreReadOnly}, // a standby
    {"42501", ErrorCode::StoreReadOnly}, // not allowed
    {"23505", ErrorCode::Exists},        // unique key
    {"22021", ErrorCode::Malformed},     // not UTF-8, or NUL
    {"22P05", ErrorCode::Malformed},     // the same
    {"54000", ErrorCode::TooLarge},      // a key too large for an index page
    {"XX001", ErrorCode::StoreCorrupt},  // a damaged page
    {"XX002", ErrorCode::StoreCorrupt},  // a damaged index
};

ErrorCode codeOf(std::string_view state)
{
    const auto at
        = std::ranges::find_if(kMappings, [&](const Mapping &one) { return state.starts_with(one.state); });
    return at == std::end(kMappings) ? ErrorCode::StoreFailed : at->code;
}

Error stopping()
{
    return Error {ErrorCode::StoreBusy, "the server is stopping"};
}

// ?12 → $12, but not inside '…' or "…".
std::string withDollars(std::string_view sql)
{
    std::string out(sql);
    char quote = '\0';
    for (std::size_t i = 0; i < out.size(); ++i) {
        char &c = out[i];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote; // a doubled quote closes and opens again
        else if (c == '\'' || c == '"')
            quote = c;
        else if (c == '?' && i + 1 < out.size() && out[i + 1] >= '1' && out[i + 1] <= '9')
            c = '$';
    }
    return out;
}

// Only a statement that may be repeated after the connection broke.
bool isPlainQuestion(std::string_view sql)
{
    return sql.starts_with("SELECT") && sql.find(" FOR ") == std::string_view::npos;
}

} // namespace

void PostgresConnection::Finish::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string &url)
{
    if (!isPostgresUrl(url))
        return Error {ErrorCode::Usage,
            "the database URL is invalid: use postgresql://USER:PASSWORD@HOST:PORT/DATABASE, and in the user "
            "and password write %40 for @, %3A for :, %2F for /, %25 for %"};
    std::unique_ptr<PostgresConnection> made(new PostgresConnection(url));
    MIMIR_TRY(made->connect());
    return made;
}

PostgresConnection::~PostgresConnection()
{
    m_connection.reset();
    keepSocket();
}

bool PostgresConnection::isLost() const
{
    return !m_connection || PQstatus(m_connection.get()) != CONNECTION_OK;
}

void PostgresConnection::keepSocket()
{
    const std::lock_guard lock(m_socketMutex);
    if (m_socket >= 0)
        close(m_socket);
    m_socket = isLost() ? -1 : fcntl(PQsocket(m_connection.get()), F_DUPFD_CLOEXEC, 0);
}

// Not PQcancel: it makes a connection, which may have to wait just as long. The server notices when a lock
// does not come, or when it has something to say.
void PostgresConnection::cancelWaits(Waits what)
{
    m_lettingGo = true;
    const std::lock_guard lock(m_socketMutex);
    if (what == Waits::OfEverything && m_socket >= 0)
        shutdown(m_socket, SHUT_RDWR);
}

Result<void> PostgresConnection::connect()
{
    if (m_lettingGo)
        return stopping();
    m_connection.reset();
    m_isStale = false;
    // While the server does not answer, many callers must not each wait for it.
    const auto now = std::chrono::steady_clock::now();
    if (now < m_retryAt) {
        tellWatch(Ended::Lost);
        return m_unreachable;
    }
    auto connected = connectOnce();
    keepSocket();
    if (m_lettingGo)
        connected = stopping();
    if (connected) {
        ++m_generation;
        return {};
    }
    m_connection.reset();
    m_retryAt = std::chrono::steady_clock::now() + kConnectPause;
    m_unreachable = connected.error();
    tellWatch(Ended::Lost);
    return connected;
}

Result<void> PostgresConnection::connectOnce()
{
    // Settings in the URL override the ones before it.
    static constexpr const char *keywords[] = {"connect_timeout", "keepalives_idle", "keepalives_interval",
        "keepalives_count", "tcp_user_timeout", "target_session_attrs", "fallback_application_name", "dbname",
        "client_encoding", nullptr};
    const char *values[]
        = {"5", "15", "5", "3", "20000", "read-write", "mimir-teams-server", m_url.c_str(), "UTF8", nullptr};
    static_assert(std::size(keywords) == 10);
    m_connection.reset(PQconnectdbParams(keywords, values, 1));
    const std::string place = "the database " + postgresUrlForPeople(m_url);
    if (isLost()) {
        const std::string why = m_connection ? PQerrorMessage(m_connection.get()) : "out of memory";
        return Error {
            ErrorCode::StoreBusy, place + " cannot be reached: " + singleLine(why, kMessageCharacters)};
    }
    PQsetNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr);
    if (PQserverVersion(m_connection.get()) < kOldest)
        return Error {ErrorCode::StoreFailed, place + " is older than PostgreSQL 13, which is needed"};
    const char *encoding = PQparameterStatus(m_connection.get(), "server_encoding");
    if (encoding && std::string_view(encoding) != "UTF8")
        return Error {ErrorCode::StoreFailed,
            place + " stores text as " + encoding
                + ": create one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"};
    return {};
}

// Provides a connection for the next statement; not a new one while a transaction is open.
Result<void> PostgresConnection::ready()
{
    if (m_inTransaction)
        return isLost()
            ? Result<void>(Error {ErrorCode::StoreBusy, "the connection to the database was lost"})
            : Result<void>();
    return isLost() || m_isStale ? connect() : Result<void>();
}

void PostgresConnection::tellWatch(Ended ended) const
{
    if (m_watch)
        m_watch(ended);
}

Result<PostgresRows> PostgresConnection::checked(pg_result *result)
{
    ++m_statements;
    PostgresRows rows(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY) {
        tellWatch(Ended::Done);
        return rows;
    }
    const char *field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state = field ? field : "";
    const ErrorCode code = state.empty() && isLost() ? ErrorCode::StoreBusy : codeOf(state);
    tellWatch(isLost() ? Ended::Lost : endedWith(code));
    m_isStale = m_isStale || code == ErrorCode::StoreReadOnly || state.starts_with("57P")
        || state.starts_with("08");
    // The detail would contain the row's values.
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    std::string message
        = singleLine(primary ? primary : PQerrorMessage(m_connection.get()), kMessageCharacters);
    if (!state.empty())
        message += " (" + std::string(state) + ')';
    return Error {code, std::move(message)};
}

Result<PostgresRows> PostgresConnection::simple(const char *sql)
{
    return checked(PQexec(m_connection.get(), sql));
}

Result<PostgresRows> PostgresConnection::askWith(
    std::string_view sql, const std::vector<PostgresParameter> &parameters)
{
    const std::string text = withDollars(sql);
    const PostgresParameters bound(parameters);
    for (int attempt = 0;; ++attempt) {
        MIMIR_TRY(ready());
        auto rows = checked(bound.run(m_connection.get(), text));
        if (rows || !isLost() || m_inTransaction || attempt > 0 || !isPlainQuestion(sql))
            return rows;
    }
}

Result<SqlRows> PostgresConnection::execute(std::string_view sql, const std::vector<SqlParameter> &values)
{
    MIMIR_TRY(refuseUnstorable(values));
    const auto rows = askWith(sql, std::vector<PostgresParameter>(values.begin(), values.end()));
    MIMIR_TRY(rows);
    return rows->copied();
}

Result<void> PostgresConnection::script(const std::string &sql)
{
    MIMIR_TRY(ready());
    MIMIR_TRY(simple(sql.c_str()));
    return {};
}

Result<void> PostgresConnection::begin(Mode mode)
{
    if (m_inTransaction)
        return Error {ErrorCode::StoreFailed, "a transaction is already open"};
    for (int attempt = 0;; ++attempt) {
        MIMIR_TRY(ready());
        const auto begun = simple(mode == Mode::Write ? kBeginWrite : kBeginSnapshot);
        m_inTransaction = begun.ok();
        if (begun)
            return {};
        if (isLost() && attempt == 0)
            continue; // an idle connection was closed: nothing has happened yet
        rollback();
        return begun.error();
    }
}

Result<void> PostgresConnection::commit()
{
    if (!m_inTransaction)
        return Error {ErrorCode::StoreFailed, "no transaction is open"};
    const auto done = isLost() ? Result<PostgresRows>(ready().error()) : simple("COMMIT");
    m_inTransaction = false;
    MIMIR_TRY(done);
    // PostgreSQL answers the COMMIT of a failed transaction with a success that is tagged ROLLBACK.
    if (done->tag() != "COMMIT")
        return Error {ErrorCode::StoreFailed, "the transaction had failed and was rolled back"};
    return {};
}

void PostgresConnection::rollback()
{
    m_inTransaction = false;
    if (isLost() || PQtransactionStatus(m_connection.get()) == PQTRANS_IDLE)
        return;
    m_isStale = !simple("ROLLBACK").ok() || m_isStale;
}

Result<std::vector<Notification>> PostgresConnection::notifications(
    std::chrono::milliseconds wait, int interruptFd)
{
    std::vector<Notification> came;
    const auto collect = [&] {
        while (PGnotify *one = PQnotifies(m_connection.get())) {
            came.push_back({one->extra, one->be_pid == PQbackendPID(m_connection.get())});
            PQfreemem(one);
        }
    };
    auto lost = Error {ErrorCode::StoreBusy, "the connection to the database was lost"};
    if (isLost() || PQconsumeInput(m_connection.get()) == 0)
        return lost;
    collect();
    if (!came.empty())
        return came;
    pollfd watched[] = {{PQsocket(m_connection.get()), POLLIN, 0}, {interruptFd, POLLIN, 0}};
    if (poll(watched, 2, static_cast<int>(wait.count())) > 0 && watched[0].revents != 0
        && PQconsumeInput(m_connection.get()) == 0)
        return lost;
    collect();
    return came;
}

} // namespace mimir::server
