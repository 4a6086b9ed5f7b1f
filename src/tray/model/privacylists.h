// What the windows show about privacy, read on the sync thread: plain values, independent of the store.
#pragma once

#include "app/setupchoice.h"
#include "tray/model/storelists.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace mimir {

struct ListedRule {
    PrivacyRule rule;
    QString subject; ///< what it is about, on one safe line; a conversation by its title
};

struct PrivacyOverview {
    PrivacyLevel usual = PrivacyLevel::Redacted;
    PrivacyLevel ceiling = PrivacyLevel::Full; ///< the most that the organisations allow to be sent
    std::vector<ListedRule> rules;
};

/// What rules can be about, as far as it has been seen here: newest first, at most kSubjects each.
struct RuleSubjects {
    QStringList workspaces, repositories, agents;
};

/// A conversation, for deciding about its privacy.
struct ConversationPrivacy {
    ListedRule rule;       ///< its own rule, or the level that applies without one
    bool hasRule = false;  ///< it has one of its own
    bool onlyHere = false; ///< it was removed from the server: no rule lets it be sent again
};

/// What to ask after the rule of a conversation has changed.
struct RuleEffect {
    bool serverHasIt = false; ///< under "nothing": it could be removed from the server
    int kept = 0;             ///< under any other: items kept here because they were recorded under "nothing"
};

/// What can be chosen when this device is set up.
struct SetupOffer {
    struct Folder {
        QString path;
        qint64 conversations = 0;
    };
    PrivacyLevel level = PrivacyLevel::Redacted;
    PrivacyLevel ceiling = PrivacyLevel::Full;
    std::vector<Folder> folders; ///< without a rule of their own; newest first
};

/// What this choice would do with what has been recorded.
struct SetupPreview {
    std::vector<ListedItem> items; ///< items that would be sent
    qint64 sent = 0, recorded = 0;
};

inline constexpr int kSubjects = 200;

Result<PrivacyOverview> readPrivacy(Store &store);
Result<RuleSubjects> readRuleSubjects(Store &store);
Result<ConversationPrivacy> readConversationPrivacy(Store &store, const std::string &conversationId);
Result<SetupOffer> readSetupOffer(Store &store);
Result<SetupPreview> readSetupPreview(Store &store, const SetupChoice &choice);
/// Sets the rule and returns what follows from it.
Result<RuleEffect> setRule(Store &store, const PrivacyRule &rule);
Result<RuleEffect> removeRule(Store &store, const PrivacyRule &rule);

// In the user's language.
QString levelTitle(PrivacyLevel level);
/// What is sent under it, as a sentence.
QString levelSentence(PrivacyLevel level);
/// What an organisation requires; empty if nothing.
QString ceilingSentence(PrivacyLevel ceiling);
QString ruleKindTitle(PrivacyRule::Kind kind);
/// Why a rule was refused.
QString ruleErrorSentence(const Error &error, PrivacyRule::Kind kind);
/// "Withheld: the contents of 2 files, 3 secrets", from the ledger's text; empty if nothing was withheld.
QString withheldText(const std::string &withheld);
/// How many parts were withheld; 0 if none.
int withheldCount(const std::string &withheld);

} // namespace mimir
