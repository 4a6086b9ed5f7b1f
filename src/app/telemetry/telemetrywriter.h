// The thread that reads what the receiver was sent, and stores the decisions in it. A request is answered when they are on
// disk.
#pragma once

#include "server/http/http.h"
#include "sources/telemetry/tooldecision.h"
#include "storage/store.h"

#include <QThread>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace mimir {

class TelemetryWriter : public QThread {
    Q_OBJECT
public:
    using Respond = std::function<void(server::Response)>;

    /// `wrote` is called on the thread, after rows were stored.
    TelemetryWriter(QString storePath, std::function<void()> wrote);
    ~TelemetryWriter() override;

    /// From any thread; does not block. Too many at once are answered 503.
    void take(server::Request request, Respond respond);
    /// False if it does not end within `kStopMs`: a disk that does not answer.
    bool stop();
    static constexpr int kStopMs = 1000;
    static constexpr std::size_t kMostWaiting = 16;
    static constexpr std::size_t kMaxBody = std::size_t(4) << 20; ///< decompressed

protected:
    void run() override;

private:
    struct Job {
        server::Request request;
        Respond respond;
    };
    std::optional<Job> nextJob();
    server::Response answer(const server::Request &request);
    server::Response store(const std::vector<ToolDecision> &decisions);
    Result<Store *> openStore();
    void tell();

    QString m_storePath;
    std::function<void()> m_wrote;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<Store> m_store; ///< of the thread; from the first decision on
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;   ///< guarded by the mutex
    bool m_isStopped = false; ///< guarded by the mutex
};

} // namespace mimir
