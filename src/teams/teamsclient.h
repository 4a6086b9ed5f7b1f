// The real Transport: HTTP over HttpNetwork. TLS verification is never off; plain http only to
// loopback unless asked for; redirects are not followed (a captive portal's are not our server's answers);
// answers are read within tuning's limits and refused beyond them.
#pragma once

#include "sync/transport.h"
#include "teams/authmanager.h"

#include <QObject>

namespace mimir {

class HttpNetwork;

class TeamsClient : public QObject, public Transport {
    Q_OBJECT
public:
    /// References must outlive the client and belong to its thread.
    TeamsClient(HttpNetwork &network, AuthManager &auth, const Clock &clock, QObject *parent = nullptr);
    ~TeamsClient() override;

    void setPlainHttp(PlainHttp plain);
    void setDeviceName(std::function<std::string()> utf8);
    /// How long to wait without a byte sent or received, ms; for tests.
    void setTimeout(int milliseconds);

    void send(const SyncRequest &request, Done done) override;
    void cancel() override;
    Millis silentFor() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace mimir
