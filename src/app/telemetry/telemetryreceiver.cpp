#include "app/telemetry/telemetryreceiver.h"

#include "app/telemetry/telemetryanswer.h"
#include "app/telemetry/telemetrywriter.h"
#include "server/http/httpfront.h"

#include <chrono>

namespace mimir {
namespace {

constexpr std::chrono::milliseconds kGrace {500};

// Of a few agents of one person. Everyone on this computer can connect, so no one has much or long.
server::HttpLimits limits()
{
    using std::chrono::seconds;
    server::HttpLimits few;
    few.headerBytes = std::size_t(8) << 10;
    few.bodyBytes = TelemetryWriter::kMaxBody;
    few.connections = few.connectionsPerPeer = 32;
    few.heldBytes = few.heldBytesPerPeer = 4 * TelemetryWriter::kMaxBody;
    few.header = few.silence = seconds(5);
    few.body = few.write = few.idle = seconds(15);
    few.bytesPerSecond = std::size_t(1) << 20; // no network is in between
    return few;
}

} // namespace

TelemetryReceiver::TelemetryReceiver(const QString &storePath, std::string token, std::function<void()> wrote)
    : m_writer(std::make_unique<TelemetryWriter>(storePath, std::move(wrote)))
{
    server::HttpConfig config;
    config.limits = limits();
    const auto answer = [writer = m_writer.get(), token = std::move(token)](
                            server::Request request, std::function<void(server::Response)> respond) {
        if (auto refusal = answerToHead(request, token))
            respond(std::move(*refusal));
        else
            writer->take(std::move(request), std::move(respond));
    };
    m_front = std::make_unique<server::HttpFront>(answer, std::move(config));
}

TelemetryReceiver::~TelemetryReceiver()
{
    m_front->stop(kGrace);
    // One that hangs is left to itself: the process ends without it, and what it has was not acknowledged.
    if (!m_writer->stop())
        (void)m_writer.release();
}

Result<std::uint16_t> TelemetryReceiver::listen(std::uint16_t port)
{
    const auto listening = m_front->listen("127.0.0.1", port);
    if (listening)
        m_writer->start();
    return listening;
}

} // namespace mimir
