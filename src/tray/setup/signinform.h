// Signing in, by browser or by password: the same in the sign-in window and in the first-run wizard. The
// password is wiped from the field once it has been used.
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

    /// `thread` must outlive the form. Without one (tests) no sign-in can be started.
    void setThread(SyncThread *thread, SyncThread::AfterSignIn after);
    void setWay(Way way);
    Way way() const { return m_way; }
    /// Organisation and team are for advanced users.
    void showDetails();
    /// Fills in what is already known.
    void setAccount(const Account &account);
    /// The same server and account at a new address; another server is refused.
    void setMoving(const Account &account);

    /// Everything required is filled in and no sign-in is in progress.
    bool isReady() const;
    bool isBusy() const { return m_busy; }
    void start();
    /// Abandons the sign-in in progress, which leaves nothing behind.
    void cancel();
    /// Signs in with this instead of the form's values.
    void start(const SignInRequest &request);
    /// The URL to show in the browser; it comes from the server, so it is checked. Public for tests.
    void showCode(const BrowserCode &code);
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
    quint64 m_attempt = 0; ///< answers to an older attempt are ignored
    QUrl m_page;
};

} // namespace mimir
