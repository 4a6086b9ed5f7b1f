#include "app/telemetry/telemetryreceiving.h"

#include "app/telemetry/telemetryreceiver.h"
#include "sources/telemetry/telemetrytoken.h"

#include <chrono>

namespace mimir {
namespace {

constexpr std::chrono::seconds kRetry {30};

} // namespace

TelemetryReceiving::TelemetryReceiving(const Profile &profile, Settings &settings, QObject *parent)
    : QObject(parent), m_profile(profile), m_settings(settings)
{
    m_retry.setSingleShot(true);
    m_retry.setTimerType(Qt::VeryCoarseTimer);
    m_retry.callOnTimeout(this, &TelemetryReceiving::refresh);
    connect(&m_settings, &Settings::changed, this, &TelemetryReceiving::refresh);
}

TelemetryReceiving::~TelemetryReceiving()
{
    stop();
}

void TelemetryReceiving::stop()
{
    m_retry.stop();
    m_receiver.reset();
    m_wanted.clear();
}

void TelemetryReceiving::refresh()
{
    if (!m_settings.isOn(settings::kTelemetryReceive)) {
        m_complaint.clear();
        return stop();
    }
    const auto port = static_cast<std::uint16_t>(m_settings.number(settings::kTelemetryPort));
    const auto token = readTelemetryToken(m_profile.directory());
    const std::string wanted = std::to_string(port) + '/' + (token ? *token : std::string());
    if (m_wanted == wanted && (m_receiver || m_retry.isActive()))
        return;
    stop();
    m_wanted = wanted;
    auto receiver = token
        ? std::make_unique<TelemetryReceiver>(m_profile.storePath(), *token,
            [this] { QMetaObject::invokeMethod(this, &TelemetryReceiving::wrote, Qt::QueuedConnection); })
        : nullptr;
    const auto listening = receiver ? receiver->listen(port) : Result<std::uint16_t>(token.error());
    if (listening) {
        m_receiver = std::move(receiver);
        m_complaint.clear();
        return;
    }
    if (m_complaint != listening.error().message)
        qWarning("Telemetry of agents cannot be received: %s", listening.error().message.c_str());
    m_complaint = listening.error().message;
    m_retry.start(kRetry);
}

} // namespace mimir
