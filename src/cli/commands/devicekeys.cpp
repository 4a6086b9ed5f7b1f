// The person's key: giving it to another device, writing it down, and beginning another one.
#include "cli/command.h"
#include "cli/signedin.h"
#include "cli/waiting.h"

#include "app/keytext.h"
#include "app/session.h"
#include "core/plaintext.h"
#include "privacy/keys/recoverycode.h"

#include <QCoreApplication>

namespace mimir::cli {
namespace {

ExitCode failWith(const Error &error, Context &context)
{
    const QString refusal = keyRefusal(error.code);
    return refusal.isEmpty() ? context.fail(error) : context.fail(refusal);
}

/// After a command that gives this device a key.
ExitCode report(const Result<KeyState> &state, Context &context)
{
    if (!state && state.error().code == ErrorCode::NotFound)
        return context.fail(QCoreApplication::translate("DeviceKeys", "The server is too old for keys."));
    if (!state)
        return failWith(state.error(), context);
    context.terminal().line(keySentence(state->is));
    return state->is == KeyState::Is::Here ? Done : Failed;
}

/// What is typed, or the first line of the input where no one can be asked.
Result<std::string> typed(const QString &question, Context &context)
{
    return Terminal::canAsk() ? context.terminal().ask(question) : Terminal::firstInputLine();
}

class DevicesConfirm final : public Command {
    Q_DECLARE_TR_FUNCTIONS(DeviceKeys)
public:
    Description describe() const override
    {
        return {tr("Gives your key to the new device that shows this code"), tr("[CODE]"), 0, 1, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        const auto text = arguments.operands().isEmpty()
            ? typed(tr("The code that the new device shows: "), context)
            : Result<std::string>(arguments.operands().first().toStdString());
        const auto code = text ? keys::DeviceCode::parse(*text) : std::nullopt;
        if (!code)
            return context.misused(
                tr("This is not a code: it has 25 digits, and the last one finds typing errors."));
        const auto name
            = waitFor<std::string>([&](auto done) { (*session)->keys().confirm(*code, std::move(done)); });
        if (!name)
            return failWith(name.error(), context);
        context.terminal().line(
            tr("%1 gets your key the next time it asks the server.")
                .arg(name->empty() ? tr("The device") : QStringLiteral("“%1”").arg(plain(*name))));
        return Done;
    }
};

class DevicesRecoveryCode final : public Command {
    Q_DECLARE_TR_FUNCTIONS(DeviceKeys)
public:
    Description describe() const override
    {
        return {tr("Shows your key as a code to write down on paper, in case no device has it any more"), {},
            0, 0, {}};
    }

    ExitCode run(const Arguments &, Context &context) override
    {
        if (!Terminal::isWatched())
            return context.fail(tr("The code is shown on a terminal only."));
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        const auto code = (*session)->keys().recoveryCode();
        if (!code)
            return code.error().code == ErrorCode::Unauthorized
                ? context.fail(tr("This device does not have your key, so there is nothing to write down."))
                : context.fail(code.error());
        context.terminal().line(QString::fromStdString(*code));
        context.terminal().line(tr(
            "This is your key. Write it down and keep it with your papers, not on a computer: anyone who has "
            "it can check guesses at secrets that were withheld. “mimir devices recover” gives it to a "
            "device."));
        return Done;
    }
};

class DevicesRecover final : public Command {
    Q_DECLARE_TR_FUNCTIONS(DeviceKeys)
public:
    Description describe() const override
    {
        return {tr("Restores your key from the code on paper, which is typed or comes on standard input"), {},
            0, 0, {}};
    }

    ExitCode run(const Arguments &, Context &context) override
    {
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        const auto text = Terminal::canAsk() ? context.terminal().askSecret(tr("The code on paper: "))
                                             : Terminal::firstInputLine();
        const auto key = text ? keys::keyFromRecoveryCode(*text) : std::nullopt;
        if (!key)
            return context.misused(tr(
                "This is not the code: it has 56 letters and digits, and the last four find typing errors."));
        return report(
            waitFor<KeyState>([&](auto done) { (*session)->keys().recover(*key, std::move(done)); }),
            context);
    }
};

class DevicesNewKey final : public Command {
    Q_DECLARE_TR_FUNCTIONS(DeviceKeys)
public:
    Description describe() const override
    {
        return {tr("Begins a new key if no device and no paper has yours any more"), {}, 0, 0,
            {{QStringLiteral("yes"), {}, tr("without a question")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        if (!arguments.has(QStringLiteral("yes")) && !isWanted(context))
            return context.fail(tr("No new key was begun."));
        return report(
            waitFor<KeyState>([&](auto done) { (*session)->keys().beginNewKey(std::move(done)); }), context);
    }

private:
    static bool isWanted(Context &context)
    {
        if (!Terminal::canAsk())
            return false;
        const auto answer
            = context.terminal().ask(tr("Each of your other devices must then be confirmed again, and "
                                        "secrets that were withheld before are not "
                                        "recognisable as the same as later ones. Begin a new key? [y/N] "));
        const QString said = answer ? QString::fromStdString(*answer).toLower() : QString();
        return !said.isEmpty() && (said.front() == u'y' || said.front() == tr("y").front());
    }
};

} // namespace

std::unique_ptr<Command> makeDevicesConfirm()
{
    return std::make_unique<DevicesConfirm>();
}
std::unique_ptr<Command> makeDevicesRecoveryCode()
{
    return std::make_unique<DevicesRecoveryCode>();
}
std::unique_ptr<Command> makeDevicesRecover()
{
    return std::make_unique<DevicesRecover>();
}
std::unique_ptr<Command> makeDevicesNewKey()
{
    return std::make_unique<DevicesNewKey>();
}

} // namespace mimir::cli
