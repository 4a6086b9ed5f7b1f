// Decides what is worth telling and shows it through org.freedesktop.Notifications (docs/product.md,
// "Notifications"). Never QSystemTrayIcon::showMessage(): it has no buttons, and its responses are mixed with
// other programs'.
//
// One notification per kind, replaced in place. Dismissing one changes no state. Titles only, escaped: they
// come from transcripts. Responses are acted on only for our own notifications. Nothing here blocks.
#pragma once

#include "core/result.h"
#include "tray/model/storelists.h"

#include <QDBusConnection>
#include <QObject>
#include <QStringList>

#include <array>
#include <cstdint>
#include <optional>

class QDBusMessage;

namespace mimir {

class Notifier : public QObject {
    Q_OBJECT
public:
    explicit Notifier(const QDBusConnection &bus, QObject *parent = nullptr);

    void conflicts(const ConflictNews &news);
    void refused(qint64 refused, qint64 unsendable);
    /// `why`: DeviceRevoked, SignInUnknown, or anything else for an expired sign-in.
    void authExpired(ErrorCode why);
    /// A problem with the disk or the history file: the code of the store's error.
    void storeTrouble(ErrorCode why);
    /// Deletions that wait for the user's answer.
    void deletions(const QString &sentence);
    /// Updates the numbers if it is still on the screen; one that was dismissed stays away.
    void updateDeletions(const QString &sentence);
    /// News of the server that the user should know. It is added to what is still on the screen.
    void serverNews(const QString &sentence);
    /// What agents delete within a week, one sentence for each.
    void deletedSoon(const QStringList &sentences);
    /// The reason is gone: closes the notification.
    void withdrawConflicts() { withdraw(Conflicts); }
    void withdrawRefused() { withdraw(Refused); }
    void withdrawAuthExpired() { withdraw(AuthExpired); }
    void withdrawStoreTrouble() { withdraw(Store); }
    void withdrawServerNews();
    void withdrawDeletions() { withdraw(Deletions); }
    void withdrawDeletedSoon() { withdraw(Agents); }
    /// Before quitting: no one would handle their buttons.
    void withdrawAll();

    /// Whether the notification server interprets '&', '<' and '>'.
    enum class Form : std::uint8_t { Plain, Markup };
    static QString conflictBody(const ConflictNews &news, Form form);
    static QString escaped(const QString &text, Form form);

Q_SIGNALS:
    void reviewConflictsRequested();
    void keepMineRequested();
    void keepTheirsRequested();
    void reviewRefusedRequested();
    void retryRequested();
    void signInRequested();
    void decideRequested();
    void showRequested();
    void sourcesRequested();

private Q_SLOTS:
    void actionInvoked(uint id, const QString &action);
    void notificationClosed(uint id, uint reason);

private:
    enum Kind : std::uint8_t { Conflicts, Refused, AuthExpired, Store, Server, Deletions, Agents, KindCount };
    struct Message {
        QString summary, body, icon;
        QStringList actions;
    };
    struct Shown {
        uint id = 0;                 ///< 0 = none on the screen
        bool asking = false;         ///< the server has not returned its id yet
        bool withdrawn = false;      ///< meanwhile
        std::optional<Message> next; ///< what came meanwhile, only the latest
    };

    static QString replacedBody(const ConflictNews &news, Form form);
    QString escapedLines(QStringList sentences) const;
    void askCapabilities();
    /// One call at a time for each kind: only with its id can the next one replace it.
    void send(Kind kind, Message message);
    void notify(Kind kind, const Message &message);
    void answered(Kind kind, std::optional<uint> id);
    void withdraw(Kind kind);
    void act(Kind kind, const QString &action);
    QDBusMessage call(const QString &method) const;

    QDBusConnection m_bus;
    QStringList m_serverNews; ///< on the screen
    std::array<Shown, KindCount> m_shown;
    bool m_buttons = true;
    Form m_form = Form::Markup;
};

} // namespace mimir
