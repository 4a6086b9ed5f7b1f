// Signing in, by a browser or by password: the same in the sign-in window and in the first-run wizard. The
// password is wiped from the field when it has been used.
#pragma once

#include "tray/model/storelists.h"
#include "tray/model/syncthread.h"

#include <QUrl>
#include <QWidget>

#include <memory>

namespace mimir {

namespace Ui {
class SignInForm;
}

class SignInForm : public QWidget {
    Q_OBJECT
public:
    enum class Way : std::uint8_t { Browser, Password };

    explicit SignInForm(QWidget *parent = nullptr);
    ~SignInForm() override;

    /// `thread` must outlive the form. Without one (tests) nothing can be started.
    void setThread(SyncThread *thread, SyncThread::AfterSignIn after);
    void setWay(Way way);
    Way way() const { return m_way; }
    /// Organisation and team are for those who know what they want.
    void setDetailed(bool detailed);
    /// Fills in what is known from before.
    void setAccount(const Account &account);
    /// The same server and account at a new address; another server is refused.
    void setMoving(const Account &account);

    /// Everything needed is filled in and nothing is under way.
    bool isReady() const;
    bool isBusy() const { return m_busy; }
    void start();
    /// The sign-in under way is not waited for any more, and leaves nothing.
    void cancel();
    /// Signs in with this instead of what is filled in.
    void start(const Session::SignInRequest &request);
    /// What a browser shall show; from the server, so it is checked. For tests too.
    void showCode(const DeviceCode &code);
    void say(const QString &message);

Q_SIGNALS:
    void signedIn();
    void changed();

private:
    void setBusy(bool busy);
    void finished(const Result<SignIn> &result);
    void sayNotFound(const Error &error);
    void showRows();

    SyncThread *m_thread = nullptr;
    SyncThread::AfterSignIn m_after = SyncThread::AfterSignIn::Sync;
    std::unique_ptr<Ui::SignInForm> m_ui;
    Way m_way = Way::Password;
    bool m_detailed = false;
    bool m_busy = false;
    bool m_moving = false;
    quint64 m_attempt = 0; ///< answers of an older one are not ours any more
    QUrl m_page;
};

} // namespace mimir
