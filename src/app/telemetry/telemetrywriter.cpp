#include "app/telemetry/telemetrywriter.h"

#include "app/telemetry/telemetryanswer.h"
#include "server/http/contentencoding.h"
#include "sources/telemetry/decisionstore.h"

#include <QFileInfo>

namespace mimir {

TelemetryWriter::TelemetryWriter(QString storePath, std::function<void()> wrote)
    : m_storePath(std::move(storePath)), m_wrote(std::move(wrote))
{
    setObjectName(QStringLiteral("telemetry"));
}

TelemetryWriter::~TelemetryWriter() = default;

void TelemetryWriter::take(server::Request request, Respond respond)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isStopped && m_jobs.size() < kMostWaiting) {
            m_jobs.push_back({std::move(request), std::move(respond)});
            m_changed.notify_one();
            return;
        }
    }
    respond(laterAnswer());
}

bool TelemetryWriter::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_one();
    return wait(kStopMs);
}

std::optional<TelemetryWriter::Job> TelemetryWriter::nextJob()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isStopped || !m_jobs.empty(); });
    if (m_isStopped)
        return std::nullopt;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    return job;
}

void TelemetryWriter::run()
{
    while (auto job = nextJob())
        job->respond(answer(job->request));
    const std::lock_guard lock(m_mutex);
    for (const Job &job : m_jobs)
        job.respond(laterAnswer());
    m_jobs.clear();
    m_store.reset();
}

server::Response TelemetryWriter::answer(const server::Request &request)
{
    std::string storage;
    std::string_view body;
    if (const auto refusal = server::decodeBody(request, storage, body, kMaxBody))
        return refusal->status == 503 ? laterAnswer() : plainAnswer(refusal->status);
    if (body.size() > kMaxBody)
        return plainAnswer(413);
    const OtlpEncoding encoding = encodingOf(request);
    const auto decisions = decisionsIn(body, encoding);
    if (!decisions)
        return plainAnswer(400);
    if (!decisions->empty())
        if (server::Response failed = store(*decisions); failed.status != 200)
            return failed;
    return acceptedAnswer(encoding);
}

// What the store cannot take now, the agent sends again.
server::Response TelemetryWriter::store(const std::vector<ToolDecision> &decisions)
{
    const auto open = openStore();
    const auto written = open ? storeDecisions(**open, decisions, m_clock.now())
                              : Result<TranscriptWriter::Written>(open.error());
    if (!written) {
        qWarning("What agents tell by telemetry cannot be stored: %s", written.error().message.c_str());
        return laterAnswer();
    }
    if (written->created > 0)
        tell();
    return {200, {}};
}

// After stop() no one listens any more.
void TelemetryWriter::tell()
{
    const std::lock_guard lock(m_mutex);
    if (!m_isStopped)
        m_wrote();
}

// One whose file is gone or another one now is no longer seen by anyone; none is made here.
Result<Store *> TelemetryWriter::openStore()
{
    if (m_store && m_store->fileChanged())
        m_store.reset();
    if (m_store)
        return m_store.get();
    if (!QFileInfo::exists(m_storePath))
        return Error {ErrorCode::StoreGone, m_storePath.toStdString() + " is not there"};
    auto opened = Store::open(m_storePath, m_clock, m_random);
    MIMIR_TRY(opened);
    m_store = std::move(*opened);
    return m_store.get();
}

} // namespace mimir
