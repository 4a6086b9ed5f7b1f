// "Try it with a server on this computer": the real server on a loopback port, with its data in the profile
// and one account whose password no one needs to know. It runs while the tray does.
#pragma once

#include "app/session.h"
#include "sync/profile.h"

#include <QObject>
#include <QProcess>

#include <functional>

namespace mimir {

class TrialServer : public QObject {
    Q_OBJECT
public:
    explicit TrialServer(const Profile &profile, QObject *parent = nullptr);
    ~TrialServer() override;

    /// True if start() has created one before.
    bool exists() const;
    /// Its last address, as an account would name it.
    std::string address() const;
    /// Asks it to stop, without waiting.
    void end();
    /// Creates what is missing and starts it; answers later with the credentials to sign in with. Errors:
    /// NotFound (the server program is not installed), StoreReadOnly, Timeout.
    using Done = std::function<void(Result<SignInRequest>)>;
    void start(Done done);

private:
    void addUser();
    void serve();
    void waitForPort(int triesLeft);
    void answer(const Result<SignInRequest> &result);
    QString file(const char *name) const;

    QString m_directory;
    QProcess m_process;
    Done m_done;
};

} // namespace mimir
