#include "cli/trashcommands.h"

#include "app/trashlist.h"
#include "cli/format.h"
#include "cli/syncing.h"
#include "cli/typedid.h"
#include "core/plaintext.h"

namespace mimir::cli {
namespace {

struct TrashText {
    Q_DECLARE_TR_FUNCTIONS(Trash)
};

std::vector<std::string> idsOf(const std::vector<TrashedItem> &items)
{
    std::vector<std::string> ids;
    ids.reserve(items.size());
    for (const TrashedItem &item : items)
        ids.push_back(item.entry.id);
    return ids;
}

json::Object objectOf(const TrashedItem &item)
{
    json::Object out;
    out.setText("type", typeName(item.entry.type));
    out.setText("id", item.entry.id);
    out.setText("conversationId", item.entry.conversationId);
    out.setText("title", item.entry.title);
    out.setText("team", item.team.toStdString());
    out.setText("server", item.server.toStdString());
    out.setInteger("at", item.entry.at);
    out.setInteger("keptUntil", item.keptUntil);
    out.setInteger("parts", item.entry.parts);
    out.setInteger("since", item.since);
    out.setInteger("daysLeft", item.entry.daysLeft());
    return out;
}

/// What each of these commands works on.
class WithTrash : public Command {
public:
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto items = listTrash(**store);
        return items ? act(**store, *items, arguments, context) : context.fail(items.error());
    }

protected:
    virtual ExitCode act(
        Store &store, const std::vector<TrashedItem> &items, const Arguments &arguments, Context &context)
        = 0;
};

class TrashList final : public WithTrash {
    Q_DECLARE_TR_FUNCTIONS(Trash)
public:
    Description describe() const override
    {
        return {tr("Lists what a server deleted here; it stays on this device for 30 days"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

protected:
    ExitCode act(Store &store, const std::vector<TrashedItem> &items, const Arguments &arguments,
        Context &context) override
    {
        if (arguments.has(QStringLiteral("json"))) {
            std::vector<json::Object> objects;
            objects.reserve(items.size());
            for (const TrashedItem &item : items)
                objects.push_back(objectOf(item));
            context.terminal().line(jsonArray(objects));
            return Done;
        }
        const auto held = heldDeletions(store);
        if (!held)
            return context.fail(held.error());
        if (*held) {
            context.terminal().line(deletionsSentence(**held));
            sayHowToDecide(context);
        }
        const auto purged = Trash(store.database(), store.clock()).purged();
        if (!purged)
            return context.fail(purged.error());
        if (items.empty() || *purged > 0)
            context.terminal().line(trashSentence(items.empty(), *purged));
        if (!items.empty())
            print(items, context.terminal());
        return Done;
    }

private:
    static void print(const std::vector<TrashedItem> &items, Terminal &terminal)
    {
        const std::vector<std::string> ids = idsOf(items);
        Table table({tr("Deleted"), tr("Kept until"), tr("Id"), tr("Team"), tr("What"), tr("Conversation")});
        for (const TrashedItem &item : items)
            table.add({localTime(item.entry.at),
                localTime(item.keptUntil > 0 ? std::optional(item.keptUntil) : std::nullopt),
                plain(shortId(ids, item.entry.id)), item.team, trashedWhat(item), item.title});
        terminal.page();
        table.print(terminal);
    }
};

/// With the id of something in the trash.
class OfTrash : public WithTrash {
protected:
    ExitCode act(Store &store, const std::vector<TrashedItem> &items, const Arguments &arguments,
        Context &context) override
    {
        const QString nothing
            = TrashText::tr("Nothing in the trash has the id %1. “mimir trash list” shows what is there.");
        const auto ids = typedIdsOf(context, idsOf(items), arguments.operands(), nothing);
        if (!ids)
            return Failed;
        for (const std::string &id : *ids)
            for (const TrashedItem &item : items)
                if (item.entry.id == id)
                    if (const ExitCode done = actOn(store, item, context); done != Done)
                        return done;
        return Done;
    }
    virtual ExitCode actOn(Store &store, const TrashedItem &item, Context &context) = 0;
};

class TrashShow final : public OfTrash {
    Q_DECLARE_TR_FUNCTIONS(Trash)
public:
    Description describe() const override
    {
        return {tr("Shows what is in the trash, one JSON object per line"), tr("ID"), 1, 1, {}};
    }

protected:
    ExitCode actOn(Store &store, const TrashedItem &item, Context &context) override
    {
        const auto contents = trashContents(store, item);
        if (!contents)
            return context.fail(contents.error());
        for (const Record &record : *contents)
            context.terminal().line(record.toLine());
        return Done;
    }
};

class TrashRestore final : public OfTrash {
    Q_DECLARE_TR_FUNCTIONS(Trash)
public:
    Description describe() const override
    {
        return {tr("Restores something from the trash as a new item, which is sent to your other devices"),
            tr("ID…"), 1, 1000, {}};
    }

protected:
    ExitCode actOn(Store &store, const TrashedItem &item, Context &context) override
    {
        const auto made = Restoring(store, context.random()).fromTrash(item.entry.id);
        if (!made)
            return context.fail(made.error());
        context.terminal().line(tr("Restored as %1.").arg(plain(*made)));
        context.wrote();
        return Done;
    }
};

class AnswerDeletions final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Trash)
public:
    explicit AnswerDeletions(Restoring::Answer answer) : m_answer(answer) { }
    Description describe() const override
    {
        return {keeps() ? tr("Keeps what a server asks to delete; it is sent again as new items")
                        : tr("Deletes what a server asks to delete; the trash keeps it for 30 days"),
            {}, 0, 0, {}};
    }

    ExitCode run(const Arguments &, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        auto held = heldDeletions(**store);
        if (held && *held && keeps() && takeBack(**store, context, **held)) {
            held = heldDeletions(**store);
            if (held && !*held) {
                context.terminal().line(tr("The server has all of it after all: nothing is deleted."));
                return Done;
            }
        }
        if (!held)
            return context.fail(held.error());
        const auto answered = answerDeletions(**store, context.random(), m_answer, *held);
        if (!answered)
            return context.fail(answered.error());
        if (answered->count == 0)
            return context.fail(tr("No deletion is waiting for your answer. Nothing was changed."));
        context.terminal().line(answeredSentence(m_answer, *answered));
        context.wrote();
        return Done;
    }

private:
    bool keeps() const { return m_answer == Restoring::Answer::Keep; }
    /// What the server still has keeps its id: it is asked, as long as that helps. False: it was not reached.
    static bool takeBack(Store &store, Context &context, StatusDeletions before)
    {
        constexpr Millis patience = 60'000;
        for (;;) {
            if (Syncing(context).now(Syncing::Patience::Wait, patience).end != "done")
                return false;
            const auto held = heldDeletions(store);
            if (!held || !*held || **held == before)
                return true;
            before = **held;
        }
    }

    Restoring::Answer m_answer;
};

} // namespace

std::unique_ptr<Command> makeTrashList()
{
    return std::make_unique<TrashList>();
}
std::unique_ptr<Command> makeTrashShow()
{
    return std::make_unique<TrashShow>();
}
std::unique_ptr<Command> makeTrashRestore()
{
    return std::make_unique<TrashRestore>();
}
std::unique_ptr<Command> makeTrashAccept()
{
    return std::make_unique<AnswerDeletions>(Restoring::Answer::Delete);
}
std::unique_ptr<Command> makeTrashKeep()
{
    return std::make_unique<AnswerDeletions>(Restoring::Answer::Keep);
}

} // namespace mimir::cli
