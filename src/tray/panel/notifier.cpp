#include "tray/panel/notifier.h"

#include "core/plaintext.h"
#include "sync/status/syncstatus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QVariantMap>

#include <utility>

namespace mimir {
namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");

QString oneLine(const QString &hostile)
{
    return plain(hostile.toStdString(), 80);
}

QString conflictPattern(const ConflictNews &news)
{
    if (news.gone)
        //: %1 is the quoted title of a conversation, %2 the name of a device
        return Notifier::tr(
            "%1: what you changed was deleted on %2, or is no longer shared with you. Yours is kept.");
    if (news.second)
        //: %1 is the quoted title of a conversation
        return Notifier::tr("%1: what can be written only once was written twice. What reached the server "
                            "first stays; the other one is kept.");
    //: %1 is the quoted title of a conversation, %2 the name of a device
    return Notifier::tr("%1 was also changed on %2. The newer version won; yours is kept.");
}

QString writtenText(const ConflictNews &news)
{
    if (news.olderAt <= 0 || news.second)
        return {};
    const auto [older, newer] = whenTexts(news.olderAt, news.newerAt);
    return u' '
        + (news.newerAt > 0 ? Notifier::tr("Yours was written %1, the newer one %2.").arg(older, newer)
                            : Notifier::tr("Yours was written %1.").arg(older));
}

} // namespace

Notifier::Notifier(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    m_bus.connect(
        kService, kPath, kService, QStringLiteral("ActionInvoked"), this, SLOT(actionInvoked(uint, QString)));
    m_bus.connect(kService, kPath, kService, QStringLiteral("NotificationClosed"), this,
        SLOT(notificationClosed(uint, uint)));
    // A new server numbers its notifications from the start: an old id might belong to another program there.
    auto *owner = new QDBusServiceWatcher(kService, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(owner, &QDBusServiceWatcher::serviceOwnerChanged, this,
        [this](const QString &, const QString &, const QString &newOwner) {
            for (Shown &shown : m_shown)
                shown.id = 0;
            m_serverNews.clear();
            if (!newOwner.isEmpty())
                askCapabilities();
        });
    askCapabilities();
}

QDBusMessage Notifier::call(const QString &method) const
{
    return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

void Notifier::askCapabilities()
{
    QDBusMessage question = call(QStringLiteral("GetCapabilities"));
    question.setAutoStartService(false);
    auto *pending = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<QStringList> reply = *done;
        done->deleteLater();
        if (!reply.isValid())
            return;
        m_buttons = reply.value().contains(QLatin1String("actions"));
        m_form = reply.value().contains(QLatin1String("body-markup")) ? Form::Markup : Form::Plain;
    });
}

QString Notifier::escaped(const QString &text, Form form)
{
    return form == Form::Markup ? text.toHtmlEscaped() : text;
}

QString Notifier::conflictBody(const ConflictNews &news, Form form)
{
    QString rewritten = news.rewritten == 0
        ? QString()
        : tr("The server contradicts %n of your items, and no change explains it. What is on this device "
             "stays as it is.",
            nullptr, news.rewritten);
    if (news.count == 0)
        return rewritten;
    return replacedBody(news, form) + (rewritten.isEmpty() ? QString() : u' ' + rewritten);
}

QString Notifier::replacedBody(const ConflictNews &news, Form form)
{
    if (news.count > 1)
        return tr("%n of your values were replaced by other changes. The replaced ones are kept.", nullptr,
            news.count);
    const QString title = oneLine(news.title);
    const QString device = oneLine(news.otherDevice);
    const QString what = title.isEmpty() ? tr("A conversation") : tr("“%1”").arg(escaped(title, form));
    const QString where = device.isEmpty() ? tr("another device") : escaped(device, form);
    // In one pass: a title that contains "%2" must stay as it is.
    return conflictPattern(news).arg(what, where) + writtenText(news);
}

void Notifier::conflicts(const ConflictNews &news)
{
    QStringList actions {QStringLiteral("review"), tr("Review")};
    if (news.count > 0) // what the server rewrote leaves nothing to choose
        actions += {QStringLiteral("mine"), tr("Keep mine"), QStringLiteral("theirs"), tr("Keep theirs")};
    send(Conflicts,
        {news.count == 1 && news.second ? tr("Written twice")
                : news.count > 0        ? tr("Changed on two devices")
                                        : tr("The server contradicts your history"),
            conflictBody(news, m_form), QStringLiteral("mimir-sync-conflict"), actions});
}

void Notifier::refused(qint64 refused, qint64 unsendable)
{
    QStringList said;
    if (refused > 0)
        said << tr("%n item(s) were refused by the server. They stay on this device.", nullptr,
            static_cast<int>(refused));
    if (unsendable > 0)
        said << tr("%n item(s) cannot be sent as they are. They stay on this device.", nullptr,
            static_cast<int>(unsendable));
    send(Refused,
        {tr("Not everything could be sent"), said.join(u' '), QStringLiteral("mimir-sync-attention"),
            {QStringLiteral("review"), tr("Review"), QStringLiteral("retry"), tr("Retry")}});
}

