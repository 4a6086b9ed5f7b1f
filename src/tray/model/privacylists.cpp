#include "tray/model/privacylists.h"

#include "core/folderpath.h"
#include "core/plaintext.h"
#include "core/text.h"
#include "storage/views/conversationfacts.h"
#include "storage/views/rulesubjects.h"
#include "sync/status/syncstatus.h"

#include <QCoreApplication>

#include <algorithm>

namespace mimir {
namespace {

constexpr std::size_t kSubjectCharacters = 200;

struct PrivacyTexts {
    Q_DECLARE_TR_FUNCTIONS(PrivacyTexts)
};

using Kind = PrivacyRule::Kind;

Result<ListedRule> listed(Store &store, PrivacyRule rule)
{
    ListedRule one {std::move(rule), {}};
    one.subject = plain(one.rule.value, kSubjectCharacters);
    if (one.rule.kind == Kind::Conversation) {
        const auto facts = conversationFacts(store.database(), one.rule.value);
        MIMIR_TRY(facts);
        if (*facts && !(*facts)->title.empty())
            one.subject = plain((*facts)->title, kSubjectCharacters);
    }
    return one;
}

// Only values that are a single safe line as they stand, since they are offered as values of a rule.
Result<std::vector<RuleSubject>> subjects(Store &store, SubjectKind kind)
{
    auto found = ruleSubjects(store.database(), kind, kSubjects);
    MIMIR_TRY(found);
    std::erase_if(*found, [](const RuleSubject &one) { return singleLine(one.value) != one.value; });
    return found;
}

Result<QStringList> namesOf(Store &store, SubjectKind kind)
{
    const auto found = subjects(store, kind);
    MIMIR_TRY(found);
    QStringList names;
    for (const RuleSubject &one : *found)
        names += QString::fromStdString(one.value);
    return names;
}

Result<RuleEffect> effectOf(Store &store, const PrivacyRule &rule)
{
    RuleEffect effect;
    if (rule.kind != Kind::Conversation)
        return effect;
    const auto level = store.privacyRules().ownLevelOf(rule.value);
    MIMIR_TRY(level);
    if (*level == PrivacyLevel::Nothing) {
        const auto stays = store.serverRemoval().staysHere(rule.value);
        MIMIR_TRY(stays);
        const auto there = store.serverRemoval().serverHas(rule.value);
        MIMIR_TRY(there);
        effect.serverHasIt = *stays && *there;
        return effect;
    }
    const auto kept = store.privacyRules().keptCount(rule.value);
    MIMIR_TRY(kept);
    effect.kept = *kept;
    return effect;
}

/// The ledger's "file:2,secret:3".
std::vector<std::pair<std::string_view, int>> withheldParts(std::string_view withheld)
{
    std::vector<std::pair<std::string_view, int>> parts;
    while (!withheld.empty()) {
        const std::string_view part = takeUntil(withheld, ',');
        const auto colon = part.find(':');
        if (colon != std::string_view::npos)
            parts.emplace_back(part.substr(0, colon), std::atoi(std::string(part.substr(colon + 1)).c_str()));
    }
    return parts;
}

QString withheldPart(std::string_view rule, int count)
{
    if (rule == "secret")
        return PrivacyTexts::tr("%n text(s) with secrets", nullptr, count);
    if (rule == "environment")
        return PrivacyTexts::tr("%n text(s) with environment variables", nullptr, count);
    if (rule == "file")
        return PrivacyTexts::tr("the contents of %n file(s)", nullptr, count);
    if (rule == "metadata")
        return PrivacyTexts::tr("%n text(s) of which only titles and figures are sent", nullptr, count);
    if (rule == "size")
        return PrivacyTexts::tr("%n part(s) that are too large", nullptr, count);
    return QStringLiteral("%1: %2").arg(plain(rule)).arg(count);
}

} // namespace

Result<PrivacyOverview> readPrivacy(Store &store)
{
    const auto usual = store.privacyRules().usualLevel(), most = store.privacyRules().ceiling();
    MIMIR_TRY(usual);
    MIMIR_TRY(most);
    PrivacyOverview overview {*usual, *most, {}};
    auto rules = store.privacyRules().list();
    MIMIR_TRY(rules);
    for (PrivacyRule &rule : *rules) {
        auto one = listed(store, std::move(rule));
        MIMIR_TRY(one);
        overview.rules.push_back(std::move(*one));
    }
    return overview;
}

Result<RuleSubjects> readRuleSubjects(Store &store)
{
    auto workspaces = namesOf(store, SubjectKind::Workspace);
    MIMIR_TRY(workspaces);
    auto repositories = namesOf(store, SubjectKind::Repository);
    MIMIR_TRY(repositories);
    auto agents = namesOf(store, SubjectKind::Provider);
    MIMIR_TRY(agents);
    return RuleSubjects {std::move(*workspaces), std::move(*repositories), std::move(*agents)};
}

Result<ConversationPrivacy> readConversationPrivacy(Store &store, const std::string &conversationId)
{
    const auto level = store.privacyRules().levelOf(conversationId, std::nullopt);
    MIMIR_TRY(level);
    const auto rules = store.privacyRules().list();
    MIMIR_TRY(rules);
    auto one = listed(store, {Kind::Conversation, conversationId, *level});
    MIMIR_TRY(one);
    const auto onlyHere = store.serverRemoval().isOnlyHere(conversationId);
    MIMIR_TRY(onlyHere);
    ConversationPrivacy privacy {std::move(*one), false, *onlyHere};
    for (const PrivacyRule &rule : *rules) {
        if (rule.kind == Kind::Conversation && rule.value == conversationId) {
            privacy.rule.rule.level = rule.level;
            privacy.hasRule = true;
        }
    }
    return privacy;
}

Result<SetupOffer> readSetupOffer(Store &store)
{
    const auto workspaces = subjects(store, SubjectKind::Workspace);
    MIMIR_TRY(workspaces);
    const auto rules = store.privacyRules().list();
    MIMIR_TRY(rules);
    const auto hasRule = [&rules](const std::string &folder) {
        return std::ranges::any_of(*rules, [&folder](const PrivacyRule &rule) {
            return rule.kind == Kind::Workspace && lexicalPath(rule.value) == lexicalPath(folder);
        });
    };
    std::vector<SetupOffer::Folder> folders;
    for (const RuleSubject &one : *workspaces)
        if (one.value.starts_with('/') && !hasRule(one.value))
            folders.push_back({QString::fromStdString(one.value), one.conversations});
    const auto usual = store.privacyRules().usualLevel(), most = store.privacyRules().ceiling();
    MIMIR_TRY(usual);
    MIMIR_TRY(most);
    return SetupOffer {*usual, *most, std::move(folders)};
}

Result<SetupPreview> readSetupPreview(Store &store, const SetupChoice &choice)
{
    const auto before = store.outboxSummary().counts();
    MIMIR_TRY(before);
    return previewWith(store, choice, [&](Store &chosen) -> Result<SetupPreview> {
        auto items = listItems(chosen, Outbox::State::Ready);
        MIMIR_TRY(items);
        const auto counts = chosen.outboxSummary().counts();
        MIMIR_TRY(counts);
        return SetupPreview {std::move(*items), counts->pending(), before->pending()};
    });
}

Result<RuleEffect> setRule(Store &store, const PrivacyRule &rule)
{
    MIMIR_TRY(store.privacyRules().set(rule));
    return effectOf(store, rule);
}

Result<RuleEffect> removeRule(Store &store, const PrivacyRule &rule)
{
    MIMIR_TRY(store.privacyRules().remove(rule.kind, rule.value));
    return effectOf(store, rule);
}

QString levelTitle(PrivacyLevel level)
{
    switch (level) {
    case PrivacyLevel::Nothing:
        return PrivacyTexts::tr("Nothing");
    case PrivacyLevel::Metadata:
        return PrivacyTexts::tr("Titles and figures");
    case PrivacyLevel::Redacted:
        return PrivacyTexts::tr("Everything except secrets and files");
    case PrivacyLevel::Full:
        return PrivacyTexts::tr("Everything except secrets");
    }
    return {};
}

QString levelSentence(PrivacyLevel level)
{
    switch (level) {
    case PrivacyLevel::Nothing:
        return PrivacyTexts::tr("It stays on this device.");
    case PrivacyLevel::Metadata:
        return PrivacyTexts::tr("Titles, times, tokens, costs and tool names are sent; no text is.");
    case PrivacyLevel::Redacted:
        return PrivacyTexts::tr("Secrets, environment variables and the contents of local files stay here; "
                                "for a file, only its path, size and number of lines are sent.");
    case PrivacyLevel::Full:
        return PrivacyTexts::tr(
            "The contents of local files are sent as well. Secrets and environment variables never are.");
    }
    return {};
}

QString ceilingSentence(PrivacyLevel ceiling)
{
    if (ceiling == PrivacyLevel::Full)
        return {};
    return PrivacyTexts::tr("Your organisation’s limit: %1").arg(levelTitle(ceiling));
}

QString ruleKindTitle(Kind kind)
{
    switch (kind) {
    case Kind::Conversation:
        return PrivacyTexts::tr("Conversation");
    case Kind::Workspace:
        return PrivacyTexts::tr("Folder");
    case Kind::Repository:
        return PrivacyTexts::tr("Repository");
    case Kind::Agent:
        return PrivacyTexts::tr("Agent");
    }
    return {};
}

QString ruleErrorSentence(const Error &error, Kind kind)
{
    if (error.code == ErrorCode::Immutable)
        return PrivacyTexts::tr(
            "This conversation was removed from the server. It stays on this device permanently.");
    if (error.code != ErrorCode::Validation)
        return errorSentence(error.code);
    switch (kind) {
    case Kind::Workspace:
        return PrivacyTexts::tr("Give a folder by its full path, beginning with /.");
    case Kind::Repository:
        return PrivacyTexts::tr("Give a repository by its address, as git remote shows it.");
    default:
        return PrivacyTexts::tr("Say what the rule applies to.");
    }
}

QString withheldText(const std::string &withheld)
{
    QStringList parts;
    for (const auto &[rule, count] : withheldParts(withheld))
        parts += withheldPart(rule, count);
    return parts.isEmpty() ? QString()
                           : PrivacyTexts::tr("Withheld: %1.").arg(parts.join(PrivacyTexts::tr(", ")));
}

int withheldCount(const std::string &withheld)
{
    int count = 0;
    for (const auto &[rule, many] : withheldParts(withheld))
        count += many;
    return count;
}

} // namespace mimir
