#include "app/following/coveragetexts.h"
#include "app/sharing.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/typedid.h"

#include "core/plaintext.h"
#include "storage/views/conversationitems.h"

#include <algorithm>

namespace mimir::cli {
namespace {

struct Conversation {
    mimir::Record head;
    std::array<std::vector<mimir::Record>, 3> children; ///< messages, tool calls, audit entries, by time
};

constexpr std::array kChildTypes {EntityType::Message, EntityType::ToolCall, EntityType::AuditLog};

Millis timeOf(const mimir::Record &record)
{
    return record.fields.integer(createdField(record.type)).value_or(0);
}

Result<std::optional<Conversation>> load(Store &store, const std::string &id)
{
    auto head = store.backend().read(EntityType::Conversation, id);
    MIMIR_TRY(head);
    if (!*head)
        return std::optional<Conversation>();
    Conversation conversation {std::move(**head), {}};
    for (std::size_t i = 0; i < kChildTypes.size(); ++i) {
        auto rows = itemsById(store.database(), kChildTypes[i], id);
        MIMIR_TRY(rows);
        std::stable_sort(rows->begin(), rows->end(),
            [](const mimir::Record &a, const mimir::Record &b) { return timeOf(a) < timeOf(b); });
        conversation.children[i] = std::move(*rows);
    }
    return std::optional(std::move(conversation));
}

class HistoryShow final : public Command {
    Q_DECLARE_TR_FUNCTIONS(HistoryShow)
public:
    Description describe() const override
    {
        return {tr("Shows a conversation"), tr("ID"), 1, 1,
            {{QStringLiteral("json"), {}, tr("as one JSON object")}}, IdScope::Conversation};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const QString nothing = tr("There is no conversation with this id. “mimir history list” shows them.");
        const auto id = typedId(context, IdScope::Conversation, arguments.operands().first(), nothing);
        if (!id)
            return Failed;
        const auto conversation = load(**context.store(), *id);
        if (!conversation)
            return context.fail(conversation.error());
        if (!*conversation)
            return context.fail(nothing);
        const auto owner = (*context.store())->accounts().otherOwner(*id);
        const auto sharing = readSharing(**context.store(), *id);
        if (!sharing)
            return context.fail(sharing.error());
        const About about {owner ? singleLine(owner->email) : std::string(), sharing->value_or(Sharing {})};
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(asJson(**conversation, about));
        else {
            context.terminal().page();
            print(**conversation, about, context.terminal());
        }
        return Done;
    }

private:
    using Style = Terminal::Style;

    struct About {
        std::string account; ///< whose it is, if not the current account's
        Sharing sharing;
    };

    static const AgentSource *agentOf(const Conversation &conversation)
    {
        return agentSourceNamed(conversation.head.fields.text("agent").value_or(std::string()));
    }

    /// nullptr where a decision is shown, or where no agent that is known here wrote it.
    static const AgentSource *agentWithoutDecisions(const Conversation &conversation)
    {
        const bool isDecided = std::ranges::any_of(conversation.children.back(),
            [](const mimir::Record &entry) { return entry.fields.find("decision") != nullptr; });
        return isDecided ? nullptr : agentOf(conversation);
    }

    static std::string asJson(const Conversation &conversation, const About &about)
    {
        json::Object out;
        if (!about.account.empty())
            out.setText("account", about.account);
        out.setBool("own", about.sharing.own);
        if (const AgentSource *agent = agentOf(conversation))
            out.setText("recordedDecisions", decisionsName(agent->recordedDecisions()));
        if (!about.sharing.by.isEmpty())
            out.setText("sharedBy", about.sharing.by.toStdString());
        out.set("conversation", conversation.head.toJson());
        for (std::size_t i = 0; i < kChildTypes.size(); ++i) {
            std::string list = "[";
            for (const mimir::Record &record : conversation.children[i])
                list += (list.size() > 1 ? "," : "") + record.toJson();
            out.set(wireArray(kChildTypes[i]), list + "]");
        }
        return out.toJson();
    }

    static void print(const Conversation &conversation, const About &about, Terminal &terminal)
    {
        const json::Object &head = conversation.head.fields;
        styled(terminal, Style::Heading,
            singleLine(head.text("title").value_or(tr("(no title)").toStdString())));
        for (const char *field : {"workspace", "repository", "provider", "model", "status"})
            if (const auto text = head.text(field))
                terminal.line("  " + std::string(field) + ": " + singleLine(*text));
        if (!about.account.empty())
            terminal.line("  account: " + about.account);
        if (about.sharing.shared)
            terminal.line(tr("  shared by: %1")
                              .arg(about.sharing.own ? sharedByYou(about.sharing.waits)
                                                     : sharedByTeammate(about.sharing.by.toStdString())));
        if (const AgentSource *agent = agentWithoutDecisions(conversation))
            terminal.line(tr("  decisions: %1").arg(withoutDecisions(*agent)));
        std::vector<const mimir::Record *> entries;
        for (const auto &rows : conversation.children)
            for (const mimir::Record &record : rows)
                entries.push_back(&record);
        std::stable_sort(entries.begin(), entries.end(),
            [](const auto *a, const auto *b) { return timeOf(*a) < timeOf(*b); });
        for (const mimir::Record *entry : entries)
            print(*entry, terminal);
    }

    static void styled(Terminal &terminal, Style style, const std::string &text)
    {
        terminal.line(terminal.styled(style, QString::fromStdString(text)));
    }

    static bool isDenied(std::string_view decision) { return decision == "denied" || decision == "never"; }

    /// A step without a text; its calls are shown.
    static bool isOnlyCalls(const mimir::Record &entry)
    {
        const std::string kind = entry.fields.text("kind").value_or(std::string());
        return entry.type == EntityType::Message && kind != "prompt" && kind != "reply"
            && entry.fields.text("content").value_or(std::string()).empty();
    }

    static void print(const mimir::Record &entry, Terminal &terminal)
    {
        const auto text
            = [&entry](const char *field) { return entry.fields.text(field).value_or(std::string()); };
        const std::string when = localTime(timeOf(entry)).toStdString();
        if (isOnlyCalls(entry))
            return;
        terminal.line(std::string_view());
        if (entry.type == EntityType::Message) {
            const Style style = text("role") == "user" ? Style::Prompt : Style::Heading;
            styled(terminal, style, when + "  " + singleLine(text("role")) + ":");
            terminal.line(withoutControls(text("content")));
        } else if (entry.type == EntityType::ToolCall) {
            styled(terminal, text("status") == "failed" ? Style::Bad : Style::Aside,
                when + "  " + singleLine(text("tool_name")) + " (" + singleLine(text("status")) + ")");
        } else {
            const Style style = isDenied(text("decision")) ? Style::Bad : Style::Aside;
            styled(terminal, style,
                when + "  " + singleLine(text("event_type") + " " + text("action") + " " + text("decision")));
            if (const std::string command = text("command"); !command.empty())
                styled(terminal, style, "  " + singleLine(command));
        }
    }
};

} // namespace

std::unique_ptr<Command> makeHistoryShow()
{
    return std::make_unique<HistoryShow>();
}

} // namespace mimir::cli