void Notifier::authExpired(ErrorCode why)
{
    send(AuthExpired,
        {tr("Sign in again"),
            why == ErrorCode::DeviceRevoked || why == ErrorCode::SignInUnknown
                ? errorSentence(why)
                : tr("Your sign-in has expired. Everything stays safe on this "
                     "device and is sent after you sign "
                     "in."),
            QStringLiteral("mimir-sync-signed-out"), {QStringLiteral("signin"), tr("Sign in")}});
}

void Notifier::storeTrouble(ErrorCode why)
{
    send(Store,
        {tr("Problem on this computer"), errorSentence(why), QStringLiteral("mimir-sync-attention"),
            {QStringLiteral("show"), tr("Review")}});
}

void Notifier::deletions(const QString &sentence)
{
    send(Deletions,
        {tr("Deletions are held back"), escaped(sentence, m_form), QStringLiteral("mimir-sync-attention"),
            {QStringLiteral("decide"), tr("Decide")}});
}

void Notifier::updateDeletions(const QString &sentence)
{
    const Shown &shown = m_shown[Deletions];
    if (shown.id != 0 || (shown.asking && !shown.withdrawn))
        deletions(sentence);
}

QString Notifier::escapedLines(QStringList sentences) const
{
    for (QString &sentence : sentences)
        sentence = escaped(sentence, m_form);
    return sentences.join(u'\n');
}

void Notifier::serverNews(const QString &sentence)
{
    if (m_serverNews.contains(sentence))
        return;
    m_serverNews += sentence;
    send(Server,
        {tr("News from the server"), escapedLines(m_serverNews), QStringLiteral("mimir-sync-attention"),
            {QStringLiteral("show"), tr("Review")}});
}

void Notifier::deletedSoon(const QStringList &sentences)
{
    send(Agents,
        {tr("Transcripts are about to be deleted"), escapedLines(sentences),
            QStringLiteral("mimir-sync-attention"), {QStringLiteral("sources"), tr("Sources")}});
}

void Notifier::withdrawServerNews()
{
    m_serverNews.clear();
    withdraw(Server);
}

void Notifier::withdrawAll()
{
    withdrawServerNews();
    for (int kind = 0; kind < KindCount; ++kind)
        withdraw(static_cast<Kind>(kind));
}

void Notifier::send(Kind kind, Message message)
{
    Shown &shown = m_shown[kind];
    shown.withdrawn = false;
    if (shown.asking)
        shown.next = std::move(message);
    else
        notify(kind, message);
}

void Notifier::notify(Kind kind, const Message &message)
{
    QVariantMap hints;
    hints.insert(QStringLiteral("desktop-entry"), QStringLiteral("mimir-tray"));
    hints.insert(QStringLiteral("urgency"), QVariant::fromValue<uchar>(1));
    hints.insert(QStringLiteral("image-path"), message.icon);
    QDBusMessage question = call(QStringLiteral("Notify"));
    question << QStringLiteral("Mimir Sync") << m_shown[kind].id << message.icon << message.summary
             << message.body << (m_buttons ? message.actions : QStringList()) << hints << -1;
    m_shown[kind].asking = true;
    auto *pending = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this, kind](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<uint> reply = *done;
        done->deleteLater();
        answered(kind, reply.isValid() ? std::optional(reply.value()) : std::nullopt);
    });
}

void Notifier::answered(Kind kind, std::optional<uint> id)
{
    Shown &shown = m_shown[kind];
    shown.asking = false;
    if (id)
        shown.id = *id;
    if (const auto next = std::exchange(shown.next, std::nullopt))
        notify(kind, *next);
    else if (shown.withdrawn)
        withdraw(kind);
}

void Notifier::withdraw(Kind kind)
{
    Shown &shown = m_shown[kind];
    shown.next.reset();
    shown.withdrawn = shown.asking;
    if (shown.asking || shown.id == 0)
        return;
    QDBusMessage close = call(QStringLiteral("CloseNotification"));
    close << std::exchange(shown.id, 0);
    close.setAutoStartService(false);
    m_bus.asyncCall(close);
}

void Notifier::actionInvoked(uint id, const QString &action)
{
    for (int kind = 0; kind < KindCount; ++kind)
        if (id != 0 && m_shown[static_cast<std::size_t>(kind)].id == id)
            return act(static_cast<Kind>(kind), action);
}

void Notifier::act(Kind kind, const QString &action)
{
    if (kind == Store || kind == Server)
        Q_EMIT showRequested();
    else if (kind == Agents)
        Q_EMIT sourcesRequested();
    else if (kind == Deletions)
        Q_EMIT decideRequested();
    else if (kind == AuthExpired)
        Q_EMIT signInRequested();
    else if (kind == Refused && action == QLatin1String("retry"))
        Q_EMIT retryRequested();
    else if (kind == Refused)
        Q_EMIT reviewRefusedRequested();
    else if (action == QLatin1String("mine"))
        Q_EMIT keepMineRequested();
    else if (action == QLatin1String("theirs"))
        Q_EMIT keepTheirsRequested();
    else
        Q_EMIT reviewConflictsRequested();
}

void Notifier::notificationClosed(uint id, uint)
{
    if (id == 0)
        return;
    if (m_shown[Server].id == id)
        m_serverNews.clear();
    for (Shown &shown : m_shown)
        if (shown.id == id)
            shown.id = 0;
}

} // namespace mimir
