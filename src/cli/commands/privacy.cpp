// The mode itself is a row in the store that its triggers read, so each command works with or without an
// owner.
#include "cli/command.h"
#include "cli/format.h"
#include "sync/status/attentiontext.h"

namespace mimir::cli {
namespace {

class PrivacyCommand : public Command {
    Q_DECLARE_TR_FUNCTIONS(PrivacyCommand)
protected:
    /// Saved first; the owner aborts what it is sending, and may be able to store what this process could not.
    /// Undecided: it is saved, and the user was told that the owner does not answer.
    static Result<ExitCode> setMode(Context &context, PrivacyMode mode)
    {
        const bool on = mode == PrivacyMode::On;
        const auto store = context.store();
        MIMIR_TRY(store);
        const auto saved = (*store)->settings().setPrivacyMode(on, context.clock().now());
        if (!saved && saved.error().code == ErrorCode::Forbidden)
            return saved.error();
        const auto told = context.tellOwner(OwnerCommand::privacy(on));
        if (!told)
            MIMIR_TRY(saved);
        return isSilence(told) ? Undecided : Done;
    }

    static Result<int> decide(Context &context, OutboxDecisions::HeldChoice choice)
    {
        const auto store = context.store();
        MIMIR_TRY(store);
        const auto decided = (*store)->outboxDecisions().decideHeld(choice);
        MIMIR_TRY(decided);
        context.wrote();
        return *decided;
    }

    static ExitCode reportDecision(Context &context, OutboxDecisions::HeldChoice choice)
    {
        const auto count = decide(context, choice);
        if (!count)
            return context.fail(count.error());
        context.terminal().line(choice == OutboxDecisions::HeldChoice::Send
                ? tr("%n item(s) recorded in privacy mode will be sent.", nullptr, *count)
                : tr(
                    "%n item(s) recorded in privacy mode stay on this device permanently.", nullptr, *count));
        return choice == OutboxDecisions::HeldChoice::Send ? sayWhatIsKept(context) : Done;
    }

    static ExitCode sayWhatIsKept(Context &context)
    {
        const auto store = context.store();
        const auto counts = (*store)->outboxSummary().counts();
        if (!counts)
            return context.fail(counts.error());
        if (counts->kept > 0)
            context.terminal().line(tr("%n item(s) stay here all the same. “mimir privacy rule conversation "
                                       "ID LEVEL --send-kept” sends "
                                       "those of one conversation.",
                nullptr, int(counts->kept)));
        return Done;
    }
};

class PrivacyOn final : public PrivacyCommand {
    Q_DECLARE_TR_FUNCTIONS(PrivacyOn)
public:
    Description describe() const override
    {
        return {tr("Turns privacy mode on: nothing recorded from now on leaves this device"), {}, 0, 0, {}};
    }
    ExitCode run(const Arguments &, Context &context) override
    {
        const auto set = setMode(context, PrivacyMode::On);
        if (!set) {
            if (set.error().code != ErrorCode::Forbidden)
                return context.fail(set.error());
            context.terminal().complain(privacyForbiddenSentence(PrivacyMode::Off));
            return exitCodeOf(set.error().code);
        }
        if (*set == Done)
            tell(context);
        return *set;
    }

private:
    static void tell(Context &context)
    {
        const auto store = context.store();
        const bool arrives = store && isFetching(context.status(**store));
        context.terminal().line(arrives
                ? tr("Privacy mode is on: nothing leaves this device; new items still arrive.")
                : tr("Privacy mode is on: nothing leaves this device."));
        const auto isForbidden
            = store ? (*store)->settings().privacyModeForbidden() : Result<bool>(store.error());
        if (isForbidden.ok() && *isForbidden)
            context.terminal().line(privacyForbiddenSentence(PrivacyMode::On));
    }

    static bool isFetching(const SyncStatus &status)
    {
        return status.state != SyncState::Local && status.state != SyncState::SignedOut
            && !status.run.needsSignIn() && !status.run.paused();
    }
};

class PrivacyOff final : public PrivacyCommand {
    Q_DECLARE_TR_FUNCTIONS(PrivacyOff)
public:
    Description describe() const override
    {
        return {tr("Ends privacy mode; what was recorded in it stays held until you choose"), {}, 0, 0,
            {{QStringLiteral("send"), {}, tr("send what was recorded in the meantime")},
                {QStringLiteral("keep"), {},
                    tr("keep what was recorded in the meantime on this device permanently")}}};
    }
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const bool send = arguments.has(QStringLiteral("send"));
        const bool keep = arguments.has(QStringLiteral("keep"));
        if (send && keep)
            return context.misused(tr("choose one of --send and --keep"));
        const auto set = setMode(context, PrivacyMode::Off);
        if (!set)
            return context.fail(set.error());
        context.terminal().line(tr("Privacy mode is off."));
        const ExitCode rest = decideHeld(send, keep, context);
        return rest == Done ? *set : rest;
    }

private:
    static ExitCode decideHeld(bool send, bool keep, Context &context)
    {
        if (send || keep)
            return reportDecision(
                context, send ? OutboxDecisions::HeldChoice::Send : OutboxDecisions::HeldChoice::KeepHere);
        const auto store = context.store();
        const auto counts = (*store)->outboxSummary().counts();
        if (!counts)
            return context.fail(counts.error());
        const auto choice = counts->held > 0 && Terminal::isWatched() ? ask(context.terminal(), counts->held)
                                                                      : std::nullopt;
        if (choice)
            return reportDecision(context, *choice);
        if (counts->held > 0)
            context.terminal().line(
                tr("%n item(s) recorded in it are still held here. “mimir privacy send” sends them, “mimir "
                   "privacy keep” keeps them on this device permanently.",
                    nullptr, int(counts->held)));
        return Done;
    }

