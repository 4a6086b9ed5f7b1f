// Rules and levels live in the store, where triggers and the engine of any process see them at once.
#include "cli/command.h"
#include "cli/format.h"
#include "cli/typedid.h"

#include "core/plaintext.h"
#include "core/qtext.h"

#include <array>

namespace mimir::cli {
namespace {

using Kind = PrivacyRule::Kind;
constexpr std::array<std::string_view, 4> kKinds {"conversation", "workspace", "repository", "agent"};

std::string_view kindName(Kind kind)
{
    return kKinds[static_cast<std::size_t>(kind) - 1];
}

std::optional<Kind> kindFromName(const QString &name)
{
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (name == QLatin1String(kKinds[i].data(), qsizetype(kKinds[i].size())))
            return static_cast<Kind>(i + 1);
    return std::nullopt;
}

class PrivacyLevelCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(PrivacyLevelCommand)
public:
    Description describe() const override
    {
        return {tr("Shows or sets what may be sent from this device where no rule says otherwise"),
            tr("[LEVEL]"), 0, 1, {}};
    }
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        PrivacyRules &rules = (*store)->privacyRules();
        if (!arguments.operands().isEmpty()) {
            const auto level = privacyLevelFromName(arguments.operands().first().toStdString());
            if (!level)
                return context.misused(tr("LEVEL must be nothing, metadata, redacted or full"));
            if (const auto set = rules.setUsualLevel(*level); !set)
                return context.fail(set.error());
            context.wrote();
        }
        const auto usual = rules.usualLevel(), most = rules.ceiling();
        if (!usual || !most)
            return context.fail((usual ? most : usual).error());
        context.terminal().line(std::string(privacyLevelName(*usual)));
        if (*most < *usual)
            context.terminal().line(tr("Your organisation’s limit: %1")
                                        .arg(QString::fromStdString(std::string(privacyLevelName(*most)))));
        return Done;
    }
};

class PrivacyRulesCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(PrivacyRulesCommand)
public:
    Description describe() const override
    {
        return {tr("Lists the rules for conversations, workspaces, repositories and agents"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto rules = (*store)->privacyRules().list();
        if (!rules)
            return context.fail(rules.error());
        std::string array;
        Table table({tr("Rule for"), tr("Level"), tr("Which")});
        for (const PrivacyRule &rule : *rules) {
            if (arguments.has(QStringLiteral("json"))) {
                json::Object out;
                out.setText("kind", kindName(rule.kind));
                out.setText("value", rule.value);
                out.setText("level", privacyLevelName(rule.level));
                array += (array.empty() ? "" : ",") + out.toJson();
            }
            table.add({toQString(kindName(rule.kind)), toQString(privacyLevelName(rule.level)),
                toQString(singleLine(rule.value))});
        }
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line('[' + array + ']');
        else if (rules->empty())
            context.terminal().line(tr("No rules: the usual level applies to everything."));
        else
            table.print(context.terminal());
        return Done;
    }
};

class PrivacyRuleCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(PrivacyRuleCommand)
public:
    Description describe() const override
    {
        return {tr("Sets what may be sent of a conversation, workspace, repository or agent; LEVEL none "
                   "removes the rule"),
            tr("KIND VALUE LEVEL"), 3, 3,
            {{QStringLiteral("send-kept"), {},
                 tr("also send what the rule has kept here of this conversation so far")},
                {QStringLiteral("remove-from-server"), {},
                    tr("with LEVEL nothing: remove this conversation permanently from the server and your "
                       "other devices")}}};
    }
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto kind = kindFromName(arguments.operands().at(0));
        if (!kind)
            return context.misused(tr("KIND must be conversation, workspace, repository or agent"));
        std::string value = arguments.operands().at(1).toStdString();
        const std::string name = arguments.operands().at(2).toStdString();
        const auto level = privacyLevelFromName(name);
        if (!level && name != "none")
            return context.misused(tr("LEVEL must be nothing, metadata, redacted, full or none"));
        const bool sendKept = arguments.has(QStringLiteral("send-kept"));
        const bool remove = arguments.has(QStringLiteral("remove-from-server"));
        if ((sendKept || remove) && *kind != Kind::Conversation)
            return context.misused(tr("--send-kept and --remove-from-server are for one conversation"));
        if (remove && level != PrivacyLevel::Nothing)
            return context.misused(tr("--remove-from-server needs LEVEL nothing"));
        if (*kind == Kind::Conversation) {
            auto whole = conversation(context, arguments.operands().at(1));
            if (!whole)
                return Failed;
            value = std::move(*whole);
        }
        return apply(
            context, {*kind, value, level.value_or(PrivacyLevel::Full)}, level.has_value(), sendKept, remove);
    }

private:
    /// A rule may exist before its conversation does: then the id must have been typed whole, and the user is
    /// told so.
    static std::optional<std::string> conversation(Context &context, const QString &typed)
    {
        const auto store = context.store();
        if (!store) {
            context.fail(store.error());
            return std::nullopt;
        }
        const auto fitting = idsTyped((*store)->database(), IdScope::Conversation, typed.toStdString(), 1);
        if (fitting && fitting->empty()) {
            context.terminal().line(tr("There is no conversation %1 yet. The rule applies to the one that is "
                                       "recorded with exactly this id.")
                                        .arg(plain(typed.toStdString(), 64)));
            return typed.toStdString();
        }
        return typedId(context, IdScope::Conversation, typed, {});
    }

    static ExitCode apply(Context &context, const PrivacyRule &rule, bool set, bool sendKept, bool remove)
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        PrivacyRules &rules = (*store)->privacyRules();
        const auto done = set ? rules.set(rule) : rules.remove(rule.kind, rule.value);
        if (!done)
            return refused(context, done.error());
        if (sendKept) {
            const auto released = rules.release(rule.value);
            if (!released)
                return context.fail(released.error());
            context.terminal().line(tr("%n item(s) that were kept here will be sent.", nullptr, *released));
        }
        if (remove) {
            const auto removed = (*store)->serverRemoval().removeFromServer(rule.value);
            if (!removed)
                return context.fail(removed.error());
            context.terminal().line(*removed
                    ? tr("It will be removed from the server. What is on this device stays.")
                    : tr("The server has nothing of it."));
        }
        context.wrote();
        return Done;
    }
    static ExitCode refused(Context &context, const Error &error)
    {
        if (error.code == ErrorCode::Validation)
            return context.misused(
                tr("VALUE must be a conversation's id, an absolute path, a git remote or an agent's name"));
        if (error.code == ErrorCode::Immutable) {
            context.terminal().complain(
                tr("This conversation was removed from the server. It stays on this device permanently."));
            return Failed;
        }
        return context.fail(error);
    }
};

} // namespace

std::unique_ptr<Command> makePrivacyLevel()
{
    return std::make_unique<PrivacyLevelCommand>();
}
std::unique_ptr<Command> makePrivacyRules()
{
    return std::make_unique<PrivacyRulesCommand>();
}
std::unique_ptr<Command> makePrivacyRule()
{
    return std::make_unique<PrivacyRuleCommand>();
}

} // namespace mimir::cli
