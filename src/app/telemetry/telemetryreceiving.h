// Receives telemetry while the settings say so, in the process that owns syncing.
#pragma once

#include "app/settings.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace mimir {

class TelemetryReceiver;

class TelemetryReceiving : public QObject {
    Q_OBJECT
public:
    /// `settings` are watched by their owner, and must outlive the object.
    TelemetryReceiving(const Profile &profile, Settings &settings, QObject *parent = nullptr);
    ~TelemetryReceiving() override;

    /// As the settings are now; they are followed from then on. Cheap where nothing has changed.
    void refresh();
    void stop();

Q_SIGNALS:
    /// Rows were stored.
    void wrote();

private:
    Profile m_profile;
    Settings &m_settings;
    QTimer m_retry;          ///< another program may leave the port
    std::string m_wanted;    ///< port and token; empty = nothing is
    std::string m_complaint; ///< said already
    std::unique_ptr<TelemetryReceiver> m_receiver;
};

} // namespace mimir
