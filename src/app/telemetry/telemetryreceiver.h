// Receives agents' telemetry (OTLP over HTTP) on this computer's own addresses, and stores the decisions in it
// (docs/sources.md, "Telemetry").
#pragma once

#include "core/result.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace mimir {

namespace server {
class HttpFront;
}
class TelemetryWriter;

class TelemetryReceiver {
public:
    /// `wrote` is called on a thread of its own, after rows were stored.
    TelemetryReceiver(const QString &storePath, std::string token, std::function<void()> wrote);
    /// Ends within some seconds; what is not answered by then is sent again by its agent.
    ~TelemetryReceiver();

    /// Port 0 = any free one. Call once. Returns the port. Errors: those of HttpFront::listen().
    Result<std::uint16_t> listen(std::uint16_t port);

private:
    std::unique_ptr<TelemetryWriter> m_writer;
    std::unique_ptr<server::HttpFront> m_front;
};

} // namespace mimir
