// What the windows say of privacy, read on the sync thread: plain values with nothing of the store in them.
#pragma once

#include "app/setupchoice.h"
#include "tray/model/storelists.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace mimir {

struct ListedRule {
    PrivacyRule rule;
    QString subject; ///< what it is about, on one harmless line; a conversation by its title
};

struct PrivacyOverview {
    PrivacyLevel usual = PrivacyLevel::Redacted;
    PrivacyLevel ceiling = PrivacyLevel::Full; ///< the most that organisations let leave
    std::vector<ListedRule> rules;
};

/// What rules can be about, as far as it was met here: newest first, at most kSubjects each.
struct RuleSubjects {
    QStringList workspaces, repositories, agents;
};

/// A conversation for whoever decides about its privacy.
struct ConversationPrivacy {
    ListedRule rule;       ///< its own, or the level that holds without one
    bool hasRule = false;  ///< it has one of its own
    bool onlyHere = false; ///< it was removed from the server: no rule lets it leave again
};

/// What can be asked after the rule of a conversation has changed.
struct RuleEffect {
    bool serverHasIt = false; ///< under "nothing": it could be removed there
    int kept = 0;             ///< under any other: what stays here because it was recorded under "nothing"
};

/// What can be chosen when this device is set up.
struct SetupOffer {
    struct Folder {
        QString path;
        qint64 conversations = 0;
    };
    PrivacyLevel level = PrivacyLevel::Redacted;
    PrivacyLevel ceiling = PrivacyLevel::Full;
    std::vector<Folder> folders; ///< that have no rule of their own; newest first
};

/// What would become of what is recorded, if it were chosen so.
struct SetupPreview {
    std::vector<ListedItem> items; ///< that would be sent
    qint64 sent = 0, recorded = 0;
};

inline constexpr int kSubjects = 200;

Result<PrivacyOverview> readPrivacy(Store &store);
Result<RuleSubjects> readRuleSubjects(Store &store);
Result<ConversationPrivacy> readConversationPrivacy(Store &store, const std::string &conversationId);
Result<SetupOffer> readSetupOffer(Store &store);
Result<SetupPreview> readSetupPreview(Store &store, const SetupChoice &choice);
/// Gives the rule and says what follows from it.
Result<RuleEffect> setRule(Store &store, const PrivacyRule &rule);
Result<RuleEffect> removeRule(Store &store, const PrivacyRule &rule);

// In the user's language.
QString levelTitle(PrivacyLevel level);
/// What leaves under it, as a sentence.
QString levelSentence(PrivacyLevel level);
/// What an organisation asks for; empty where it asks for nothing.
QString ceilingSentence(PrivacyLevel ceiling);
QString ruleKindTitle(PrivacyRule::Kind kind);
/// Why a rule was not taken.
QString ruleErrorSentence(const Error &error, PrivacyRule::Kind kind);
/// "Withheld: the contents of 2 files, 3 secrets", of the ledger's words; empty where nothing was.
QString withheldText(const std::string &withheld);
/// How many parts that were; 0 where nothing was.
int withheldCount(const std::string &withheld);

} // namespace mimir
