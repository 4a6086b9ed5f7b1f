#include "cli/command.h"

namespace mimir::cli {
namespace {

class ConflictsRestore final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsRestore)
public:
    Description describe() const override
    {
        return {tr("Brings back the older version: a new edit, sent to your other devices"), tr("ID…"), 1,
            1000, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        ExitCode worst = Done;
        for (const QString &id : arguments.operands()) {
            const auto restored = (*store)->restoreConflict(id.toStdString());
            if (restored)
                context.terminal().line(tr("Restored: the version of this device is in %1.")
                                            .arg(QString::fromStdString(*restored)));
            else if (restored.error().code == ErrorCode::NotFound)
                worst
                    = context.fail(tr("There is no conflict %1. “mimir conflicts list” shows them.").arg(id));
            else
                worst = context.fail(restored.error());
        }
        context.wrote();
        return worst;
    }
};

class ConflictsDismiss final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsDismiss)
public:
    Description describe() const override
    {
        return {tr("Keeps the newer version and takes the conflict off the list"), tr("ID…"), 1, 1000, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        ExitCode worst = Done;
        for (const QString &id : arguments.operands()) {
            const auto found = (*store)->conflicts().find(id.toStdString());
            if (!found) {
                worst = context.fail(found.error());
            } else if (!*found) {
                worst
                    = context.fail(tr("There is no conflict %1. “mimir conflicts list” shows them.").arg(id));
            } else {
                const auto set = (*store)->conflicts().setState(id.toStdString(), Conflict::State::Dismissed);
                worst = set ? worst : context.fail(set.error());
            }
        }
        context.wrote();
        return worst;
    }
};

} // namespace

std::unique_ptr<Command> makeConflictsRestore()
{
    return std::make_unique<ConflictsRestore>();
}
std::unique_ptr<Command> makeConflictsDismiss()
{
    return std::make_unique<ConflictsDismiss>();
}

} // namespace mimir::cli
