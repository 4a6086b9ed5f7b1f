#include "cli/command.h"
#include "cli/format.h"

namespace mimir::cli {
namespace {

/// When a pause ends: "30m", "2h", "1d", "tomorrow"; nullopt = not understood.
std::optional<Millis> pauseEnd(const QString &duration, Millis now)
{
    if (duration == QLatin1String("tomorrow"))
        return tomorrow(now);
    bool isNumber = false;
    const int count = duration.chopped(duration.isEmpty() ? 0 : 1).toInt(&isNumber);
    if (!isNumber || count <= 0 || count > 10'000)
        return std::nullopt;
    switch (duration.back().unicode()) {
    case 's':
        return now + count * Millis(1000);
    case 'm':
        return now + count * Millis(60'000);
    case 'h':
        return now + count * Millis(3'600'000);
    case 'd':
        return now + count * Millis(86'400'000);
    default:
        return std::nullopt;
    }
}

/// Saved first: an owner that is starting reads it, since it listens before it reads. One that runs may be
/// able to store what this process could not. Undecided: it is saved, and the user was told that the owner does not answer.
Result<ExitCode> decidePause(Context &context, const OwnerCommand &command, std::optional<Millis> until)
{
    const auto store = context.store();
    const auto saved = store ? savePause(**store, until) : Result<void>(store.error());
    const auto told = context.tellOwner(command);
    if (!told)
        MIMIR_TRY(saved);
    return isSilence(told) ? Undecided : Done;
}

class Pause final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Pause)
public:
    Description describe() const override
    {
        return {tr("Pauses syncing for a while; recording continues"), tr("[30m|2h|tomorrow]"), 0, 1,
            {{QStringLiteral("until-resumed"), {}, tr("until “mimir resume” (the default)")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        std::optional<Millis> until = RunState::kPausedForGood;
        if (!arguments.operands().isEmpty()) {
            until = pauseEnd(arguments.operands().first(), context.clock().now());
            if (!until || arguments.has(QStringLiteral("until-resumed")))
                return context.misused(tr("give a duration: 30m, 2h, tomorrow or --until-resumed"));
        }
        const auto decided = decidePause(context, OwnerCommand::pause(*until), until);
        if (!decided)
            return context.fail(decided.error());
        if (*decided != Done)
            return *decided;
        context.terminal().line(until == RunState::kPausedForGood
                ? tr("Paused until “mimir resume”. Recording continues.")
                : tr("Paused until %1. Recording continues.").arg(localTime(until)));
        return Done;
    }
};

class Resume final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Resume)
public:
    Description describe() const override
    {
        return {tr("Ends a pause; if it was for a metered network or to save power, syncs anyway until that "
                   "is over"),
            {}, 0, 0, {}};
    }

    ExitCode run(const Arguments &, Context &context) override
    {
        const auto decided = decidePause(context, OwnerCommand::Kind::Resume, std::nullopt);
        if (!decided)
            return context.fail(decided.error());
        if (*decided == Done)
            context.terminal().line(tr("Syncing resumes."));
        return *decided;
    }
};

} // namespace

std::unique_ptr<Command> makePause()
{
    return std::make_unique<Pause>();
}
std::unique_ptr<Command> makeResume()
{
    return std::make_unique<Resume>();
}

} // namespace mimir::cli
