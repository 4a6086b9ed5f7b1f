#include "app/sharing.h"

#include "core/plaintext.h"
#include "storage/views/conversationfacts.h"
#include "sync/status/syncstatus.h"

#include <QCoreApplication>

namespace mimir {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Sharing)
};

QString nameOf(const Sharing &sharing)
{
    return sharing.by.isEmpty() ? Texts::tr("a teammate") : sharing.by;
}

QString otherAccountSentence(const Sharing &sharing)
{
    return sharing.account.isEmpty()
        ? Texts::tr("“%1” belongs to another account: sign in with it to share it or to stop sharing it.")
              .arg(sharing.title)
        : Texts::tr("“%1” belongs to %2: sign in with that account to share it or to stop sharing it.")
              .arg(sharing.title, sharing.account);
}

// What others have been able to read, they may read until the server knows.
QString unsharedSentence(const Sharing &sharing)
{
    if (!sharing.isAtServer || sharing.waits == SharingWaits::ForNothing)
        return Texts::tr("“%1” is not shared: it is yours alone, on your devices.").arg(sharing.title);
    switch (sharing.waits) {
    case SharingWaits::ForPrivacy:
        return Texts::tr(
            "You stopped sharing “%1”, but privacy mode holds that change here: until you send it, the "
            "team %2 may still read it.")
            .arg(sharing.title, sharing.team);
    case SharingWaits::ForGood:
        return Texts::tr(
            "You stopped sharing “%1”, but what you change in it is not sent, so that the team %2 may "
            "still read it. Remove it from the server to end that: it stays on this device.")
            .arg(sharing.title, sharing.team);
    case SharingWaits::Refused:
        return Texts::tr(
            "You stopped sharing “%1”, but the server refused that, so that the team %2 may still read "
            "it.")
            .arg(sharing.title, sharing.team);
    default:
        return Texts::tr(
            "“%1” is no longer shared when this change is sent. Until then, the team %2 may still read "
            "it.")
            .arg(sharing.title, sharing.team);
    }
}

} // namespace

bool Sharing::isStuck() const
{
    return (shared || isAtServer) && waits != SharingWaits::ForNothing && waits != SharingWaits::ToBeSent;
}

Result<SharingWaits> sharingWaits(Store &store, const std::string &conversation)
{
    const auto found = conversationFacts(store.database(), conversation);
    MIMIR_TRY(found);
    const ConversationFacts facts = found->value_or(ConversationFacts());
    if (!facts.sharingUnsent)
        return SharingWaits::ForNothing;
    const auto level = store.privacyRules().ownLevelOf(conversation);
    MIMIR_TRY(level);
    if (*level == PrivacyLevel::Nothing || facts.outbox == Outbox::State::Kept)
        return SharingWaits::ForGood;
    if (facts.outbox == Outbox::State::Held)
        return SharingWaits::ForPrivacy;
    if (facts.outbox == Outbox::State::Failed)
        return SharingWaits::Refused;
    return facts.hasTeam ? SharingWaits::ToBeSent : SharingWaits::ForATeam;
}

Result<std::optional<Sharing>> readSharing(Store &store, const std::string &conversation)
{
    const auto facts = conversationFacts(store.database(), conversation);
    MIMIR_TRY(facts);
    if (!*facts || (*facts)->deleted)
        return std::optional<Sharing>();
    const QString title = plain((*facts)->title);
    const auto owner = store.accounts().otherOwner(conversation);
    Sharing sharing {(*facts)->shared, (*facts)->own, title.isEmpty() ? Texts::tr("(no title)") : title,
        plain((*facts)->team), plain((*facts)->sharedBy), SharingWaits::ForNothing, owner.has_value(),
        owner ? plain(owner->email) : QString(), (*facts)->isAtServer};
    if (sharing.own) {
        const auto waits = sharingWaits(store, conversation);
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
    if ((*sharing)->ofOtherAccount)
        return Error {ErrorCode::Forbidden, "a conversation of another account"};
    if ((*sharing)->shared == (with == ShareWith::Team))
        return {};
    Record edit {EntityType::Conversation, conversation, {}};
    edit.fields.setText("visibility", with == ShareWith::Team ? "team" : "personal");
    MIMIR_TRY(store.backend().write(edit));
    return {};
}

QString sharedByTeammate(std::string_view name)
{
    return name.empty() ? Texts::tr("a teammate") : plain(name);
}

QString sharedByYou(SharingWaits waits)
{
    switch (waits) {
    case SharingWaits::ForATeam:
        return Texts::tr("you, when signed in");
    case SharingWaits::ToBeSent:
    case SharingWaits::ForPrivacy:
        return Texts::tr("you, when sent");
    case SharingWaits::ForGood:
        return Texts::tr("no one: kept here");
    case SharingWaits::Refused:
        return Texts::tr("no one: refused");
    case SharingWaits::ForNothing:
        break;
    }
    return Texts::tr("you");
}

QString sharingSentence(const Sharing &sharing)
{
    if (!sharing.own)
        return Texts::tr("“%1” is shared by %2.").arg(sharing.title, nameOf(sharing));
    if (sharing.ofOtherAccount)
        return otherAccountSentence(sharing);
    if (!sharing.shared)
        return unsharedSentence(sharing);
    switch (sharing.waits) {
    case SharingWaits::ToBeSent:
        return Texts::tr(
            "“%1” will be shared with the team %2 when this change is sent: then everyone in it can "
            "read it, and only you can change it.")
            .arg(sharing.title, sharing.team);
    case SharingWaits::Refused:
        return Texts::tr("“%1” is marked as shared, but the server refused that: no one else sees it.")
            .arg(sharing.title);
    case SharingWaits::ForATeam:
        return Texts::tr("“%1” will be shared as soon as you sign in to a team.").arg(sharing.title);
    case SharingWaits::ForPrivacy:
        return Texts::tr("“%1” will be shared as soon as you send what privacy mode holds here.")
            .arg(sharing.title);
    case SharingWaits::ForGood:
        return Texts::tr(
            "“%1” is marked as shared, but a privacy rule keeps it on this device: no one else sees it.")
            .arg(sharing.title);
    case SharingWaits::ForNothing:
        break;
    }
    return Texts::tr(
        "You share “%1” with the team %2: everyone in it can read it, and only you can change it.")
        .arg(sharing.title, sharing.team);
}

QString sharingError(const Error &error, const Sharing &sharing)
{
    if (error.code != ErrorCode::Forbidden)
        return errorSentence(error.code);
    if (sharing.own && sharing.ofOtherAccount)
        return otherAccountSentence(sharing);
    return Texts::tr("“%1” is shared by %2, and only they can change that.")
        .arg(sharing.title, nameOf(sharing));
}

} // namespace mimir
