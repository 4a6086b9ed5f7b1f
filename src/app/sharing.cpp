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

} // namespace

Result<SharingWaits> sharingWaits(Store &store, const std::string &conversation)
{
    const auto level = store.privacyRules().ownLevelOf(conversation);
    MIMIR_TRY(level);
    if (*level == PrivacyLevel::Nothing)
        return SharingWaits::ForGood;
    const auto found = conversationFacts(store.database(), conversation);
    MIMIR_TRY(found);
    const ConversationFacts facts = found->value_or(ConversationFacts());
    if (facts.outbox == Outbox::State::Kept)
        return SharingWaits::ForGood;
    if (facts.outbox == Outbox::State::Held)
        return SharingWaits::ForPrivacy;
    return facts.hasTeam ? SharingWaits::ForNothing : SharingWaits::ForATeam;
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
        owner ? plain(owner->email) : QString()};
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
    case SharingWaits::ForPrivacy:
        return Texts::tr("you, when sent");
    case SharingWaits::ForGood:
        return Texts::tr("no one: kept here");
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
        return Texts::tr("“%1” is not shared: it is yours alone, on your devices.").arg(sharing.title);
    switch (sharing.waits) {
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
