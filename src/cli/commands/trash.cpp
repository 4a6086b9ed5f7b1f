#include "cli/trashcommands.h"

#include "cli/format.h"
#include "cli/typedid.h"
#include "core/plaintext.h"
#include "storage/restoring.h"

namespace mimir::cli {
namespace {

struct TrashText {
    Q_DECLARE_TR_FUNCTIONS(Trash)
};

QString plain(const std::string &text, std::size_t length = 120)
{
    return QString::fromStdString(singleLine(text, length));
}

QString nothingSentence()
{
    return TrashText::tr("Nothing in the trash has the id %1. “mimir trash list” shows what is there.");
}

QString heldSentence(std::int64_t held)
{
    return TrashText::tr("The server wants %n item(s) of yours deleted, which is more than usual at once. They "
                         "stay on this device until you choose: “mimir trash accept” deletes them, “mimir "
                         "trash keep” keeps them and sends them again.",
        nullptr, static_cast<int>(held));
}

Trash trashOf(Store &store)
{
    return {store.database(), store.clock()};
}

std::vector<std::string> idsOf(const std::vector<Trash::Entry> &entries)
{
    std::vector<std::string> ids;
    for (const Trash::Entry &entry : entries)
        ids.push_back(entry.id);
    return ids;
}

QString whatOf(const Trash::Entry &entry)
{
    switch (entry.type) {
    case EntityType::Conversation:
        return TrashText::tr("conversation with %n item(s)", nullptr, static_cast<int>(entry.parts));
    case EntityType::Message:
        return TrashText::tr("message");
    default:
        break;
    }
    return TrashText::tr("tool call");
}

json::Object objectOf(const Trash::Entry &entry)
{
    json::Object out;
    out.setText("type", typeName(entry.type));
    out.setText("id", entry.id);
    out.setText("conversationId", entry.conversationId);
    out.setText("title", entry.title);
    out.setInteger("at", entry.at);
    out.setInteger("parts", entry.parts);
    out.setInteger("daysLeft", entry.daysLeft);
    return out;
}

class TrashList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Trash)
public:
    Description describe() const override
    {
        return {tr("Lists what a server deleted here: it is kept on this device for 30 days"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto entries = trashOf(**store).list();
        if (!entries)
            return context.fail(entries.error());
        Terminal &terminal = context.terminal();
        if (arguments.has(QStringLiteral("json"))) {
            std::vector<json::Object> objects;
            for (const Trash::Entry &entry : *entries)
                objects.push_back(objectOf(entry));
            terminal.line(jsonArray(objects));
            return Done;
        }
        const auto held = MassDeletion((*store)->database(), (*store)->clock()).count();
        if (!held)
            return context.fail(held.error());
        if (*held > 0)
            terminal.line(heldSentence(*held));
        if (entries->empty())
            terminal.line(tr("The trash is empty."));
        else
            print(*entries, terminal);
        return Done;
    }

private:
    static void print(const std::vector<Trash::Entry> &entries, Terminal &terminal)
    {
        const std::vector<std::string> ids = idsOf(entries);
        Table table({tr("Deleted"), tr("Days left"), tr("Id"), tr("What"), tr("Conversation")});
        for (const Trash::Entry &entry : entries)
            table.add({localTime(entry.at), QString::number(entry.daysLeft), plain(shortId(ids, entry.id)),
                whatOf(entry), plain(entry.title, 60)});
        terminal.page();
        table.print(terminal);
    }
};

/// With an id of something in the trash.
class OfTrash : public Command {
public:
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto entries = trashOf(**store).list();
        if (!entries)
            return context.fail(entries.error());
        for (const QString &typed : arguments.operands()) {
            const auto id = typedIdOf(context, idsOf(*entries), typed, nothingSentence().arg(typed));
            if (!id)
                return Failed;
            for (const Trash::Entry &entry : *entries)
                if (entry.id == *id)
                    if (const ExitCode done = act(**store, entry, context); done != Done)
                        return done;
        }
        return Done;
    }

protected:
    virtual ExitCode act(Store &store, const Trash::Entry &entry, Context &context) = 0;
};

class TrashShow final : public OfTrash {
    Q_DECLARE_TR_FUNCTIONS(Trash)
public:
    Description describe() const override
    {
        return {tr("Shows what is in the trash, one JSON object per line"), tr("ID"), 1, 1, {}};
    }

protected:
    ExitCode act(Store &store, const Trash::Entry &entry, Context &context) override
    {
        const auto contents = trashOf(store).contents(entry);
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
        return {tr("Brings something back out of the trash: as a new item, sent to your other devices"),
            tr("ID…"), 1, 1000, {}};
    }

protected:
    ExitCode act(Store &store, const Trash::Entry &entry, Context &context) override
    {
        SystemRandom random;
        const auto made = Restoring(store, random).fromTrash(entry.id);
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
        return {keeps() ? tr("Keeps what a server wants deleted: it is sent again, as new items")
                        : tr("Deletes what a server wants deleted; the trash keeps it for 30 days"),
            {}, 0, 0, {}};
    }

    ExitCode run(const Arguments &, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        SystemRandom random;
        const auto count = Restoring(**store, random).answerDeletions(m_answer);
        if (!count)
            return context.fail(count.error());
        const int n = static_cast<int>(*count);
        context.terminal().line(n == 0 ? tr("No deletion waits for your answer.")
                : keeps()              ? tr("%n item(s) stay and are sent again.", nullptr, n)
                                       : tr("%n item(s) are in the trash.", nullptr, n));
        context.wrote();
        return Done;
    }

private:
    bool keeps() const { return m_answer == Restoring::Answer::Keep; }

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
