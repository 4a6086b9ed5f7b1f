#include "app/sharing.h"

#include "core/plaintext.h"
#include "sync/syncstatus.h"

#include <QCoreApplication>

namespace mimir {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Sharing)
};

QString plain(std::string_view hostile)
{
    return QString::fromStdString(singleLine(hostile));
}

Result<SharingWaits> waitsFor(Store &store, const std::string &conversation, bool hasTeam)
{
    const auto level = store.privacyRules().levelOf(conversation, std::nullopt);
    MIMIR_TRY(level);
    if (*level == PrivacyLevel::Nothing)
        return SharingWaits::ForGood;
    const auto state = store.database().integer(
        "SELECT state FROM sync_queue WHERE entity_type = 1 AND id = ?", conversation);
    if (state == static_cast<std::int64_t>(SyncQueue::State::Kept))
        return SharingWaits::ForGood;
    if (state == static_cast<std::int64_t>(SyncQueue::State::Held))
        return SharingWaits::ForPrivacy;
    return hasTeam ? SharingWaits::ForNothing : SharingWaits::ForATeam;
}

} // namespace

Result<std::optional<Sharing>> readSharing(Store &store, const std::string &conversation)
{
    Query row = store.database().query(
        "SELECT c.title, c.visibility = 'team', c.own, COALESCE(NULLIF(t.name, ''), t.slug, '') "
        "FROM conversations c LEFT JOIN teams t ON t.pk = c.team WHERE c.id = ? AND c.deleted = 0",
        conversation);
    if (!row.next()) {
        MIMIR_TRY(row.status());
        return std::optional<Sharing>();
    }
    Sharing sharing {row.integer(1) == 1, row.integer(2) == 1, plain(row.text(0)), plain(row.text(3)),
        SharingWaits::ForNothing};
    if (sharing.own) {
        const auto waits = waitsFor(store, conversation, !sharing.team.isEmpty());
        MIMIR_TRY(waits);
        sharing.waits = *waits;
    }
    return std::optional(std::move(sharing));
}

Result<void> share(Store &store, const std::string &conversation, ShareWith with)
{
    const auto sharing = readSharing(store, conversation);
    MIMIR_TRY(sharing);
    if (!*sharing)
        return Error {ErrorCode::NotFound, "no such conversation"};
    if (!(*sharing)->own)
        return Error {ErrorCode::Forbidden, "a teammate's conversation"};
    if ((*sharing)->shared == (with == ShareWith::Team))
        return {};
    Record edit {EntityType::Conversation, conversation, {}};
    edit.fields.setText("visibility", with == ShareWith::Team ? "team" : "personal");
    MIMIR_TRY(store.backend().write(edit));
    return {};
}

QString sharedBy(bool shared, bool own)
{
    if (!shared)
        return {};
    return own ? Texts::tr("you") : Texts::tr("a teammate");
}

QString sharingSentence(const Sharing &sharing)
{
    const QString title = sharing.title.isEmpty() ? Texts::tr("(no title)") : sharing.title;
    if (!sharing.own)
        return Texts::tr("“%1” is shared by a teammate.").arg(title);
    if (!sharing.shared)
        return Texts::tr("“%1” is not shared: it is yours alone, on your devices.").arg(title);
    switch (sharing.waits) {
    case SharingWaits::ForATeam:
        return Texts::tr("“%1” is to be shared. That begins when you have signed in to a team.").arg(title);
    case SharingWaits::ForPrivacy:
        return Texts::tr("“%1” is to be shared. That begins when you send what privacy mode holds here.")
            .arg(title);
    case SharingWaits::ForGood:
        return Texts::tr("“%1” is to be shared, but a privacy rule keeps it on this device: nobody else sees "
                         "it.")
            .arg(title);
    case SharingWaits::ForNothing:
        break;
    }
    return Texts::tr(
        "You share “%1” with the team %2: everybody in it can read it, and you alone can change it.")
        .arg(title, sharing.team);
}

QString sharingError(const Error &error, const Sharing &sharing)
{
    if (error.code != ErrorCode::Forbidden)
        return errorSentence(error.code);
    return Texts::tr("“%1” is shared by a teammate, who alone can change that.").arg(sharing.title);
}

} // namespace mimir