    /// Anything but a clear answer means “later”.
    static std::optional<OutboxDecisions::HeldChoice> ask(Terminal &terminal, std::int64_t held)
    {
        const auto answer
            = terminal.ask(tr("Send the %n item(s) recorded in it, keep them on this device permanently, or "
                              "decide later? Type “send”, “keep”, or press Enter for later: ",
                nullptr, int(held)));
        const QString word = answer ? QString::fromStdString(*answer).trimmed() : QString();
        if (word == QLatin1String("send") || (!word.isEmpty() && word == tr("send")))
            return OutboxDecisions::HeldChoice::Send;
        if (word == QLatin1String("keep") || (!word.isEmpty() && word == tr("keep")))
            return OutboxDecisions::HeldChoice::KeepHere;
        return std::nullopt;
    }
};

class PrivacySend final : public PrivacyCommand {
    Q_DECLARE_TR_FUNCTIONS(PrivacySend)
public:
    Description describe() const override
    {
        return {tr("Sends what was recorded in privacy mode"), {}, 0, 0, {}};
    }
    ExitCode run(const Arguments &, Context &context) override
    {
        return reportDecision(context, OutboxDecisions::HeldChoice::Send);
    }
};

class PrivacyKeep final : public PrivacyCommand {
    Q_DECLARE_TR_FUNCTIONS(PrivacyKeep)
public:
    Description describe() const override
    {
        return {tr("Keeps what was recorded in privacy mode on this device permanently"), {}, 0, 0, {}};
    }
    ExitCode run(const Arguments &, Context &context) override
    {
        return reportDecision(context, OutboxDecisions::HeldChoice::KeepHere);
    }
};

class PrivacyStatus final : public PrivacyCommand {
    Q_DECLARE_TR_FUNCTIONS(PrivacyStatus)
public:
    Description describe() const override
    {
        return {tr("Shows whether privacy mode is on and what is held"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as one JSON object")}}};
    }
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto counts = (*store)->outboxSummary().counts();
        if (!counts)
            return context.fail(counts.error());
        const auto isOn = (*store)->settings().privacyMode();
        if (!isOn.ok())
            return context.fail(isOn.error());
        const auto isForbidden = (*store)->settings().privacyModeForbidden();
        if (!isForbidden.ok())
            return context.fail(isForbidden.error());
        const bool on = *isOn, forbidden = *isForbidden;
        const Millis since = on ? (*store)->settings().integer("privacy_since") : 0;
        const auto waiting = (*store)->outboxSummary().forbidden();
        if (!waiting)
            return context.fail(waiting.error());
        if (arguments.has(QStringLiteral("json"))) {
            json::Object out;
            out.setBool("privacyMode", on);
            out.set("since", since ? std::to_string(since) : "null");
            out.setInteger("held", counts->held);
            out.setInteger("kept", counts->kept);
            out.setInteger("forbidden", *waiting);
            out.setBool("allowed", !forbidden);
            context.terminal().line(out.toJson());
            return Done;
        }
        context.terminal().line(
            on ? tr("Privacy mode has been on since %1.").arg(localTime(since)) : tr("Privacy mode is off."));
        if (forbidden)
            context.terminal().line(privacyForbiddenSentence(on ? PrivacyMode::On : PrivacyMode::Off));
        if (counts->held > 0)
            context.terminal().line(
                tr("%n item(s) are held until you choose to send or keep them.", nullptr, int(counts->held)));
        if (*waiting > 0)
            context.terminal().line(forbiddenSentence(*waiting));
        if (counts->kept > 0)
            context.terminal().line(
                tr("%n item(s) stay on this device permanently, unless “mimir privacy rule "
                   "conversation ID LEVEL --send-kept” sends those of a conversation.",
                    nullptr, int(counts->kept)));
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makePrivacyOn()
{
    return std::make_unique<PrivacyOn>();
}
std::unique_ptr<Command> makePrivacyOff()
{
    return std::make_unique<PrivacyOff>();
}
std::unique_ptr<Command> makePrivacySend()
{
    return std::make_unique<PrivacySend>();
}
std::unique_ptr<Command> makePrivacyKeep()
{
    return std::make_unique<PrivacyKeep>();
}
std::unique_ptr<Command> makePrivacyStatus()
{
    return std::make_unique<PrivacyStatus>();
}

} // namespace mimir::cli
